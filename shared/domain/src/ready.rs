//! The port through which it is known whether a function can work.

use std::future::Future;

use crate::Error;

/// What a function stands on: its tables.
pub trait Ready: Clone + Send + Sync + 'static {
    /// Tries it now, past every cache.
    ///
    /// # Errors
    /// It cannot be used.
    fn ready(&self) -> impl Future<Output = Result<(), Error>> + Send;
}
