//! A subject as clients see it.

use domain::subject::{Category, Subject, SubjectDescription, SubjectName};
use domain::{Moment, SubjectId};
use serde::Serialize;
use utoipa::ToSchema;

/// A subject.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Subject, example = json!({
    "id": "0198b2a0-0d6e-7a41-8c0f-2f9e4d7b6a11", "name": "Algebra", "category": "Math",
    "description": "Equations, functions and their graphs.",
    "created_at": "2026-11-22T08:38:02.593436+00:00", "updated_at": "2026-11-22T08:38:02.593436+00:00"
}))]
pub(crate) struct Told {
    /// Its id.
    id: SubjectId,
    /// Its name. No other subject has it, in whatever case.
    name: SubjectName,
    /// Its group, or `null`.
    #[schema(required = true)]
    category: Option<Category>,
    /// What it is about, or `null`.
    #[schema(required = true)]
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
