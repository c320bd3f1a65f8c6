//! An assigned item as its row holds it. Index keys are `student_id`, `completed`, `assigned_at`, `review_since` and `id`.

use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::{AnswerText, Choices, Letter};
use domain::practice::difficulty::Difficulty;
use domain::practice::item::{FirstAnswer, PracticeItem, Review, Source};
use domain::practice::performance::Performance;
use domain::practice::tags::GoalTags;
use domain::rating::Rating;
use domain::{AssignmentId, BankItemId, Error, ItemId, Moment, SubjectId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    id: ItemId,
    assignment_id: AssignmentId,
    student_id: UserId,
    subject_id: SubjectId,
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bank_item_id: Option<BankItemId>,
    question: QuestionText,
    choices: [AnswerText; 4],
    right: Letter,
    explanation: ExplanationText,
    difficulty: Difficulty,
    goal_tags: GoalTags,
    review: Review,
    /// There while the item awaits review, and with it the item in the index of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review_since: Option<Moment>,
    assigned_at: Moment,
    /// 1 or 0: an index key cannot be a boolean.
    completed: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completed_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_answer: Option<First>,
    version: u64,
}

#[derive(Serialize, Deserialize)]
struct First {
    performance: Performance,
    rating_before: Rating,
    rating_after: Rating,
    at: Moment,
}

impl Row {
    pub(super) const fn assigned_at(&self) -> Moment {
        self.assigned_at
    }

    pub(super) const fn review_since(&self) -> Option<Moment> {
        self.review_since
    }

    pub(super) const fn id(&self) -> ItemId {
        self.id
    }

    pub(super) fn item(self) -> Result<PracticeItem, Error> {
        let choices = Choices::restore(self.choices, self.right)
            .map_err(|_| Error::Fault("the choices of an item are not four".to_owned()))?;
        let first_answer = self.first_answer.map(|first| FirstAnswer {
            performance: first.performance,
            rating_before: first.rating_before,
            rating_after: first.rating_after,
            at: first.at,
        });
        Ok(PracticeItem {
            id: self.id,
            assignment_id: self.assignment_id,
            student_id: self.student_id,
            subject_id: self.subject_id,
            source: self.bank_item_id.map_or(Source::MadeUp, Source::Bank),
            question: self.question,
            choices,
            explanation: self.explanation,
            difficulty: self.difficulty,
            goal_tags: self.goal_tags,
            review: self.review,
            assigned_at: self.assigned_at,
            first_answer,
            completed_at: self.completed_at,
            version: self.version,
        })
    }
}

impl From<&PracticeItem> for Row {
    fn from(item: &PracticeItem) -> Self {
        let bank_item_id = match item.source {
            Source::Bank(id) => Some(id),
            Source::MadeUp => None,
        };
        let first_answer = item.first_answer.map(|first| First {
            performance: first.performance,
            rating_before: first.rating_before,
            rating_after: first.rating_after,
            at: first.at,
        });
        Self {
            id: item.id,
            assignment_id: item.assignment_id,
            student_id: item.student_id,
            subject_id: item.subject_id,
            source: item.source.word().to_owned(),
            bank_item_id,
            question: item.question.clone(),
            choices: item.choices.texts().clone(),
            right: item.choices.right(),
            explanation: item.explanation.clone(),
            difficulty: item.difficulty,
            goal_tags: item.goal_tags.clone(),
            review: item.review,
            review_since: (item.review == Review::Pending).then_some(item.assigned_at),
            assigned_at: item.assigned_at,
            completed: item.is_completed().into(),
            completed_at: item.completed_at,
            first_answer,
            version: item.version,
        }
    }
}
