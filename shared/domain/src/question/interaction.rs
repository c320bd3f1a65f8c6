//! A question and its answer, as they are kept.

use super::Query;
use super::confidence::Assessment;
use super::follow_up::Exchange;
use super::signals::Signals;
use crate::text::bounded_text;
use crate::{Bounded, GoalId, InteractionId, Moment, UserId};

bounded_text! {
    /// What was answered.
    Answer, 1..=4000
}

bounded_text! {
    /// How people would call what an answer rests on, such as `your session of 20 November 2026 on Algebra`.
    Label, 1..=200
}

/// The sources that an answer names, the most important first: at most 5.
pub type Cited = Bounded<Label, 5>;

/// A question and its answer as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// Its id.
    pub id: InteractionId,
    /// Who asked.
    pub student_id: UserId,
    /// Which goal the question is about. It counts against that goal's day.
    pub goal_id: Option<GoalId>,
    /// What was asked.
    pub query: Query,
    /// What was answered.
    pub answer: Answer,
    /// How sure the answer is.
    pub assessment: Assessment,
    /// What question and answer show together.
    pub signals: Signals,
    /// The tutor that was suggested.
    pub escalated_to: Option<UserId>,
    /// Whether the student had acknowledged the disclaimer.
    pub disclaimer_shown: bool,
    /// What the answer rests on.
    pub cited: Cited,
    /// When it was asked: the order of a conversation, and the day that counts.
    pub created_at: Moment,
}

impl Interaction {
    /// What a later question may go on from.
    #[must_use]
    pub fn exchange(&self) -> Exchange<'_> {
        Exchange {
            query: self.query.as_str(),
            answer: self.answer.as_str(),
        }
    }
}
