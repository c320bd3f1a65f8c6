//! A summary as the table has it.

use domain::summary::{Summary, SummaryType};
use domain::{Moment, SessionId, SummaryId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) id: SummaryId,
    session_id: SessionId,
    student_id: UserId,
    tutor_id: UserId,
    narrative: String,
    next_steps: Vec<String>,
    subjects_covered: Vec<String>,
    summary_type: SummaryType,
    pub(super) created_at: Moment,
}

impl From<&Summary> for Row {
    fn from(summary: &Summary) -> Self {
        Self {
            id: summary.id,
            session_id: summary.session_id,
            student_id: summary.student_id,
            tutor_id: summary.tutor_id,
            narrative: summary.narrative.clone(),
            next_steps: summary.next_steps.clone(),
            subjects_covered: summary.subjects_covered.clone(),
            summary_type: summary.summary_type,
            created_at: summary.created_at,
        }
    }
}

impl From<Row> for Summary {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            session_id: row.session_id,
            student_id: row.student_id,
            tutor_id: row.tutor_id,
            narrative: row.narrative,
            next_steps: row.next_steps,
            subjects_covered: row.subjects_covered,
            summary_type: row.summary_type,
            created_at: row.created_at,
        }
    }
}
