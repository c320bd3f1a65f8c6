//! The AI of the study companion, behind one trait.
//!
//! What lives here: [`Assistant`], what it is given ([`SessionNotes`]), what it answers ([`WrittenSummary`]), the
//! embedded implementation ([`Extractive`]) and the words that are fixed because no AI may choose them.
//! What may not: HTTP, tables, the environment, clocks. The embedded implementation does no I/O at all and builds
//! nothing at start-up, so that it costs a cold start nothing.

mod error;
mod extractive;
mod fixed;
mod notes;
mod plain;
mod summary;

use std::fmt::Debug;
use std::pin::Pin;

pub use error::AssistantError;
pub use extractive::Extractive;
pub use fixed::fallback;
pub use notes::SessionNotes;
pub use summary::{MAX_NARRATIVE, MAX_STEP, MAX_STEPS, WrittenSummary};

/// A boxed future that may be sent to another thread: what keeps [`Assistant`] object safe.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Writes what happens between two sessions. Used as `Arc<dyn Assistant>`.
pub trait Assistant: Send + Sync + Debug {
    /// Sums one session up, within the bounds that [`WrittenSummary`] states.
    ///
    /// # Errors
    /// When the model behind this assistant did not answer, or not usably. The caller then has [`fallback`].
    fn summarise<'a>(
        &'a self,
        notes: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>>;
}
