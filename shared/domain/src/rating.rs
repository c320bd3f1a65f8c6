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

    /// The rating of so many points: what follows the decimal point is cut off, and the bounds are kept.
    #[must_use]
    pub const fn from_points(points: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 400..=2000; NaN becomes 0, which is lifted below"
        )]
        let whole = points.clamp(Self::MIN as f64, Self::MAX as f64) as u16;
        if whole < Self::MIN {
            return Self(Self::MIN);
        }
        Self(whole)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_cut_off_and_held_within_the_bounds() {
        for (points, rating) in [
            (1000.98, 1000),
            (978.58, 978),
            (399.9, 400),
            (-1e9, 400),
            (2000.1, 2000),
            (f64::INFINITY, 2000),
            (f64::NAN, 400),
        ] {
            assert_eq!(Rating::from_points(points).get(), rating, "{points}");
        }
    }
}
