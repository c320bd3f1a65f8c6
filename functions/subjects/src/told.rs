//! A subject as clients see it.

use domain::subject::{Category, Subject, SubjectDescription, SubjectName};
use domain::{Moment, SubjectId};
use serde::Serialize;
use utoipa::ToSchema;

/// A subject.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Subject)]
pub(crate) struct Told {
    /// Its id.
    id: SubjectId,
    /// Its name. No other subject has it, in whatever case.
    #[schema(example = "Algebra")]
    name: SubjectName,
    /// Its group, or `null`.
    #[schema(example = "Math", required = true)]
    category: Option<Category>,
    /// What it is about, or `null`.
    #[schema(example = "Equations, functions and their graphs.", required = true)]
    description: Option<SubjectDescription>,
    /// When it was made.
    created_at: Moment,
    /// When it changed last.
    updated_at: Moment,
}

impl From<Subject> for Told {
    fn from(subject: Subject) -> Self {
        Self {
            id: subject.id,
            name: subject.name,
            category: subject.category,
            description: subject.description,
            created_at: subject.created_at,
            updated_at: subject.updated_at,
        }
    }
}

/// One subject in its envelope.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SubjectReply)]
pub(crate) struct One {
    /// Always `true`.
    success: bool,
    /// The subject.
    data: Told,
}
