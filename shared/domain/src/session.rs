//! Tutoring sessions: what happened between a tutor and a student.

use crate::number::bounded_number;
use crate::text::bounded_text;
use crate::{Bounded, Moment, SessionId, SubjectId, UserId};

bounded_number! {
    /// A session's length in minutes.
    DurationMinutes(u16), 1..=480
}

bounded_text! {
    /// One topic that a session covered.
    Topic, 1..=100, not_blank
}

bounded_text! {
    /// What a tutor noted.
    Notes, 0..=5000
}

bounded_text! {
    /// What was said: at most 200,000 characters, which with the rest of a request stays below a body's 256 KiB.
    Transcript, 0..=200_000
}

/// At most 50 topics.
pub type Topics = Bounded<Topic, 50>;

/// A session as stored. Its transcript lives apart, so that a page of sessions does not read megabytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who learned.
    pub student_id: UserId,
    /// Who taught.
    pub tutor_id: UserId,
    /// What was taught.
    pub subject_id: Option<SubjectId>,
    /// When it took place.
    pub session_date: Moment,
    /// How long it took.
    pub duration_minutes: DurationMinutes,
    /// What it covered.
    pub topics_covered: Topics,
    /// What the tutor noted.
    pub notes: Option<Notes>,
    /// Whether a transcript is stored.
    pub transcript_available: bool,
    /// When it was recorded.
    pub created_at: Moment,
}
