//! What the SDK's errors mean to a request.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::Error;

use crate::backoff::RETRY_AFTER;

/// Codes with which DynamoDB asks to slow down.
const SLOW_DOWN: [&str; 4] = [
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "TransactionInProgressException",
];

/// Codes with which DynamoDB says that it is not well, or that the stack is not there.
const NOT_WELL: [&str; 4] = [
    "InternalServerError",
    "ServiceUnavailable",
    "ResourceNotFoundException",
    "ResourceInUseException",
];

/// Translates an error that has no meaning of its own for the operation: conditions are translated where they are set.
pub(crate) fn of<E, R>(error: SdkError<E, R>) -> Error
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
    R: std::fmt::Debug,
{
    match &error {
        SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => {
            Error::Unavailable(tell(&error))
        }
        SdkError::ServiceError(service) => match service.err().code().unwrap_or_default() {
            code if SLOW_DOWN.contains(&code) => Error::Busy {
                retry_after: RETRY_AFTER,
            },
            code if NOT_WELL.contains(&code) || code.is_empty() => Error::Unavailable(tell(&error)),
            _ => Error::Fault(tell(&error)),
        },
        _ => Error::Fault(tell(&error)),
    }
}

/// The kind of the error and its code. Not the message: DynamoDB quotes values in it.
fn tell<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> String {
    let kind = match error {
        SdkError::ConstructionFailure(_) => "construction failure",
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "dispatch failure",
        SdkError::ResponseError(_) => "unreadable response",
        SdkError::ServiceError(_) => "service error",
        _ => "unknown failure",
    };
    let code = error
        .as_service_error()
        .and_then(ProvideErrorMetadata::code)
        .unwrap_or("no code");
    format!("DynamoDB: {kind} ({code})")
}
