//! What API Gateway answers by itself, in its fixed words.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::json;

use super::InvokeError;

/// An answer that no function gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No route has this method and path.
    NotFound,
    /// No token, or one that is not good; with the challenge that says why.
    Unauthorized(String),
    /// A good token without a scope of the route; with the challenge that says so.
    Forbidden(String),
    /// More than 10 MB came in.
    EntityTooLarge,
    /// More came in than a function can be given.
    RequestTooLong,
    /// Request line and headers are over 10,240 bytes.
    HeadersTooLarge,
    /// A function failed or returned what is no response.
    InternalServerError,
    /// A function could not be started or did not end in time.
    ServiceUnavailable,
}

impl Refusal {
    pub(super) fn response(&self) -> Response<Bytes> {
        let (status, message) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "Not Found"),
            Self::Unauthorized(_) => (StatusCode::UNAUTHORIZED, "Unauthorized"),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "Forbidden"),
            Self::EntityTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large"),
            Self::RequestTooLong => (StatusCode::PAYLOAD_TOO_LARGE, "Request Too Long"),
            Self::HeadersTooLarge => (
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "Request Header Fields Too Large",
            ),
            Self::InternalServerError => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            }
            Self::ServiceUnavailable => (StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"),
        };
        let mut response = Response::new(Bytes::from(json!({"message": message}).to_string()));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if let Self::Unauthorized(challenge) | Self::Forbidden(challenge) = self {
            let challenge =
                HeaderValue::from_str(challenge).expect("our challenges are plain ASCII");
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

impl From<InvokeError> for Refusal {
    /// A function that fails, crashes or runs into its own timeout is a 500. AWS does not document what an HTTP API answers
    /// when Lambda throttles; reports of APIs in accounts with few concurrent executions show 503 `Service Unavailable`.
    fn from(error: InvokeError) -> Self {
        match error {
            InvokeError::Throttled => Self::ServiceUnavailable,
            InvokeError::Crashed { .. } | InvokeError::TimedOut | InvokeError::Function { .. } => {
                Self::InternalServerError
            }
        }
    }
}
