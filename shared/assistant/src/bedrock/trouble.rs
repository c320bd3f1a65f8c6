//! What can go wrong with a call: what is counted, and what the caller learns of it.

use aws_sdk_bedrockruntime::error::SdkError;
use aws_sdk_bedrockruntime::operation::converse::ConverseError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::AssistantError;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No connection.
    Unreachable,
    /// The time was up.
    Late,
    /// Too many calls.
    Throttled,
    /// The service or the model failed, or refused the request.
    Failed,
    /// The model had more to say than its tokens allow.
    Cut,
    /// A guardrail or a filter took the answer.
    Blocked,
    /// The model used no tool.
    Refused,
    /// What came is not of the wanted shape.
    Malformed,
    /// What came breaks a bound.
    OutOfBounds,
}

impl Trouble {
    /// As it is counted.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Late => "late",
            Self::Throttled => "throttled",
            Self::Failed => "failed",
            Self::Cut => "cut",
            Self::Blocked => "blocked",
            Self::Refused => "refused",
            Self::Malformed => "malformed",
            Self::OutOfBounds => "out_of_bounds",
        }
    }
}

impl From<Trouble> for AssistantError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Unreachable | Trouble::Late | Trouble::Throttled | Trouble::Failed => {
                Self::Unavailable
            }
            Trouble::Cut
            | Trouble::Blocked
            | Trouble::Refused
            | Trouble::Malformed
            | Trouble::OutOfBounds => Self::Unusable,
        }
    }
}

impl<R> From<SdkError<ConverseError, R>> for Trouble {
    fn from(error: SdkError<ConverseError, R>) -> Self {
        match &error {
            SdkError::TimeoutError(_) => Self::Late,
            SdkError::DispatchFailure(failure) if failure.is_timeout() => Self::Late,
            SdkError::DispatchFailure(_) => Self::Unreachable,
            SdkError::ResponseError(_) => Self::Malformed,
            SdkError::ServiceError(service) => match service.err() {
                ConverseError::ThrottlingException(_) => Self::Throttled,
                ConverseError::ModelTimeoutException(_) => Self::Late,
                // An answer that cannot be read has no code.
                other if other.code().is_none() => Self::Malformed,
                _ => Self::Failed,
            },
            _ => Self::Failed,
        }
    }
}
