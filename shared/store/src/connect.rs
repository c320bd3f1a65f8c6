//! How the client is built: once per environment, with bounds that fit a request of a few seconds.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_dynamodb::Client;

/// Bounds of one call. The SDK has none of its own but for connecting, and its first retry waits up to a second.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Opening a connection.
    pub connect: Duration,
    /// One attempt.
    pub attempt: Duration,
    /// All attempts of one call.
    pub operation: Duration,
    /// Attempts of one call, the first included.
    pub attempts: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(500),
            attempt: Duration::from_millis(1000),
            operation: Duration::from_millis(2500),
            attempts: 4,
        }
    }
}

impl Settings {
    /// The retries: those of the SDK, with a first wait that suits DynamoDB.
    #[must_use]
    pub fn retries(self) -> RetryConfig {
        RetryConfig::standard()
            .with_max_attempts(self.attempts)
            .with_initial_backoff(Duration::from_millis(25))
    }

    /// The time-outs.
    #[must_use]
    pub fn timeouts(self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .connect_timeout(self.connect)
            .operation_attempt_timeout(self.attempt)
            .operation_timeout(self.operation)
            .build()
    }
}

/// The environment's region and credentials, with these bounds.
pub async fn config(settings: Settings) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::v2026_01_12())
        .retry_config(settings.retries())
        .timeout_config(settings.timeouts())
        .load()
        .await
}

/// The client of the environment's region and credentials.
pub async fn connect(settings: Settings) -> Client {
    Client::new(&config(settings).await)
}
