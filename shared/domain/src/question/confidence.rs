//! How sure an answer may call itself.
//!
//! `min(0.4 R + 0.3 G + 0.1 Q + 0.2 D, R + 0.15) x impact`, each factor from 0 to 1: R what the assistant itself thinks, G
//! what is known of the student's moment, Q the answer's length, D how little it hedges, and the question's [`Impact`].
//!
//! Without the second term, which the old service lacked, an ordinary answer could not fall below 0.51, whatever the
//! assistant said of it. With it, an answer is never more than 0.15 surer than its author: below R = 0.35 it is Low, below
//! R = 0.60 it is not High. From R = 0.75 on it never applies.
//!
//! Counted in whole numbers, so that equal inputs always give equal levels.

use serde::{Deserialize, Serialize};

use super::analysis::Impact;
use super::vocabulary::HEDGES;
use super::words::Words;

/// The weights of R, G, Q and D, in tenths. From the old service, unchanged.
const RATING_WEIGHT: u32 = 4;
const GROUNDING_WEIGHT: u32 = 3;
const QUALITY_WEIGHT: u32 = 1;
const DOMAIN_WEIGHT: u32 = 2;

/// An answer is at most this much surer than its author, in millionths.
const MARGIN: u32 = 150_000;

/// High from here on, in hundred-millionths. Compared before rounding.
const HIGH: u32 = 75_000_000;

/// Medium from here on, in hundred-millionths. Compared before rounding.
const MEDIUM: u32 = 50_000_000;

/// An answer of fewer characters says little: Q is 0.6.
const TERSE_BELOW: usize = 50;

/// An answer of more characters rambles: Q is 0.8.
const LONG_ABOVE: usize = 2000;

/// What an assistant thinks of its own answer: 0 to 1, held in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SelfRating(u32);

impl SelfRating {
    /// What counts when an assistant says nothing usable: 0.5, with which an answer is never High.
    pub const UNSTATED: Self = Self(500_000);

    /// The rating, to the nearest millionth; `None` unless it lies within 0 and 1.
    #[must_use]
    pub fn new(rating: f64) -> Option<Self> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0..=1000000"
        )]
        let millionths = || (rating * 1_000_000.0).round() as u32;
        (0.0..=1.0).contains(&rating).then(|| Self(millionths()))
    }
}

/// What is known of the moment in which a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grounding {
    /// Nothing, or only sessions that have no word in common with the question.
    Untold,
    /// A context without sessions, or a conversation.
    Told,
    /// A recent session has a word in common with the question.
    Session,
}

impl Grounding {
    const fn tenths(self) -> u32 {
        match self {
            Self::Untold => 7,
            Self::Told => 8,
            Self::Session => 10,
        }
    }
}

/// How sure an answer is, in a word.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
pub enum Confidence {
    /// Below 0.50.
    Low,
    /// 0.50 and more.
    Medium,
    /// 0.75 and more.
    High,
}

impl Confidence {
    /// The word that is stored and sent.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }

    /// Whether the interaction is stored as one that a tutor should see. Also true of a question out of scope, although its
    /// reply suggests no tutor.
    #[must_use]
    pub const fn is_for_tutor(self) -> bool {
        matches!(self, Self::Low)
    }
}

/// How sure an answer is: 0 to 1 with two decimals. Held in hundredths, so that equal scores are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u8);

impl Score {
    /// The score nearest to a number, held within 0 and 1.
    #[must_use]
    pub fn nearest(number: f64) -> Self {
        // In range after the clamp, and `as` saturates; NaN becomes 0.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0..=100"
        )]
        let hundredths = (number.clamp(0.0, 1.0) * 100.0).round() as u8;
        Self(hundredths)
    }

    /// The score in hundredths, 0 to 100.
    #[must_use]
    pub const fn hundredths(self) -> u8 {
        self.0
    }

    /// The score as a number from 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.get())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::nearest)
    }
}

impl utoipa::PartialSchema for Score {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        let number = ObjectBuilder::new().schema_type(Type::Number);
        number.minimum(Some(0)).maximum(Some(1)).into()
    }
}

impl utoipa::ToSchema for Score {}

/// How sure an answer is. The word is that of the score before it was rounded: 0.7499 is 0.75, and Medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// In a word.
    pub confidence: Confidence,
    /// As a number.
    pub score: Score,
}

impl Assessment {
    /// Of a question out of scope.
    pub const OUT_OF_SCOPE: Self = Self {
        confidence: Confidence::Low,
        score: Score(0),
    };

    pub(super) fn of(
        rating: SelfRating,
        grounding: Grounding,
        answer: &str,
        impact: Impact,
    ) -> Self {
        let SelfRating(rating) = rating;
        // Weights and factors are tenths, the rating is millionths: ten-millionths throughout, whole being 10,000,000.
        let known = GROUNDING_WEIGHT * grounding.tenths()
            + QUALITY_WEIGHT * quality(answer)
            + DOMAIN_WEIGHT * domain(answer);
        let weighted = RATING_WEIGHT * rating + known * 100_000;
        let capped = weighted.min((rating + MARGIN) * 10);
        let score = capped * u32::from(impact.tenths());
        Self {
            confidence: if score >= HIGH {
                Confidence::High
            } else if score >= MEDIUM {
                Confidence::Medium
            } else {
                Confidence::Low
            },
            score: Score(hundredths(score)),
        }
    }
}

/// Hundred-millionths to the nearest hundredth, halves up.
fn hundredths(score: u32) -> u8 {
    u8::try_from((score + 500_000) / 1_000_000).expect("a score is at most 100,000,000")
}

/// Q, in tenths.
fn quality(answer: &str) -> u32 {
    match answer.chars().count() {
        characters if characters < TERSE_BELOW => 6,
        characters if characters > LONG_ABOVE => 8,
        _ => 10,
    }
}

/// D, in tenths.
fn domain(answer: &str) -> u32 {
    let words = Words::of(answer);
    match HEDGES.iter().filter(|hedge| words.hold(hedge)).count() {
        0 => 10,
        1 | 2 => 7,
        _ => 5,
    }
}

#[cfg(test)]
mod tests;
