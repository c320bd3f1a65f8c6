//! What is refused, in Amazon CloudWatch's own words.

use http::StatusCode;

/// A refusal, named as Amazon CloudWatch names it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A parameter is out of its bounds.
    #[error("{0}")]
    InvalidParameterValue(String),
    /// Two parameters do not go together.
    #[error("{0}")]
    InvalidParameterCombination(String),
    /// A parameter is missing.
    #[error("The parameter {0} is required.")]
    MissingParameter(String),
    /// A query is wrong, or asks for what is not to be had here.
    #[error("{0}")]
    Validation(String),
    /// The token was not given out by an answer to such a question.
    #[error("Invalid nextToken")]
    InvalidNextToken,
    /// There were too many requests.
    #[error("Rate exceeded")]
    Throttling,
    /// The service failed.
    #[error("Request processing has failed because of an unknown error, exception, or failure.")]
    InternalService,
    /// The request is larger than 1 MiB.
    #[error("Request size exceeded 1048576 bytes.")]
    TooLarge,
    /// An operation that is not to be had here.
    #[error("{0}")]
    UnknownOperation(String),
    /// The body is not gzip or not CBOR of the operation's shape.
    #[error("{0}")]
    Serialization(String),
}

impl Fault {
    /// The error's shape, in the body.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::InvalidParameterValue(_) => {
                "com.amazonaws.cloudwatch#InvalidParameterValueException"
            }
            Self::InvalidParameterCombination(_) => {
                "com.amazonaws.cloudwatch#InvalidParameterCombinationException"
            }
            Self::MissingParameter(_) => {
                "com.amazonaws.cloudwatch#MissingRequiredParameterException"
            }
            Self::InvalidNextToken => "com.amazonaws.cloudwatch#InvalidNextToken",
            Self::InternalService => "com.amazonaws.cloudwatch#InternalServiceFault",
            Self::Validation(_) => "com.amazon.coral.service#ValidationException",
            Self::Throttling => "com.amazon.coral.availability#ThrottlingException",
            Self::TooLarge => "com.amazon.coral.service#RequestEntityTooLargeException",
            Self::UnknownOperation(_) => "com.amazon.coral.service#UnknownOperationException",
            Self::Serialization(_) => "com.amazon.coral.service#SerializationException",
        }
    }

    /// The error's older code, by which clients know it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidParameterValue(_) => "InvalidParameterValue",
            Self::InvalidParameterCombination(_) => "InvalidParameterCombination",
            Self::MissingParameter(_) => "MissingParameter",
            Self::InvalidNextToken => "InvalidNextToken",
            Self::InternalService => "InternalServiceError",
            Self::Validation(_) => "ValidationError",
            Self::Throttling => "Throttling",
            Self::TooLarge => "RequestEntityTooLarge",
            Self::UnknownOperation(_) => "UnknownOperation",
            Self::Serialization(_) => "SerializationException",
        }
    }

    /// The answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::InternalService => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnknownOperation(_) => StatusCode::NOT_FOUND,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}
