//! Assigned items: what a student was asked, and what an answer does to it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::bank::{ExplanationText, QuestionText};
use super::choices::Choices;
use super::difficulty::{Difficulty, DifficultyRange};
use super::elo;
use super::entry::{EntryText, TopicTags};
use super::marking::Marked;
use super::performance::Performance;
use super::summary::Outcome;
use super::tags::GoalTags;
use crate::rating::Rating;
use crate::{AssignmentId, BankItemId, Error, ItemId, Moment, SubjectId, UserId};

/// Where an item comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// From the practice bank.
    Bank(BankItemId),
    /// Made up for this student.
    MadeUp,
}

impl Source {
    /// The word that is sent: the old service's.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bank(_) => "bank",
            Self::MadeUp => "ai_generated",
        }
    }
}

/// Where an item stands with those who look over what nobody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// A person wrote it.
    Unneeded,
    /// Nobody has looked at it yet.
    Pending,
    /// A tutor found it good.
    Approved,
    /// A tutor found it bad: it can't be answered any more.
    Rejected,
}

/// The first answer, which moved the rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstAnswer {
    /// How good it was.
    pub performance: Performance,
    /// The rating that it met.
    pub rating_before: Rating,
    /// The rating that it left.
    pub rating_after: Rating,
    /// When it came.
    pub at: Moment,
}

/// An item as assigned to a student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeItem {
    /// Its id.
    pub id: ItemId,
    /// What it was assigned together with.
    pub assignment_id: AssignmentId,
    /// Whose it is.
    pub student_id: UserId,
    /// In what.
    pub subject_id: SubjectId,
    /// Where it comes from.
    pub source: Source,
    /// What is asked.
    pub question: QuestionText,
    /// The four answers, in the order in which the student sees them.
    pub choices: Choices,
    /// Why the answer is right.
    pub explanation: ExplanationText,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What it counts for beside its subject.
    pub goal_tags: GoalTags,
    /// Where it stands with those who look over what nobody wrote.
    pub review: Review,
    /// When it was assigned.
    pub assigned_at: Moment,
    /// The first answer; `None` until there is one.
    pub first_answer: Option<FirstAnswer>,
    /// When it was answered rightly; `None` until it is.
    pub completed_at: Option<Moment>,
    /// Counts the changes; a write that has read another version is refused.
    pub version: u64,
}

/// What an answer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The item after it.
    pub item: PracticeItem,
    /// The rating after it; `None` when it does not move, because this is not the first answer.
    pub rating: Option<Rating>,
    /// Whether it completes the item.
    pub completes: bool,
}

impl PracticeItem {
    /// Whether it was answered rightly.
    #[must_use]
    pub const fn is_completed(&self) -> bool {
        self.completed_at.is_some()
    }

    /// What an answer does, given the student's rating now; `None` when it does nothing: the rating moves once, on the first
    /// answer, and an item is completed once, on the first right one.
    ///
    /// # Errors
    /// The item was rejected before it was answered.
    pub fn answered(
        &self,
        marked: Marked,
        performance: Performance,
        rating: Rating,
        now: Moment,
    ) -> Result<Option<Moved>, Error> {
        if self.review == Review::Rejected && self.first_answer.is_none() {
            return Err(Error::Refused {
                code: "ITEM_WITHDRAWN",
                message: "A tutor has withdrawn this item. Please ask for another one.".to_owned(),
            });
        }
        let is_first = self.first_answer.is_none();
        let completes = marked.is_right() && !self.is_completed();
        if !is_first && !completes {
            return Ok(None);
        }
        let mut item = self.clone();
        let after = is_first.then(|| elo::after(rating, self.difficulty, performance));
        if let Some(rating_after) = after {
            item.first_answer = Some(FirstAnswer {
                performance,
                rating_before: rating,
                rating_after,
                at: now,
            });
        }
        if completes {
            item.completed_at = Some(now);
        }
        Ok(Some(Moved {
            item,
            rating: after,
            completes,
        }))
    }

    /// How the item stands, for the summary of a practice.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome {
            completed: self.is_completed(),
            performance: self.first_answer.map(|first| first.performance),
        }
    }

    /// What the bank would hold of it: all but the goals of its student.
    #[must_use]
    pub fn text(&self) -> EntryText {
        let tags = self.goal_tags.as_slice().iter();
        let words = tags.filter(|tag| tag.goal().is_none()).cloned().collect();
        EntryText {
            difficulty: self.difficulty,
            question: self.question.clone(),
            answer: self.choices.answer().clone(),
            wrong: self.choices.wrong(),
            explanation: self.explanation.clone(),
            topic_tags: TopicTags::default(),
            goal_tags: GoalTags::parse(words).expect("fewer than there are"),
        }
    }

    /// Which questions it is the same as.
    #[must_use]
    pub fn question_key(&self) -> QuestionKey {
        QuestionKey::of(&self.question)
    }
}

impl FirstAnswer {
    /// How hard the next item should be.
    #[must_use]
    pub fn next_difficulty(&self) -> Difficulty {
        DifficultyRange::for_rating(self.rating_after).suggestion()
    }
}

/// What questions that read the same share, whatever their case and white space: a UUID of version 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionKey(Uuid);

/// The name space of questions: any UUID that stays the same.
const QUESTIONS: Uuid = Uuid::from_u128(0x5eed_9ba6_0d2c_4d6e_8f0b_5c3f_7a21_0b11);

impl QuestionKey {
    /// The key of a question.
    #[must_use]
    pub fn of(question: &QuestionText) -> Self {
        let lower = question.as_str().to_lowercase();
        let folded = lower.split_whitespace().collect::<Vec<_>>().join(" ");
        Self(Uuid::new_v5(&QUESTIONS, folded.as_bytes()))
    }

    /// The UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl std::fmt::Display for QuestionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

#[cfg(test)]
mod tests;
