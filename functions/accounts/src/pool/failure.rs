//! What the pool's errors mean to a request. Only their codes are read: their messages quote emails and passwords.

use std::time::Duration;

use aws_sdk_cognitoidentityprovider::error::{BuildError, ProvideErrorMetadata, SdkError};
use domain::{Breach, BreachKind, Error};

/// Codes with which the pool asks to slow down. It does so for the whole account, not for one user.
const SLOW_DOWN: [&str; 3] = [
    "TooManyRequestsException",
    "LimitExceededException",
    "ThrottlingException",
];

/// Codes with which the pool says that it is not well, or that the stack is not there.
const NOT_WELL: [&str; 3] = [
    "InternalErrorException",
    "ServiceUnavailableException",
    "ResourceNotFoundException",
];

/// When a request that was refused for there being too many is worth another try.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// The service's code of an error; empty when the service was not reached.
pub(super) fn code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> &str {
    let code = error
        .as_service_error()
        .and_then(ProvideErrorMetadata::code);
    code.unwrap_or_default()
}

/// Translates an error that has no meaning of its own for the operation.
pub(super) fn of<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Error {
    let kind = match error {
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "dispatch failure",
        SdkError::ResponseError(_) => "unreadable response",
        SdkError::ServiceError(_) => "service error",
        _ => return Error::Fault("user pool: a request could not be made".to_owned()),
    };
    let code = code(error);
    let told = format!("user pool: {kind} ({code})");
    match code {
        code if SLOW_DOWN.contains(&code) => Error::TooMany {
            retry_after: RETRY_AFTER,
        },
        code if NOT_WELL.contains(&code) || code.is_empty() => Error::Unavailable(told),
        _ => Error::Fault(told),
    }
}

/// The pool's policy is stricter than what [`crate::password::Password`] checks.
pub(super) fn password() -> Error {
    let message = "does not keep the rules for passwords";
    let breach = Breach::new(BreachKind::Unacceptable, message);
    Error::invalid("body.password", breach)
}

/// The pool is stricter about addresses than [`domain::account::Email`].
pub(super) fn email() -> Error {
    let message = "is no address that an account can have";
    let breach = Breach::new(BreachKind::Unacceptable, message);
    Error::invalid("body.email", breach)
}

/// What a builder says that lacks a part; it cannot happen to the requests here, which name all parts.
pub(super) fn incomplete(error: &BuildError) -> Error {
    Error::Fault(format!("an incomplete request: {error}"))
}
