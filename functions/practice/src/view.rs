//! Items as clients see them.

use assigning::Practice;
use domain::access::Standing;
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::{AnswerText, Letter};
use domain::practice::difficulty::Difficulty;
use domain::practice::item::{PracticeItem, Source};
use domain::practice::order::Assigned;
use domain::practice::tags::GoalTags;
use domain::rating::Rating;
use domain::{AssignmentId, ItemId};
use serde::Serialize;
use utoipa::ToSchema;

/// What is said of an item that nobody has looked over.
const NOTE: &str = "This item was made up and awaits a tutor's review.";

/// Whether the right answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// Always.
    Shown,
    /// Of items that were answered only.
    OnceAnswered,
}

impl Answers {
    /// To whom practice is assigned.
    pub(crate) const fn of(reveal: bool) -> Self {
        if reveal {
            Self::Shown
        } else {
            Self::OnceAnswered
        }
    }

    /// To a reader: tutors and admins see them whatever the student sees.
    pub(crate) const fn to(reveal: bool, standing: Standing) -> Self {
        match standing {
            Standing::LinkedTutor | Standing::Admin => Self::Shown,
            _ => Self::of(reveal),
        }
    }

    fn shows(self, item: &PracticeItem) -> bool {
        self == Self::Shown || item.first_answer.is_some()
    }
}

/// An item to practise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeItem, example = json!({
    "item_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "source": "bank",
    "question": "Solve 3x - 7 = 11. What is the value of x?", "answer": "6",
    "choices": ["A) 18", "B) 6", "C) 4/3", "D) 12"], "correct_answer": "B",
    "explanation": "Add 7 to both sides to get 3x = 18, then divide by 3: x = 6.", "difficulty": 4, "subject": "Algebra",
    "goal_tags": []
}))]
pub(crate) struct ItemView {
    /// Its id: what an answer names.
    item_id: ItemId,
    /// `bank` or `ai_generated`.
    #[schema(value_type = String)]
    source: &'static str,
    /// What is asked.
    question: QuestionText,
    /// The right answer. Absent while it is kept back.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerText>,
    /// Four choices, each with its letter: `A) …`.
    choices: [String; 4],
    /// The letter of the right one. Absent while it is kept back.
    #[serde(skip_serializing_if = "Option::is_none")]
    correct_answer: Option<Letter>,
    /// Why it is right. Absent while it is kept back.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationText>,
    /// How hard it is.
    difficulty: Difficulty,
    /// The subject's name.
    #[schema(required)]
    subject: Option<String>,
    /// What it counts for beside its subject.
    goal_tags: GoalTags,
    /// Of made-up items: always `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    flagged: Option<bool>,
    /// Of made-up items: whether a tutor still has to look at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    requires_tutor_review: Option<bool>,
    /// Of made-up items that a tutor still has to look at: a sentence that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    note: Option<&'static str>,
}

impl ItemView {
    /// The item, under this name of its subject.
    pub(crate) fn of(item: &PracticeItem, subject: Option<&str>, answers: Answers) -> Self {
        use domain::practice::item::Review;
        let shown = answers.shows(item);
        let is_made_up = item.source == Source::MadeUp;
        let awaits = is_made_up && item.review == Review::Pending;
        Self {
            item_id: item.id,
            source: item.source.word(),
            question: item.question.clone(),
            answer: shown.then(|| item.choices.answer().clone()),
            choices: item.choices.all_shown(),
            correct_answer: shown.then(|| item.choices.right()),
            explanation: shown.then(|| item.explanation.clone()),
            difficulty: item.difficulty,
            subject: subject.map(str::to_owned),
            goal_tags: item.goal_tags.clone(),
            flagged: is_made_up.then_some(true),
            requires_tutor_review: is_made_up.then_some(awaits),
            note: awaits.then_some(NOTE),
        }
    }
}

/// How items were chosen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AdaptiveMetadata, example = json!({
    "student_rating_before": 1000, "selected_difficulty_range": "3-5", "bank_items_used": 5, "ai_items_generated": 0,
    "all_ai_generated": false
}))]
pub(crate) struct Chosen {
    /// The student's rating in the subject when they were chosen.
    student_rating_before: Rating,
    /// What suits that rating, such as `3-5`.
    selected_difficulty_range: String,
    /// How many came from the bank.
    bank_items_used: u8,
    /// How many were made up.
    ai_items_generated: u8,
    /// Whether there are items and all of them were made up.
    all_ai_generated: bool,
    /// A sentence when all were made up, or when fewer were found than asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    message: Option<&'static str>,
}

impl Chosen {
    /// How these items were chosen, of which so many were asked for.
    pub(crate) fn of(assigned: &Assigned, wanted: u8) -> Self {
        let message = if assigned.all_made_up() {
            Some("The bank has nothing new for you at this level, so these items were made up.")
        } else if assigned.from_bank + assigned.made_up < wanted {
            Some("There are no more new items at this level right now.")
        } else {
            None
        };
        Self {
            student_rating_before: assigned.rating,
            selected_difficulty_range: assigned.range().to_string(),
            bank_items_used: assigned.from_bank,
            ai_items_generated: assigned.made_up,
            all_ai_generated: assigned.all_made_up(),
            message,
        }
    }
}

/// Practice that was assigned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssignedPractice)]
pub(crate) struct PracticeView {
    /// What the items have in common.
    assignment_id: AssignmentId,
    /// The items.
    items: Vec<ItemView>,
    /// How they were chosen.
    adaptive_metadata: Chosen,
}

impl PracticeView {
    /// The practice, under the name by which its subject was asked for.
    pub(crate) fn of(practice: &Practice, subject: &str, wanted: u8, answers: Answers) -> Self {
        let items = practice.items.iter();
        Self {
            assignment_id: practice.assigned.assignment_id,
            items: items
                .map(|item| ItemView::of(item, Some(subject), answers))
                .collect(),
            adaptive_metadata: Chosen::of(&practice.assigned, wanted),
        }
    }
}
