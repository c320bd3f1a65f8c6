//! The AI of the study companion, behind one trait.
//!
//! What lives here: [`Assistant`], what it is given ([`SessionNotes`], [`QuestionNotes`], [`ItemsWanted`]), what it answers, the
//! embedded implementation ([`Extractive`]), Amazon Bedrock ([`Bedrock`]), the way from one to the other ([`Fallback`],
//! [`chosen`](fn@chosen)) and the words that are fixed because no AI may choose them.
//! What may not: HTTP, tables, the environment, clocks. The embedded implementation does no I/O at all and builds
//! nothing at start-up, so that it costs a cold start nothing.

mod bedrock;
mod chosen;
mod error;
mod extractive;
mod fallback;
mod fixed;
mod items;
mod masking;
mod notes;
mod plain;
mod private;
mod question;
mod summary;

use std::fmt::Debug;
use std::pin::Pin;

use domain::practice::quality::Draft;

pub use bedrock::Bedrock;
pub use chosen::chosen;
pub use error::AssistantError;
pub use extractive::{Extractive, bank_text};
pub use fallback::Fallback;
pub use fixed::fallback;
pub use items::ItemsWanted;
pub use notes::SessionNotes;
pub use private::Private;
pub use question::{
    Earlier, MAX_ANSWER, MAX_CITED, MAX_LABEL, QuestionNotes, Source, SourceKind, WrittenAnswer,
};
pub use summary::{MAX_NARRATIVE, MAX_STEP, MAX_STEPS, WrittenSummary};

/// A boxed future that may be sent to another thread: what keeps [`Assistant`] object safe.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Writes what happens between two sessions. Used as `Arc<dyn Assistant>`.
pub trait Assistant: Send + Sync + Debug {
    /// Sums one session up, within the bounds that [`WrittenSummary`] states.
    ///
    /// # Errors
    /// When the model behind this assistant did not answer, or not usably. The caller then has [`fallback`](fn@fallback).
    fn summarise<'a>(
        &'a self,
        notes: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>>;

    /// Answers a question from what the student has. What is not known is said to be unknown, with a low rating, and is not an
    /// error.
    ///
    /// # Errors
    /// When the model behind this assistant did not answer, or not usably.
    fn answer<'a>(
        &'a self,
        question: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>>;

    /// Writes practice items: as many as are wanted, or fewer, or none, if there is nothing to write them from.
    ///
    /// # Errors
    /// When the model behind this assistant did not answer, or not usably.
    fn write_items<'a>(
        &'a self,
        wanted: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>>;
}
