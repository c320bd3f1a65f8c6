//! Errors as clients see them: one exhaustive match gives status and code, one place writes the body.

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use domain::{Error, FieldBreach, Moment};
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

/// Why a request was not served. Handlers get it from [`Error`] by `?`.
#[derive(Debug, Clone)]
pub struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) breaches: Vec<FieldBreach>,
    pub(crate) retry_after: Option<Duration>,
    /// For the log only.
    pub(crate) inside: Option<String>,
}

impl Failure {
    /// A failure of the request itself, which no operation ever saw.
    pub(crate) fn of_request(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            breaches: vec![],
            retry_after: None,
            inside: None,
        }
    }

    /// The same with the breaches that caused it.
    fn with_breaches(mut self, breaches: Vec<FieldBreach>) -> Self {
        self.breaches = breaches;
        self
    }

    pub(crate) fn with_retry(mut self, after: Duration) -> Self {
        self.retry_after = Some(after);
        self
    }

    pub(crate) fn with_inside(mut self, inside: String) -> Self {
        self.inside = Some(inside);
        self
    }

    /// What the client is told: a sentence that says nothing of the inside.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What may be kept of why it happened: what the log says, checked for values; or the client's sentence, which of an error of
    /// ours is always the same. Of any other it may quote what was sent: then only the code is kept.
    pub(crate) fn cause(&self) -> String {
        match &self.inside {
            Some(inside) => crate::errors::plain(inside),
            None if self.status.is_server_error() => self.message.clone(),
            None => self.code.to_owned(),
        }
    }

    /// Whether asking again in the same way would fail again.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        self.status.is_client_error() && self.retry_after.is_none()
    }

    /// The request took longer than the function may.
    pub(crate) fn too_late() -> Self {
        let message = "This took too long. Please try again.";
        Self::of_request(StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT", message)
            .with_retry(Duration::from_secs(1))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        use StatusCode as S;
        match error {
            Error::Invalid(breaches) => {
                let told: Vec<_> = breaches.iter().map(ToString::to_string).collect();
                let message = format!("Invalid request: {}", told.join("; "));
                Self::of_request(S::UNPROCESSABLE_ENTITY, "VALIDATION_ERROR", message)
                    .with_breaches(breaches)
            }
            Error::BadCursor => {
                let message =
                    "The cursor is not valid for this list. Start again without `cursor`.";
                Self::of_request(S::BAD_REQUEST, "BAD_CURSOR", message)
            }
            Error::Unauthenticated => {
                Self::of_request(S::UNAUTHORIZED, "UNAUTHORIZED", "Please log in again.")
            }
            Error::WrongCredentials => Self::of_request(
                S::UNAUTHORIZED,
                "WRONG_CREDENTIALS",
                "Incorrect email or password.",
            ),
            Error::Challenge(name) => {
                let message = format!(
                    "This account needs another step to log in ({name}), which this API cannot do."
                );
                Self::of_request(S::FORBIDDEN, "CHALLENGE_REQUIRED", message)
            }
            Error::Forbidden(message) => Self::of_request(S::FORBIDDEN, "FORBIDDEN", message),
            Error::NotFound(thing) => Self::of_request(
                S::NOT_FOUND,
                "NOT_FOUND",
                format!("There is no such {}.", thing.word()),
            ),
            Error::UnknownSubject { similar } => {
                let mut message = "There is no subject of this name.".to_owned();
                if !similar.is_empty() {
                    message.push_str(&format!(" Did you mean: {}?", similar.join(", ")));
                }
                Self::of_request(S::NOT_FOUND, "NOT_FOUND", message)
            }
            Error::Exists(domain::Thing::User) => Self::of_request(
                S::CONFLICT,
                "EMAIL_EXISTS",
                "A user with this email exists already.",
            ),
            Error::Exists(thing) => Self::of_request(
                S::CONFLICT,
                "ALREADY_EXISTS",
                format!("This {} exists already.", thing.word()),
            ),
            Error::Refused { code, message } => Self::of_request(S::BAD_REQUEST, code, message),
            Error::TooMany { retry_after } => {
                let message = "Too many requests. Please try again later.";
                Self::of_request(S::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", message)
                    .with_retry(retry_after)
            }
            Error::Busy { retry_after } => {
                let message = "The service is busy. Please try again.";
                Self::of_request(S::SERVICE_UNAVAILABLE, "BUSY", message).with_retry(retry_after)
            }
            Error::Unavailable(inside) => {
                let message = "The service is not available right now. Please try again.";
                let failure =
                    Self::of_request(S::SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", message);
                failure
                    .with_retry(Duration::from_secs(2))
                    .with_inside(inside)
            }
            Error::Fault(inside) => {
                let message = "Something went wrong on our side.";
                Self::of_request(S::INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", message)
                    .with_inside(inside)
            }
        }
    }
}

impl IntoResponse for Failure {
    /// The status alone: the stack's outermost layer, which knows request id and time, writes the body.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Serialize)]
struct Told<'a> {
    success: bool,
    detail: &'a str,
    error: Code<'a>,
    metadata: Metadata<'a>,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
    message: &'a str,
    details: Vec<Detail<'a>>,
}

#[derive(Serialize)]
struct Detail<'a> {
    field: &'a str,
    message: &'a str,
    r#type: &'a str,
}

impl<'a> Detail<'a> {
    fn of(breach: &'a FieldBreach) -> Self {
        let FieldBreach { field, breach } = breach;
        Self {
            field,
            message: &breach.message,
            r#type: breach.kind.code(),
        }
    }
}

#[derive(Serialize)]
struct Metadata<'a> {
    request_id: &'a str,
    timestamp: Moment,
}

/// Writes the body of every error of ours.
pub(crate) fn write(failure: &Failure, request_id: &str, now: Moment) -> Response {
    let told = Told {
        success: false,
        detail: &failure.message,
        error: Code {
            code: failure.code,
            message: &failure.message,
            details: failure.breaches.iter().map(Detail::of).collect(),
        },
        metadata: Metadata {
            request_id,
            timestamp: now,
        },
    };
    let body = serde_json::to_vec(&told).unwrap_or_default();
    let mut response = (failure.status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(after) = failure.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(after.as_secs().max(1)));
    }
    if failure.status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

#[cfg(test)]
mod tests {
    use domain::{Error, Thing};

    use super::*;

    #[test]
    fn what_is_kept_of_a_failure_quotes_nothing_that_was_sent() {
        let cause = |error: Error| Failure::from(error).cause();
        let fault = Error::Fault("no row for ana@example.com".to_owned());
        assert_eq!(cause(fault), "no row for …");
        let busy = Error::Busy {
            retry_after: Duration::from_secs(1),
        };
        assert_eq!(cause(busy), "The service is busy. Please try again.");
        let similar = vec!["What Ana typed".to_owned()];
        assert_eq!(cause(Error::UnknownSubject { similar }), "NOT_FOUND");
        assert_eq!(cause(Error::NotFound(Thing::Job)), "NOT_FOUND");
    }
}
