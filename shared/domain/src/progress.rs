//! How far a goal is. Recomputed from what happened, never incremented, so that it cannot drift.

use serde::{Deserialize, Serialize};

use crate::goal::GoalType;
use crate::rating::Rating;

/// A share of a goal: 0 to 100 with two decimals. Held in hundredths, so that equal shares are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Completion(u16);

impl Completion {
    /// Nothing done.
    pub const NOTHING: Self = Self(0);
    /// All done.
    pub const WHOLE: Self = Self(10_000);

    /// The share nearest to `percent`, held within 0 and 100.
    #[must_use]
    pub fn from_percent(percent: f64) -> Self {
        // In range after the clamp, and `as` saturates; NaN becomes 0.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=10000"
        )]
        let hundredths = (percent.clamp(0.0, 100.0) * 100.0).round() as u16;
        Self(hundredths)
    }

    /// The share as a number from 0 to 100.
    #[must_use]
    pub fn percent(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self >= Self::WHOLE
    }
}

impl Serialize for Completion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.percent())
    }
}

impl<'de> Deserialize<'de> for Completion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::from_percent)
    }
}

impl utoipa::PartialSchema for Completion {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        let number = ObjectBuilder::new().schema_type(Type::Number);
        number.minimum(Some(0)).maximum(Some(100)).into()
    }
}

impl utoipa::ToSchema for Completion {}

/// What a goal's completion is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Completed practice items: those tagged with the goal, or, when there are none, all of its subject.
    pub completed_items: u32,
    /// The student's rating in the goal's subject; `None` without subject or rating.
    pub rating: Option<Rating>,
    /// Sessions of the student in the goal's subject; 0 without subject.
    pub sessions: u32,
}

/// The weights of practice, rating and sessions, and what counts as full. From the old service, unchanged.
const PRACTICE_WEIGHT: f64 = 0.60;
const RATING_WEIGHT: f64 = 0.30;
const SESSION_WEIGHT: f64 = 0.10;
const RATING_SPAN: f64 = 500.0;
const FULL_SESSIONS: f64 = 10.0;

impl Parts {
    /// `0.60 P + 0.30 E + 0.10 S`, each from 0 to 100: P the completed items of the type's target, E the rating above 1000 of
    /// 500, S the sessions of 10.
    #[must_use]
    pub fn completion(self, goal_type: &GoalType) -> Completion {
        let full = |part: f64, of: f64| (part / of * 100.0).clamp(0.0, 100.0);
        let practice = full(
            f64::from(self.completed_items),
            f64::from(goal_type.target_items()),
        );
        let above = self
            .rating
            .map_or(0, |r| r.get().saturating_sub(Rating::DEFAULT.get()));
        let rating = full(f64::from(above), RATING_SPAN);
        let sessions = full(f64::from(self.sessions), FULL_SESSIONS);
        Completion::from_percent(
            PRACTICE_WEIGHT * practice + RATING_WEIGHT * rating + SESSION_WEIGHT * sessions,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completion(completed_items: u32, rating: i64, sessions: u32) -> f64 {
        let rating = Some(Rating::parse(rating).unwrap());
        let parts = Parts {
            completed_items,
            rating,
            sessions,
        };
        parts.completion(&GoalType::standard()).percent()
    }

    #[test]
    fn the_parts_weigh_what_the_old_service_gave_them() {
        assert!((completion(1, 978, 5) - 6.2).abs() < f64::EPSILON);
        assert!((completion(50, 1000, 0) - 60.0).abs() < f64::EPSILON);
        assert!((completion(0, 1500, 0) - 30.0).abs() < f64::EPSILON);
        assert!((completion(0, 400, 10) - 10.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_goal_is_whole_when_every_part_is_and_never_more() {
        assert!((completion(500, 2000, 99) - 100.0).abs() < f64::EPSILON);
        assert!((completion(49, 1499, 9) - 97.74).abs() < f64::EPSILON);
    }
}
