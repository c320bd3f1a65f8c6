//! A message, as an operation gets it.

use std::fmt;
use std::time::Duration;

/// A message that was handed out once more.
pub struct Delivery<M> {
    /// What it asks for.
    pub message: M,
    /// The same each time that it is handed out.
    pub message_id: String,
    /// How often it has been handed out, this time included; from 1. The queue counts roughly: nothing may depend on it that
    /// must be exact.
    pub receive_count: u32,
    /// After this the operation is dropped wherever it is.
    pub time_left: Duration,
}

// What it asks for may hold what a student wrote.
impl<M> fmt::Debug for Delivery<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("message_id", &self.message_id)
            .field("receive_count", &self.receive_count)
            .field("time_left", &self.time_left)
            .finish_non_exhaustive()
    }
}
