//! A session as clients see it.

use domain::session::{DurationMinutes, Notes, Session, Topics, Transcript};
use domain::subject::SubjectName;
use domain::{Moment, SessionId, SubjectId, UserId};
use serde::Serialize;
use utoipa::ToSchema;

/// A tutoring session.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
#[schema(example = json!({
    "id": "5f2b8d0a-3c7e-4a61-9d15-0b8e6c4f2a77",
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11",
    "tutor_id": "0a4b2c6d-1f2e-4d3c-8b9a-5e6f7a8b9c0d",
    "subject_id": "c3d4e5f6-a7b8-4c9d-8e0f-1a2b3c4d5e6f",
    "subject": "Algebra",
    "session_date": "2026-11-20T16:00:00.000000+00:00",
    "duration_minutes": 45,
    "topics_covered": ["Completing the square"],
    "notes": null,
    "transcript_available": true,
    "created_at": "2026-11-22T08:00:00.000000+00:00"
}))]
pub(crate) struct SessionView {
    /// Its id.
    pub(crate) id: SessionId,
    /// Who learned.
    student_id: UserId,
    /// Who taught.
    tutor_id: UserId,
    /// What was taught; `null` when nobody said.
    #[schema(required)]
    subject_id: Option<SubjectId>,
    /// The subject's name.
    #[schema(required)]
    subject: Option<SubjectName>,
    /// When it took place.
    session_date: Moment,
    /// How long it took.
    duration_minutes: DurationMinutes,
    /// What it covered.
    topics_covered: Topics,
    /// What the tutor noted.
    #[schema(required)]
    notes: Option<Notes>,
    /// Whether a transcript is stored.
    transcript_available: bool,
    /// When it was recorded.
    created_at: Moment,
    /// What was said: only there when it was asked for, and `null` when nothing is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Transcript>)]
    transcript: Option<Option<Transcript>>,
}

impl SessionView {
    /// The session, less its transcript.
    pub(crate) fn of(session: Session, subject: Option<SubjectName>) -> Self {
        Self {
            id: session.id,
            student_id: session.student_id,
            tutor_id: session.tutor_id,
            subject_id: session.subject_id,
            subject,
            session_date: session.session_date,
            duration_minutes: session.duration_minutes,
            topics_covered: session.topics_covered,
            notes: session.notes,
            transcript_available: session.transcript_available,
            created_at: session.created_at,
            transcript: None,
        }
    }

    /// The same with what was said.
    pub(crate) fn with_transcript(mut self, transcript: Option<Transcript>) -> Self {
        self.transcript = Some(transcript);
        self
    }
}
