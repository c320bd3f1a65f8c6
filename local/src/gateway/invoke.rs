//! The way from the gateway to a function.

use bytes::Bytes;
use futures_util::future::BoxFuture;

/// Invokes functions by the name of their group, such as `goals`.
pub trait Invoke: Send + Sync + std::fmt::Debug {
    /// Hands `event` to the function and waits for what it returns. Its own timeout is the implementation's matter; the
    /// gateway stops waiting after 30 s, but never drops this future before it is done.
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>>;
}

/// Why an invocation gave no payload.
#[derive(Debug, Clone, thiserror::Error)]
pub enum InvokeError {
    /// All environments of the function are busy, and there may be no more.
    #[error("every environment of the function is busy")]
    Throttled,
    /// The environment ended in the middle of the invocation.
    #[error("the function's environment ended: {detail}")]
    Crashed {
        /// How it ended, for the log.
        detail: String,
    },
    /// The function took longer than its own timeout.
    #[error("the function timed out")]
    TimedOut,
    /// The function reported an error instead of a result.
    #[error("the function reported an error")]
    Function {
        /// What it reported, as JSON.
        payload: Bytes,
    },
}
