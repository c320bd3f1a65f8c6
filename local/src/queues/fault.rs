//! What queues refuse, in Amazon SQS's own words.

use crate::shelf::ShelfError;

/// A refusal, named as Amazon SQS names it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// No queue of this name or URL.
    #[error("The specified queue does not exist.")]
    QueueDoesNotExist,
    /// The handle was not given out by this queue.
    #[error("The input receipt handle is invalid.")]
    ReceiptHandleIsInvalid,
    /// The text has a character that SQS does not take.
    #[error("The message contains characters outside the allowed set.")]
    InvalidMessageContents,
    /// Nobody has the message now: its time was over.
    #[error("The specified message isn't in flight.")]
    MessageNotInflight,
    /// A batch of nothing.
    #[error("There should be at least one entry in the request.")]
    EmptyBatchRequest,
    /// A batch of more than 10.
    #[error("Maximum number of entries per request are 10. You have sent {0}.")]
    TooManyEntriesInBatchRequest(usize),
    /// Two entries of a batch have one id.
    #[error("Id {0} repeated.")]
    BatchEntryIdsNotDistinct(String),
    /// An id of a batch's entry is empty, too long, or has other characters than letters, digits, `-` and `_`.
    #[error(
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
    )]
    InvalidBatchEntryId,
    /// The messages of a batch are too long together.
    #[error("Batch requests cannot be longer than 1048576 bytes. You have sent {0} bytes.")]
    BatchRequestTooLong(usize),
    /// Something that these queues do not have.
    #[error("{0}")]
    UnsupportedOperation(String),
    /// A parameter is out of its bounds.
    #[error("{0}")]
    InvalidParameter(String),
    /// A parameter is missing.
    #[error("The request must contain the parameter {0}.")]
    MissingParameter(&'static str),
    /// A queue has no such attribute.
    #[error("Unknown Attribute {0}.")]
    InvalidAttributeName(String),
    /// An operation that these queues do not have.
    #[error("{0}")]
    UnknownOperation(String),
    /// The request body is no JSON of the operation's shape.
    #[error("{0}")]
    Serialization(String),
    /// The change could not be kept; nothing changed.
    #[error(transparent)]
    Shelf(ShelfError),
}

impl Fault {
    /// The error's shape, in the body.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::QueueDoesNotExist => "com.amazonaws.sqs#QueueDoesNotExist",
            Self::ReceiptHandleIsInvalid => "com.amazonaws.sqs#ReceiptHandleIsInvalid",
            Self::InvalidMessageContents => "com.amazonaws.sqs#InvalidMessageContents",
            Self::MessageNotInflight => "com.amazonaws.sqs#MessageNotInflight",
            Self::EmptyBatchRequest => "com.amazonaws.sqs#EmptyBatchRequest",
            Self::TooManyEntriesInBatchRequest(_) => {
                "com.amazonaws.sqs#TooManyEntriesInBatchRequest"
            }
            Self::BatchEntryIdsNotDistinct(_) => "com.amazonaws.sqs#BatchEntryIdsNotDistinct",
            Self::InvalidBatchEntryId => "com.amazonaws.sqs#InvalidBatchEntryId",
            Self::BatchRequestTooLong(_) => "com.amazonaws.sqs#BatchRequestTooLong",
            Self::UnsupportedOperation(_) => "com.amazonaws.sqs#UnsupportedOperation",
            Self::InvalidAttributeName(_) => "com.amazonaws.sqs#InvalidAttributeName",
            Self::InvalidParameter(_) => "com.amazon.coral.service#InvalidParameterValueException",
            Self::MissingParameter(_) => {
                "com.amazon.coral.service#MissingRequiredParameterException"
            }
            Self::UnknownOperation(_) => "com.amazon.coral.service#UnknownOperationException",
            Self::Serialization(_) => "com.amazon.coral.service#SerializationException",
            Self::Shelf(_) => "com.amazon.coral.service#InternalFailure",
        }
    }

    /// The code of the service's older protocol, which travels in a header; SDKs go by it. Also what a batch's entry says.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::QueueDoesNotExist => "AWS.SimpleQueueService.NonExistentQueue",
            Self::ReceiptHandleIsInvalid => "ReceiptHandleIsInvalid",
            Self::InvalidMessageContents => "InvalidMessageContents",
            Self::MessageNotInflight => "AWS.SimpleQueueService.MessageNotInflight",
            Self::EmptyBatchRequest => "AWS.SimpleQueueService.EmptyBatchRequest",
            Self::TooManyEntriesInBatchRequest(_) => {
                "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
            }
            Self::BatchEntryIdsNotDistinct(_) => "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
            Self::InvalidBatchEntryId => "AWS.SimpleQueueService.InvalidBatchEntryId",
            Self::BatchRequestTooLong(_) => "AWS.SimpleQueueService.BatchRequestTooLong",
            Self::UnsupportedOperation(_) => "AWS.SimpleQueueService.UnsupportedOperation",
            Self::InvalidAttributeName(_) => "InvalidAttributeName",
            Self::InvalidParameter(_) => "InvalidParameterValue",
            Self::MissingParameter(_) => "MissingParameter",
            Self::UnknownOperation(_) => "InvalidAction",
            Self::Serialization(_) => "MalformedInput",
            Self::Shelf(_) => "InternalFailure",
        }
    }

    /// Whether whoever asked is to blame.
    #[must_use]
    pub fn is_senders(&self) -> bool {
        !matches!(self, Self::Shelf(_))
    }
}
