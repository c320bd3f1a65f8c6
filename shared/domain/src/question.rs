//! Questions and answers: what may be asked, what can be read off a question and its answer without understanding either,
//! and how sure an answer may call itself.
//!
//! The way of a question: [`Analysis::of`] before the assistant is asked, [`Analysis::assess`] and [`Signals::of`] on what
//! it says, [`Escalation::of`] on both. A question out of scope is never handed to the assistant: [`REFUSAL`] answers it.
//! Nothing here calls an assistant, counts questions or stores them.
//!
//! Every list of words is compared with whole words, as Unicode separates them: "happening" holds no "ap".

mod analysis;
mod clarification;
mod confidence;
mod context;
mod daily;
mod escalation;
mod follow_up;
mod history;
mod interaction;
mod own_tutor;
mod parts;
mod scope;
mod signals;
mod topic;
mod vocabulary;
mod words;

pub use analysis::{Analysis, Impact};
pub use confidence::{Assessment, Confidence, Score, SelfRating};
pub use context::{Context, CurrentPractice, MAX_RECENT_SESSIONS, RecentSession};
pub use daily::{PER_GOAL_AND_DAY, retry_after};
pub use escalation::{Clarify, Escalation, Reason, ToTutor};
pub use follow_up::{Exchange, MEMORY, REMEMBERED, is_follow_up};
pub use history::{HistorySize, Hours};
pub use interaction::{Answer, Cited, Interaction, Label};
pub use own_tutor::{can_tutor, tutors_in_order};
pub use scope::REFUSAL;
pub use signals::Signals;
pub use topic::{Area, discussed, names_subject};

use crate::text::bounded_text;

bounded_text! {
    /// A student's question.
    Query, 1..=2000
}
