//! Performance: how well an item was answered, from correctness, time and hints.

use serde::{Deserialize, Serialize};

use crate::number::bounded_number;
use crate::practice::marking::Marked;

bounded_number! {
    /// How long an answer took, in seconds: a day at most.
    TimeTaken(u32), 0..=86_400
}

bounded_number! {
    /// How many hints were used.
    HintsUsed(u8), 0..=100
}

/// How well an item was answered: 0 to 1 with two decimals. Held in hundredths, so that equal scores are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Performance(u8);

/// What counts for how much, in hundredths: a right answer 70, a quick one 20, one without hints 10.
const ACCURACY: u32 = 70;
const SPEED: u32 = 20;
const UNAIDED: u32 = 10;

/// Up to so many seconds an answer is quick; from so many on, time earns nothing.
const QUICK: u32 = 60;
const SLOW: u32 = 180;

impl Performance {
    /// From here on an answer counts as right in a practice summary.
    pub const PASS: Self = Self(50);

    /// `0.7 * accuracy + 0.2 * time + 0.1 * hints`. Accuracy is 1 or 0; time is 1 up to 60 seconds and falls to 0 at 180; hints
    /// are 1 and fall by a tenth each. A half of a hundredth is rounded up.
    #[must_use]
    pub const fn of(marked: Marked, time: TimeTaken, hints: HintsUsed) -> Self {
        let accuracy = match marked {
            Marked::Right => ACCURACY,
            Marked::Wrong => 0,
        };
        let time = if time.get() < QUICK {
            QUICK
        } else {
            time.get()
        };
        let left = SLOW.saturating_sub(time);
        let speed = (2 * SPEED * left + (SLOW - QUICK)) / (2 * (SLOW - QUICK));
        let unaided = UNAIDED.saturating_sub(hints.get() as u32);
        #[expect(clippy::cast_possible_truncation, reason = "at most 100")]
        let hundredths = (accuracy + speed + unaided) as u8;
        Self(hundredths)
    }

    /// The performance nearest to `score`, held within 0 and 1.
    #[must_use]
    pub fn from_score(score: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=100; NaN becomes 0"
        )]
        let hundredths = (score.clamp(0.0, 1.0) * 100.0).round() as u8;
        Self(hundredths)
    }

    /// The performance as a number from 0 to 1.
    #[must_use]
    pub fn score(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// The performance in hundredths: 0 to 100.
    #[must_use]
    pub const fn hundredths(self) -> u8 {
        self.0
    }
}

impl Serialize for Performance {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.score())
    }
}

impl<'de> Deserialize<'de> for Performance {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::from_score)
    }
}

impl utoipa::PartialSchema for Performance {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        let number = ObjectBuilder::new().schema_type(Type::Number);
        number.minimum(Some(0)).maximum(Some(1)).into()
    }
}

impl utoipa::ToSchema for Performance {}

#[cfg(test)]
mod tests;
