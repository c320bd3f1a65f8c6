//! An item of the bank as its writers see it.

use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::AnswerText;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, TopicTags};
use domain::practice::tags::GoalTags;
use domain::{BankItemId, Moment, SubjectId, UserId};
use serde::Serialize;
use utoipa::ToSchema;

/// An item of the practice bank.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BankItem, example = json!({
    "id": "8c7f0a44-9a3e-5b57-a7d2-50e2b58a31d4", "subject_id": "0198b2a0-0d6e-7a41-8c0f-2f9e4d7b6a11", "difficulty": 2,
    "question": "Solve 3x - 7 = 11. What is the value of x?", "answer": "6", "wrong": ["4/3", "18", "12"],
    "explanation": "Add 7 to both sides to get 3x = 18, then divide by 3: x = 6.", "topic_tags": ["linear equations"],
    "goal_tags": [], "active": true, "created_by": null,
    "created_at": "2026-11-22T08:38:02.593436+00:00", "updated_at": "2026-11-22T08:38:02.593436+00:00"
}))]
pub(crate) struct EntryView {
    /// Its id.
    id: BankItemId,
    /// The subject that it belongs to.
    subject_id: SubjectId,
    /// How hard it is.
    difficulty: Difficulty,
    /// What is asked.
    question: QuestionText,
    /// The right answer.
    answer: AnswerText,
    /// Three wrong ones.
    wrong: [AnswerText; 3],
    /// Why the answer is right.
    explanation: ExplanationText,
    /// What it is about.
    topic_tags: TopicTags,
    /// Words by which it can be chosen.
    goal_tags: GoalTags,
    /// Whether it may be assigned.
    active: bool,
    /// Who wrote it; `null` for those that came with the service.
    #[schema(required)]
    created_by: Option<UserId>,
    /// When it was made.
    created_at: Moment,
    /// When it changed last.
    updated_at: Moment,
}

impl From<BankEntry> for EntryView {
    fn from(entry: BankEntry) -> Self {
        let text = entry.text;
        Self {
            id: entry.id,
            subject_id: entry.subject_id,
            difficulty: text.difficulty,
            question: text.question,
            answer: text.answer,
            wrong: text.wrong,
            explanation: text.explanation,
            topic_tags: text.topic_tags,
            goal_tags: text.goal_tags,
            active: entry.is_active,
            created_by: entry.created_by,
            created_at: entry.created_at,
            updated_at: entry.updated_at,
        }
    }
}
