//! Tutoring sessions: what happened between a tutor and a student.

use crate::access::{Caller, Standing};
use crate::account::{Role, User};
use crate::number::bounded_number;
use crate::text::bounded_text;
use crate::{Bounded, Error, Moment, SessionId, SubjectId, Thing, UserId};

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

impl Transcript {
    /// Whether it says nothing: then there is no transcript.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
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

impl Session {
    /// Holds the session to be one of this student with this tutor.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is another's.
    pub fn check_is_of(&self, student: UserId, tutor: UserId) -> Result<(), Error> {
        if (self.student_id, self.tutor_id) == (student, tutor) {
            return Ok(());
        }
        Err(refused(
            "SESSION_MISMATCH",
            "This session is of another student or tutor.",
        ))
    }
}

/// Holds a tutor to its own sessions. An admin and a service record for any tutor.
///
/// # Errors
/// [`Error::Forbidden`] when the caller is a tutor and not this one.
pub fn check_recorder(caller: &Caller, standing: Standing, tutor: UserId) -> Result<(), Error> {
    if standing == Standing::LinkedTutor && *caller != Caller::User(tutor) {
        return Err(Error::Forbidden(
            "A tutor may do this only for its own sessions.",
        ));
    }
    Ok(())
}

/// Holds the two of a session to exist and to be a student and a tutor.
///
/// # Errors
/// [`Error::NotFound`] when one does not exist, [`Error::Refused`] when one is something else.
pub fn check_parties(student: Option<&User>, tutor: Option<&User>) -> Result<(), Error> {
    let (Some(student), Some(tutor)) = (student, tutor) else {
        return Err(Error::NotFound(Thing::User));
    };
    if student.role != Role::Student {
        return Err(refused(
            "NOT_A_STUDENT",
            "`student_id` is the id of a user who is no student.",
        ));
    }
    if tutor.role != Role::Tutor {
        return Err(refused(
            "NOT_A_TUTOR",
            "`tutor_id` is the id of a user who is no tutor.",
        ));
    }
    Ok(())
}

fn refused(code: &'static str, message: &str) -> Error {
    Error::Refused {
        code,
        message: message.to_owned(),
    }
}
