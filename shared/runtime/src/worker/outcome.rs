//! What became of a message.

use crate::Failure;

/// What became of a message. Only what is done does not come again.
#[derive(Debug)]
pub(super) enum Outcome {
    Done,
    Failed(Failure),
    /// What is told of that.
    Panicked(String),
    TimedOut,
    /// The body is no JSON of the worker's type.
    Malformed,
    /// There was too little time left.
    NotBegun,
}

impl Outcome {
    pub(super) fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }

    /// For logs and metrics.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed(_) => "failed",
            Self::Panicked(_) => "panicked",
            Self::TimedOut => "timed_out",
            Self::Malformed => "malformed",
            Self::NotBegun => "not_begun",
        }
    }

    /// What went wrong, for operators: the code that a client would see, or else the word.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Failed(failure) => failure.code,
            _ => self.word(),
        }
    }

    /// What the log says of why it was not done, beside the code.
    pub(super) fn inside(&self) -> Option<&str> {
        match self {
            Self::Failed(failure) => failure.inside.as_deref(),
            Self::Panicked(told) => Some(told),
            _ => None,
        }
    }

    /// Why it was not done, in a sentence.
    pub(super) fn cause(&self) -> String {
        let said = match self {
            Self::Failed(failure) => return failure.cause(),
            Self::Done => "the message was done",
            Self::Panicked(told) => told,
            Self::TimedOut => "the worker took too long",
            Self::Malformed => "the message is none of the worker's",
            Self::NotBegun => "there was too little time left",
        };
        said.to_owned()
    }
}
