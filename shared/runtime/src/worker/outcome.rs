//! What became of a message.

use crate::Failure;

/// What became of a message. Only what is done does not come again.
#[derive(Debug)]
pub(super) enum Outcome {
    Done,
    Failed(Failure),
    Panicked,
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
            Self::Panicked => "panicked",
            Self::TimedOut => "timed_out",
            Self::Malformed => "malformed",
            Self::NotBegun => "not_begun",
        }
    }

    pub(super) fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}
