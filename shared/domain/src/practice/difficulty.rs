//! Difficulty: how hard an item is, and which items suit a rating.

use std::fmt;

use crate::number::bounded_number;
use crate::rating::Rating;

bounded_number! {
    /// How hard an item is.
    Difficulty(u8), 1..=10
}

/// How far apart the ratings of the easiest and of the hardest items lie, and in how many steps.
const SPAN: u32 = Rating::MAX as u32 - Rating::MIN as u32;
const STEPS: u32 = Difficulty::MAX as u32 - Difficulty::MIN as u32;

impl Difficulty {
    /// The easiest there is.
    pub const EASIEST: Self = Self(Self::MIN);
    /// The hardest there is.
    pub const HARDEST: Self = Self(Self::MAX);

    /// What an item of this difficulty is worth as an opponent: `400 + (d - 1) * 1600 / 9`, the inverse of
    /// [`DifficultyRange::for_rating`]. Divided once, at the end, so it is the nearest number that an `f64` can
    /// hold, and exact for 1 and 10.
    #[must_use]
    pub fn question_rating(self) -> f64 {
        let above = u32::from(self.0 - Self::MIN) * SPAN;
        f64::from(u32::from(Rating::MIN) * STEPS + above) / f64::from(STEPS)
    }
}

impl fmt::Display for Difficulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The difficulties from one to another, both included; the first is never above the last. Shown as `3-5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DifficultyRange {
    min: Difficulty,
    max: Difficulty,
}

impl DifficultyRange {
    /// What suits a rating: `round((rating - 400) / 1600 * 9 + 1)`, one easier and one harder, within 1 and 10. A half is
    /// rounded to the even neighbour; only 1200 has one.
    #[must_use]
    pub fn for_rating(rating: Rating) -> Self {
        let above = u32::from(rating.get() - Rating::MIN) * STEPS;
        let (below, rest) = (above / SPAN + u32::from(Difficulty::MIN), above % SPAN);
        let up = match (rest * 2).cmp(&SPAN) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => below % 2,
            std::cmp::Ordering::Greater => 1,
        };
        let base = i64::from(below + up);
        Self {
            min: nearest(base - 1),
            max: nearest(base + 1),
        }
    }

    /// The easiest.
    #[must_use]
    pub const fn min(self) -> Difficulty {
        self.min
    }

    /// The hardest.
    #[must_use]
    pub const fn max(self) -> Difficulty {
        self.max
    }

    /// Whether a difficulty lies within.
    #[must_use]
    pub fn contains(self, difficulty: Difficulty) -> bool {
        (self.min..=self.max).contains(&difficulty)
    }

    /// From one difficulty to another; `None` if the first is above the last.
    #[must_use]
    pub fn new(min: Difficulty, max: Difficulty) -> Option<Self> {
        (min <= max).then_some(Self { min, max })
    }

    /// All difficulties within, the easiest first.
    pub fn iter(self) -> impl Iterator<Item = Difficulty> {
        (self.min.0..=self.max.0).map(Difficulty)
    }

    /// The range, larger by so many steps on both sides, within 1 and 10.
    #[must_use]
    pub fn widened(self, steps: u8) -> Self {
        Self {
            min: nearest(i64::from(self.min.0) - i64::from(steps)),
            max: nearest(i64::from(self.max.0) + i64::from(steps)),
        }
    }

    /// What to try next: the middle, or the easier of the two middle ones.
    #[must_use]
    pub const fn suggestion(self) -> Difficulty {
        Difficulty(u8::midpoint(self.min.0, self.max.0))
    }
}

impl fmt::Display for DifficultyRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.min, self.max)
    }
}

fn nearest(number: i64) -> Difficulty {
    let number = number.clamp(i64::from(Difficulty::MIN), i64::from(Difficulty::MAX));
    Difficulty::parse(number).expect("clamped to the bounds")
}

#[cfg(test)]
mod tests;
