//! Wrong answers that could be right: of the same kind as the answer, and not equal to it.

use super::AnswerText;
use super::mistakes::mistakes;
use crate::practice::marking::{Meaning, same};

/// Among so many of the likeliest the seed chooses.
const CHOSEN_FROM: usize = 7;

/// Three wrong answers, different from the answer and from each other; `None` if so many cannot be found. The same seed gives the
/// same ones.
///
/// For numbers, with or without a unit, fractions, percentages, polynomials and lists of them, they are usual mistakes: a sign lost,
/// one off, digits swapped, a fraction turned over. Words are taken from `others`, the answers of other items of the subject:
/// those about as long come first. Words with a number in them fall back to other numbers.
#[must_use]
pub fn plausible(answer: &AnswerText, others: &[AnswerText], seed: u64) -> Option<[AnswerText; 3]> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let text = answer.as_str().trim();
    let meaning = Meaning::read(text).filter(|meaning| !meaning.is_letter());
    let mistaken = mistakes(text, meaning.as_ref());
    let mistaken = mistaken
        .into_iter()
        .filter_map(|text| AnswerText::parse(text).ok());
    let pool: Vec<_> = if meaning.is_some() {
        distinct(answer, mistaken, CHOSEN_FROM)
    } else {
        let mut pool = distinct(answer, words(text, others, &mut rng), CHOSEN_FROM);
        if pool.len() < 3 {
            // Both kinds together: every one still differs from every other.
            let both = pool.clone().into_iter().chain(mistaken);
            pool = distinct(answer, both, CHOSEN_FROM);
        }
        pool
    };
    rng.choose_multiple(pool, 3).try_into().ok()
}

/// The other answers that are words as well, those whose length is nearest first; equally near ones in any order.
fn words(answer: &str, others: &[AnswerText], rng: &mut fastrand::Rng) -> Vec<AnswerText> {
    let length = |text: &str| text.chars().count();
    let is_number = |text: &str| Meaning::read(text).is_some_and(|meaning| meaning.is_number());
    let mut words: Vec<_> = others
        .iter()
        .filter(|other| !is_number(other.as_str()))
        .cloned()
        .collect();
    rng.shuffle(&mut words);
    words.sort_by_key(|other| length(other.as_str()).abs_diff(length(answer)));
    words
}

/// The first `most` that say neither what the answer says nor what an earlier one does.
fn distinct(
    answer: &AnswerText,
    candidates: impl IntoIterator<Item = AnswerText>,
    most: usize,
) -> Vec<AnswerText> {
    let mut kept: Vec<AnswerText> = Vec::new();
    for candidate in candidates {
        let is_same = |other: &AnswerText| same(other.as_str(), candidate.as_str());
        if !is_same(answer) && !kept.iter().any(is_same) {
            kept.push(candidate);
        }
        if kept.len() == most {
            break;
        }
    }
    kept
}
