//! What can happen to figures on their way, done on purpose.

/// What happens to one `PutMetricData`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// Nothing is taken; the answer is a 500.
    Fail,
    /// Nothing is taken; the answer is that there were too many requests.
    Throttle,
    /// Nothing is taken, and no answer comes, until the client gives up.
    Hang,
    /// Everything is taken, and the connection ends instead of an answer.
    HangUp,
}

/// The connection is to be closed without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection was closed on purpose")]
pub struct HungUp;
