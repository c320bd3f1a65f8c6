//! Links: which adult may see and do what is a student's.

use serde::{Deserialize, Serialize};

use crate::account::Role;
use crate::{Moment, UserId};

/// What the adult is to the student.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// Teaches the student.
    Tutor,
    /// Looks after the student.
    Parent,
}

impl LinkKind {
    /// The role that the adult's row must have for the link to count.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Tutor => Role::Tutor,
            Self::Parent => Role::Parent,
        }
    }
}

/// One adult's link to one student. There is at most one between two users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The student.
    pub student_id: UserId,
    /// The tutor or parent.
    pub adult_id: UserId,
    /// What the adult is to the student.
    pub kind: LinkKind,
    /// When the link was made.
    pub created_at: Moment,
}
