//! Elo: how an answered item moves a rating. The formula is the old service's; what an item is worth is the inverse of the
//! difficulty range, so that a rating can rise as far as the student's answers carry it.

use crate::practice::difficulty::Difficulty;
use crate::practice::performance::Performance;
use crate::rating::Rating;

/// The most points that one item can move a rating.
pub const K: f64 = 32.0;

/// So many points more make success ten times as likely.
const SCALE: f64 = 400.0;

/// The performance that is expected of a rating against an item worth `question` points: between 0 and 1, and one half if both
/// are equal.
#[must_use]
pub fn expected(rating: Rating, question: f64) -> f64 {
    1.0 / (1.0 + 10.0_f64.powf((question - f64::from(rating.get())) / SCALE))
}

/// The rating after an item of a difficulty was answered: `rating + 32 * (performance - expected)`, cut off at the decimal
/// point, within the bounds of a rating. It never falls when the performance is better.
#[must_use]
pub fn after(rating: Rating, difficulty: Difficulty, performance: Performance) -> Rating {
    moved(rating, difficulty.question_rating(), performance)
}

fn moved(rating: Rating, question: f64, performance: Performance) -> Rating {
    let surprise = performance.score() - expected(rating, question);
    Rating::from_points(f64::from(rating.get()) + K * surprise)
}

#[cfg(test)]
mod tests;
