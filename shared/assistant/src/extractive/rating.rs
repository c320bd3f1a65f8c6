//! How sure an extractive answer is of itself: by how much of the question its quotations cover, and whether they say what is asked.
//!
//! With [`domain::question`]'s rules a rating below 0.35 is called Low and one below 0.60 never High. The constants are
//! judgement; what they have to keep is tested: nothing is High that does not hold every word asked for in a sentence that tells
//! what is asked.

use domain::question::SelfRating;

/// What an answer that knows nothing thinks of itself: Low.
const UNKNOWN: f64 = 0.1;
/// Quotations that cover less of a question are no answer.
const KNOWN_FROM: f32 = 0.6;
/// From here on every word of the question is covered, but for what rounding takes.
const WHOLE_FROM: f32 = 0.999;
/// What is quoted mentions what was asked for and does not say what it is: Low.
const TOUCHED: f64 = 0.3;
/// A part of the question is missing: Medium, the nearer to [`MOST_PARTIAL`] the more is covered.
const LEAST_PARTIAL: f64 = 0.36;
const MOST_PARTIAL: f64 = 0.5;
/// Every word occurs in what is quoted: Medium, since it may still be about something else.
const COVERED: f64 = 0.55;
/// Every word occurs, and what is quoted tells what is asked. Never more: nothing here understands what it quotes.
const TOLD: f64 = 0.8;

/// What is quoted for one part of a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grounds {
    /// How much of the question's weight is covered, 0 to 1.
    pub(super) cover: f32,
    /// How near it comes to what is asked.
    pub(super) reach: Reach,
    /// Whether a word of the question was read as another.
    pub(super) is_guessed: bool,
}

/// How near a quotation comes to what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// It mentions what the question is about.
    Mentions,
    /// It is about that.
    IsAbout,
    /// A sentence of it tells what is asked, or it answers the same question.
    Tells,
}

impl Grounds {
    /// The rating from 0 to 1; `None` when it is no answer.
    pub(super) fn rating(self) -> Option<f64> {
        if self.cover < KNOWN_FROM {
            return None;
        }
        if self.reach == Reach::Mentions {
            // What does not even mention all of it is not near.
            return (self.cover >= WHOLE_FROM).then_some(TOUCHED);
        }
        if self.cover < WHOLE_FROM {
            let part = f64::from((self.cover - KNOWN_FROM) / (1.0 - KNOWN_FROM));
            return Some(LEAST_PARTIAL + (MOST_PARTIAL - LEAST_PARTIAL) * part);
        }
        Some(match self.reach {
            Reach::Tells if !self.is_guessed => TOLD,
            _ => COVERED,
        })
    }
}

/// Whether what is rated so does not answer, but is the nearest that there is.
pub(super) fn only_touches(rating: f64) -> bool {
    rating < LEAST_PARTIAL
}

/// The rating of an answer whose parts have these: their mean, and never High when a part is not known.
pub(super) fn together(parts: &[Option<f64>]) -> SelfRating {
    let sum: f64 = parts.iter().map(|rating| rating.unwrap_or(UNKNOWN)).sum();
    let mean = sum / parts.len().max(1) as f64;
    let is_answered = |rating: &Option<f64>| rating.is_some_and(|rating| !only_touches(rating));
    let bounded = if parts.iter().all(is_answered) {
        mean
    } else {
        mean.min(MOST_PARTIAL)
    };
    SelfRating::new(bounded).expect("a mean of ratings lies within 0 and 1")
}

/// The rating of an answer that knows nothing.
pub(super) fn unknown() -> SelfRating {
    SelfRating::new(UNKNOWN).expect("within 0 and 1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(cover: f32, reach: Reach) -> Option<f64> {
        Grounds {
            cover,
            reach,
            is_guessed: false,
        }
        .rating()
    }

    #[test]
    fn only_what_covers_every_word_and_tells_what_is_asked_may_be_called_high() {
        for (cover, high) in [(0.6, false), (0.8, false), (0.99, false), (1.0, true)] {
            let rated = rating(cover, Reach::Tells).unwrap();
            assert_eq!(rated >= 0.60, high, "{cover}");
            assert!(rated >= 0.35, "{cover}");
            let about = rating(cover, Reach::IsAbout).unwrap();
            assert!((0.35..0.60).contains(&about), "{cover}");
        }
        assert_eq!(rating(0.59, Reach::Tells), None);
    }

    #[test]
    fn a_mention_is_low_and_a_word_that_was_guessed_makes_nothing_high() {
        assert!(rating(1.0, Reach::Mentions).unwrap() < 0.35);
        assert_eq!(rating(0.9, Reach::Mentions), None);
        let guessed = Grounds {
            cover: 1.0,
            reach: Reach::Tells,
            is_guessed: true,
        };
        assert!((0.35..0.60).contains(&guessed.rating().unwrap()));
    }

    #[test]
    fn an_answer_that_lacks_a_part_is_not_high_and_one_that_lacks_all_is_low() {
        let high = SelfRating::new(0.60).unwrap();
        let low = SelfRating::new(0.35).unwrap();
        assert!(together(&[Some(0.8), Some(0.8)]) >= high);
        let most = [Some(0.8), Some(0.8), Some(0.8), None];
        assert!((low..high).contains(&together(&most)));
        let touched = [Some(0.8), Some(0.8), Some(0.8), Some(TOUCHED)];
        assert!((low..high).contains(&together(&touched)));
        assert!(together(&[None, None]) < low && unknown() < low);
    }
}
