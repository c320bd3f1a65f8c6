//! The queue that hands jobs to the worker: the one place that speaks to SQS.

use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_sqs::Client;
use domain::{Error, JobId};
use serde::Serialize;

/// The queue of one stack. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Queue {
    client: Client,
    url: String,
}

/// What a message says. The job itself stands in its row: a message that comes twice, or late, finds it as it is then.
#[derive(Serialize)]
struct Message {
    job_id: JobId,
}

/// The client of the environment's region and credentials, with bounds that fit a request of a few seconds. Opens no connection
/// yet.
pub async fn connect() -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(1000))
        .operation_attempt_timeout(Duration::from_millis(1500))
        .operation_timeout(Duration::from_millis(4000))
        .build();
    let retries = RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(50));
    let config = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .retry_config(retries)
        .timeout_config(timeouts)
        .load()
        .await;
    Client::new(&config)
}

impl Queue {
    /// The queue at `url`, through `client`.
    #[must_use]
    pub fn new(client: Client, url: impl Into<String>) -> Self {
        Self {
            client,
            url: url.into(),
        }
    }

    /// Hands a job to the worker.
    ///
    /// # Errors
    /// The queue did not take it.
    pub async fn send(&self, job_id: JobId) -> Result<(), Error> {
        let body = serde_json::to_string(&Message { job_id })
            .map_err(|_| Error::Fault("a message cannot be encoded".to_owned()))?;
        let send = self
            .client
            .send_message()
            .queue_url(&self.url)
            .message_body(body);
        // The SDK's message may quote what was sent; its kind is what an operator needs to know.
        send.send()
            .await
            .map(drop)
            .map_err(|_| Error::Unavailable("SQS: the message was not taken".to_owned()))
    }
}
