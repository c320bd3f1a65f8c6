//! Figures that could not be read.

use std::time::Duration;

use http::StatusCode;

use crate::Failure;

/// Why figures could not be read. Nothing of it is for clients.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unread(pub String);

impl From<Unread> for Failure {
    fn from(Unread(why): Unread) -> Self {
        let message = "The figures cannot be read from CloudWatch right now. Please try again; if it stays so, the cause is in \
                       `recent_errors` and in the log.";
        Self::of_request(
            StatusCode::SERVICE_UNAVAILABLE,
            "FIGURES_UNAVAILABLE",
            message,
        )
        .with_retry(Duration::from_secs(5))
        .with_inside(why)
    }
}
