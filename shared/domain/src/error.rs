//! Why a request cannot be served, without a word of HTTP.

use std::time::Duration;

use crate::FieldBreach;

/// What a request can ask for by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A user.
    User,
    /// A subject.
    Subject,
    /// A tutoring session.
    Session,
    /// A summary.
    Summary,
    /// A goal.
    Goal,
    /// A link between a student and an adult.
    Link,
    /// A practice item that was assigned to a student.
    Item,
    /// An item of the practice bank.
    BankItem,
    /// A job.
    Job,
}

impl Thing {
    /// The word for it in a sentence.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Subject => "subject",
            Self::Session => "session",
            Self::Summary => "summary",
            Self::Goal => "goal",
            Self::Link => "link",
            Self::Item => "practice item",
            Self::BankItem => "bank item",
            Self::Job => "job",
        }
    }
}

/// Why a request cannot be served. `runtime` gives each its status and code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Values that break their bounds. Nothing was changed.
    #[error("the request has {} invalid field(s)", .0.len())]
    Invalid(Vec<FieldBreach>),
    /// A page cursor that was not made for this list, this caller and these filters.
    #[error("the cursor is not valid for this list")]
    BadCursor,
    /// The credentials say nothing, or nothing that can be believed.
    #[error("the caller is not known")]
    Unauthenticated,
    /// Wrong email or wrong password: never which.
    #[error("email or password is wrong")]
    WrongCredentials,
    /// The user pool wants something that this API cannot pass on (a second factor, a new password).
    #[error("the user pool asks for a challenge")]
    Challenge(String),
    /// The caller is known, and this is not theirs.
    #[error("the caller may not do this")]
    Forbidden(&'static str),
    /// There is no such thing.
    #[error("there is no such {}", .0.word())]
    NotFound(Thing),
    /// There is no subject of this name; these are called alike.
    #[error("there is no subject of this name")]
    UnknownSubject {
        /// At most five names that hold the one asked for, or are held by it.
        similar: Vec<String>,
    },
    /// It exists already.
    #[error("the {} exists already", .0.word())]
    Exists(Thing),
    /// The state of things does not allow it. `code` is stable, `message` is for people.
    #[error("{message}")]
    Refused {
        /// Stable code, in upper snake case.
        code: &'static str,
        /// A sentence for the person who asked.
        message: String,
    },
    /// Too many requests of this caller.
    #[error("too many requests")]
    TooMany {
        /// When it is worth another try.
        retry_after: Duration,
    },
    /// Others write the same things at the same time, or the store asks to slow down.
    #[error("busy")]
    Busy {
        /// When it is worth another try.
        retry_after: Duration,
    },
    /// Something this request needs cannot be reached. The text is for the log only.
    #[error("unavailable")]
    Unavailable(String),
    /// A fault of ours. The text is for the log only: it never leaves the process.
    #[error("internal fault")]
    Fault(String),
}

impl Error {
    /// One breach in one field.
    pub fn invalid(field: impl Into<String>, breach: crate::Breach) -> Self {
        Self::Invalid(vec![FieldBreach::new(field, breach)])
    }
}
