//! Summaries of sessions.

use serde::{Deserialize, Serialize};

use crate::text::bounded_text;
use crate::{Moment, SessionId, SummaryId, UserId};

bounded_text! {
    /// What a session was about, as whoever asks for its summary calls it: any text, a subject's name or not.
    Taught, 1..=100
}

/// How a summary came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SummaryType {
    /// From the transcript of a session of ten minutes or more.
    Normal,
    /// From the transcript of a session of less than ten minutes.
    Brief,
    /// There was no transcript.
    MissingTranscript,
}

/// A summary as stored. There may be several of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: SummaryId,
    /// The session it tells of.
    pub session_id: SessionId,
    /// Who learned.
    pub student_id: UserId,
    /// Who taught.
    pub tutor_id: UserId,
    /// What happened, told.
    pub narrative: String,
    /// What to do next: one to three steps.
    pub next_steps: Vec<String>,
    /// What the session covered.
    pub subjects_covered: Vec<String>,
    /// How it came about.
    pub summary_type: SummaryType,
    /// When it was made.
    pub created_at: Moment,
}
