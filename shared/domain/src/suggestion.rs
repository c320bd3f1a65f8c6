//! What the dashboard suggests to try next.

mod related;

use jiff::SignedDuration;
use serde::Serialize;

use crate::goal::{Goal, GoalStatus, GoalType, Title};
use crate::subject::SubjectName;
use crate::{GoalId, Moment};

/// A goal counts as reached recently for this long.
const RECENTLY: SignedDuration = SignedDuration::from_hours(30 * 24);

/// So many active goals of one field are enough to suggest the other.
const ONE_SIDED: usize = 2;

const MATHS: [&str; 4] = ["math", "algebra", "geometry", "calculus"];
const SCIENCES: [&str; 4] = ["science", "chemistry", "physics", "biology"];

/// Something to try next. Sent as it is, told apart by `type`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Suggestion {
    /// A goal was reached: subjects that follow from its own.
    RelatedSubject {
        /// The goal that was reached.
        triggered_by: Trigger,
        /// Names of subjects, which need not exist yet.
        #[schema(value_type = Vec<String>)]
        subjects: &'static [&'static str],
        /// A sentence for the student.
        message: String,
    },
    /// All active goals lie in one field: subjects of another.
    CrossSubject {
        /// A sentence for the student.
        message: String,
        /// Names of subjects, which need not exist yet.
        #[schema(value_type = Vec<String>)]
        subjects: &'static [&'static str],
    },
    /// There is no goal yet: how to begin.
    Onboarding {
        /// A sentence for the student.
        message: String,
        /// What the client should offer.
        action: Offer,
        /// Names of subjects, which need not exist yet.
        #[schema(value_type = Vec<String>)]
        suggested_subjects: &'static [&'static str],
    },
}

/// The goal that a suggestion follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Trigger {
    /// Its id.
    pub goal_id: GoalId,
    /// Its title.
    pub goal_name: Title,
    /// Its subject's name.
    pub subject: SubjectName,
}

/// What a client should offer next to a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// To create a goal.
    CreateGoal,
}

/// Whether the goal was reached in the last 30 days.
#[must_use]
pub fn reached_recently(goal: &Goal, now: Moment) -> bool {
    goal.status == GoalStatus::Completed
        && goal
            .completed_at
            .is_some_and(|completed| now.since(completed) <= RECENTLY)
}

impl Suggestion {
    /// For a student without goals.
    #[must_use]
    pub fn onboarding() -> Self {
        Self::Onboarding {
            message: "Welcome! Create your first goal, and your companion can help you reach it."
                .to_owned(),
            action: Offer::CreateGoal,
            suggested_subjects: &["SAT Math", "AP Chemistry", "Algebra", "Geometry"],
        }
    }

    /// For a goal that was reached: what follows from its subject.
    #[must_use]
    pub fn related(goal: &Goal, subject: &SubjectName) -> Self {
        let subjects = related::subjects(&goal.goal_type, subject);
        let message = format!(
            "You reached your goal in {}. Ready for more? Try {}.",
            subject.as_str(),
            listed(subjects)
        );
        let triggered_by = Trigger {
            goal_id: goal.id,
            goal_name: goal.title.clone(),
            subject: subject.clone(),
        };
        Self::RelatedSubject {
            triggered_by,
            subjects,
            message,
        }
    }

    /// For the subjects of the active goals, one entry a goal: two or more of mathematics and no science suggest sciences; else
    /// two or more of science and no mathematics suggest mathematics.
    #[must_use]
    pub fn cross_subject<'a>(active: impl IntoIterator<Item = &'a SubjectName>) -> Option<Self> {
        let names: Vec<_> = active.into_iter().map(lower).collect();
        let of = |words: &[&str]| names.iter().filter(|name| has(name, words)).count();
        let (field, subjects): (_, &[&str]) = if of(&MATHS) >= ONE_SIDED && of(&["science"]) == 0 {
            ("mathematics", &["Chemistry", "Physics", "Biology"])
        } else if of(&SCIENCES) >= ONE_SIDED && of(&["math"]) == 0 {
            ("science", &["Algebra", "Geometry", "Calculus"])
        } else {
            return None;
        };
        let message = format!(
            "You are working a lot on {field}. {} would go well with it.",
            listed(subjects)
        );
        Some(Self::CrossSubject { message, subjects })
    }
}

fn lower(name: &SubjectName) -> String {
    name.as_str().to_lowercase()
}

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

/// `A`, `A or B`, `A, B or C`.
fn listed(subjects: &[&str]) -> String {
    match subjects {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests;
