//! An item of the bank as its row holds it. Index keys are `subject_id`, `active`, `difficulty` and `id`.

use domain::page::Position;
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::AnswerText;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, EntryText, TopicTags};
use domain::practice::tags::GoalTags;
use domain::{BankItemId, Moment, SubjectId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    id: BankItemId,
    subject_id: SubjectId,
    /// 1 or 0: an index key cannot be a boolean.
    active: u8,
    difficulty: Difficulty,
    question: QuestionText,
    answer: AnswerText,
    wrong: [AnswerText; 3],
    explanation: ExplanationText,
    topic_tags: TopicTags,
    goal_tags: GoalTags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created_by: Option<UserId>,
    created_at: Moment,
    updated_at: Moment,
    version: u64,
}

impl Row {
    pub(super) const fn id(&self) -> BankItemId {
        self.id
    }

    pub(super) fn position(&self) -> Position {
        Position {
            sort: self.difficulty.to_string(),
            id: self.id.to_string(),
        }
    }
}

impl From<&BankEntry> for Row {
    fn from(entry: &BankEntry) -> Self {
        let text = entry.text.clone();
        Self {
            id: entry.id,
            subject_id: entry.subject_id,
            active: entry.is_active.into(),
            difficulty: text.difficulty,
            question: text.question,
            answer: text.answer,
            wrong: text.wrong,
            explanation: text.explanation,
            topic_tags: text.topic_tags,
            goal_tags: text.goal_tags,
            created_by: entry.created_by,
            created_at: entry.created_at,
            updated_at: entry.updated_at,
            version: entry.version,
        }
    }
}

impl From<Row> for BankEntry {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            subject_id: row.subject_id,
            is_active: row.active == 1,
            text: EntryText {
                difficulty: row.difficulty,
                question: row.question,
                answer: row.answer,
                wrong: row.wrong,
                explanation: row.explanation,
                topic_tags: row.topic_tags,
                goal_tags: row.goal_tags,
            },
            created_by: row.created_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}
