//! Ratings: how strong a student is in a subject (Elo).

use crate::number::bounded_number;
use crate::{Moment, SubjectId, UserId};

bounded_number! {
    /// A student's strength in a subject.
    Rating(u16), 400..=2000
}

impl Rating {
    /// Where every student begins, and where a reset leads back to.
    pub const DEFAULT: Self = Self(1000);
}

/// A student's rating in a subject, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudentRating {
    /// Whose.
    pub student_id: UserId,
    /// In what.
    pub subject_id: SubjectId,
    /// How strong.
    pub rating: Rating,
    /// When it moved last.
    pub updated_at: Moment,
}
