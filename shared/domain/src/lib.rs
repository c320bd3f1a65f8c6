//! What is true without computers: the types that cannot be invalid, and the rules of the study companion.
//!
//! Nothing here knows AWS, HTTP or the environment, does I/O, or reads a clock: a moment is always handed in. That is why
//! every rule can be tested by calling it.

pub mod access;
pub mod account;
mod breach;
mod error;
mod expenses;
pub mod goal;
pub mod ids;
pub mod imported;
pub mod insight;
pub mod job;
pub mod link;
mod list;
mod moment;
mod number;
pub mod page;
mod patch;
mod patience;
pub mod practice;
pub mod progress;
pub mod question;
pub mod rating;
mod ready;
pub mod session;
pub mod subject;
pub mod suggestion;
pub mod summary;
mod text;
pub mod window;

pub use breach::{Breach, BreachKind, FieldBreach};
pub use error::{Error, Thing};
pub use expenses::Expenses;
pub use ids::{
    AssignmentId, BankItemId, GoalId, Id, InteractionId, ItemId, JobId, OldSubjectId, OldUserId,
    SessionId, SubjectId, SummaryId, UserId,
};
pub use list::Bounded;
pub use moment::{Clock, Moment};
pub use patch::{Patch, blank_is_absent};
pub use patience::Patience;
pub use ready::Ready;
pub use summary::SummaryType;
