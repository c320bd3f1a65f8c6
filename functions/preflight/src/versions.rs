//! Versions of functions: the one place that speaks to Lambda.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_lambda::Client;
use aws_sdk_lambda::error::DisplayErrorContext;
use aws_sdk_lambda::primitives::Blob;
use serde::Deserialize;
use serde_json::Value;

use crate::answer::Unfit;

/// The longest that an invocation takes, with everything that is tried again: a worker's minute, and its start.
pub(crate) const LONGEST: Duration = Duration::from_secs(75);

/// A version of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// The function's name.
    pub(crate) function: String,
    pub(crate) number: String,
}

/// Invokes versions of functions. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Versions(Client);

/// The environment's region and credentials.
pub(crate) async fn config() -> SdkConfig {
    aws_config::defaults(BehaviorVersion::v2026_01_12())
        .retry_config(RetryConfig::standard().with_max_attempts(5))
        .load()
        .await
}

pub(crate) fn bounds(longest: Duration) -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_timeout(longest)
        .build()
}

impl Versions {
    /// Through this client, with bounds that fit an invocation.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        let config = client.config().to_builder();
        let config = config.timeout_config(bounds(LONGEST));
        Self(Client::from_conf(config.build()))
    }

    /// What this version answers to this event.
    pub(crate) async fn invoke(&self, version: &Version, event: &Value) -> Result<Vec<u8>, Unfit> {
        let answer = self
            .0
            .invoke()
            .function_name(&version.function)
            .qualifier(&version.number)
            .payload(Blob::new(event.to_string()))
            .send()
            .await
            .map_err(|error| Unfit::NotInvoked(DisplayErrorContext(error).to_string()))?;
        let payload = answer.payload.map(Blob::into_inner).unwrap_or_default();
        match answer.function_error {
            None => Ok(payload),
            Some(kind) => Err(Unfit::Failed(told(&kind, &payload))),
        }
    }
}

/// What Lambda or the function says of a failure. It was sent nothing of anybody's, so there is nothing to hide.
fn told(kind: &str, payload: &[u8]) -> String {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Failure {
        #[serde(default)]
        error_type: String,
        #[serde(default)]
        error_message: String,
    }
    match serde_json::from_slice(payload) {
        Ok(Failure {
            error_type,
            error_message,
        }) => format!("{error_type}: {error_message}"),
        Err(_) => kind.to_owned(),
    }
}
