//! A session as the table has it.

use domain::session::{DurationMinutes, Notes, Session, Topics};
use domain::{Moment, SessionId, SubjectId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) id: SessionId,
    pub(super) student_id: UserId,
    pub(super) tutor_id: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject_id: Option<SubjectId>,
    pub(super) session_date: Moment,
    duration_minutes: DurationMinutes,
    #[serde(default)]
    topics_covered: Topics,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    notes: Option<Notes>,
    transcript_available: bool,
    created_at: Moment,
}

impl From<&Session> for Row {
    fn from(session: &Session) -> Self {
        Self {
            id: session.id,
            student_id: session.student_id,
            tutor_id: session.tutor_id,
            subject_id: session.subject_id,
            session_date: session.session_date,
            duration_minutes: session.duration_minutes,
            topics_covered: session.topics_covered.clone(),
            notes: session.notes.clone(),
            transcript_available: session.transcript_available,
            created_at: session.created_at,
        }
    }
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            student_id: row.student_id,
            tutor_id: row.tutor_id,
            subject_id: row.subject_id,
            session_date: row.session_date,
            duration_minutes: row.duration_minutes,
            topics_covered: row.topics_covered,
            notes: row.notes,
            transcript_available: row.transcript_available,
            created_at: row.created_at,
        }
    }
}
