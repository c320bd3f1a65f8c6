//! Terms: the words of content of a text, as Snowball's English stemmer leaves them, so that "bonding" and "bonds" are one.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::to_small;
use super::stop_words::is_stop_word;

/// Reads terms off texts.
pub(super) struct Terms {
    stemmer: Stemmer,
}

impl Terms {
    pub(super) fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// The terms of a text in order, each as often as it stands there.
    pub(super) fn of(&self, text: &str) -> Vec<String> {
        let mut small = String::new();
        text.unicode_words()
            .filter_map(|word| self.term(word, &mut small))
            .collect()
    }

    /// The term of a word; `None` when the word carries no content. `small` is room to work in.
    pub(super) fn term(&self, word: &str, small: &mut String) -> Option<String> {
        to_small(word, small);
        let stem = small.strip_suffix("'s").unwrap_or(small);
        // Single letters are variables; a single digit is a number, and a single ideograph a word.
        let is_variable = stem.len() < 2 && !stem.bytes().all(|b| b.is_ascii_digit());
        if is_variable || is_stop_word(small) || is_stop_word(stem) {
            return None;
        }
        Some(if stem.is_ascii() {
            self.stemmer.stem(stem).into_owned()
        } else {
            stem.to_owned()
        })
    }
}

/// Whether a term is a word and not a number, a variable or a formula such as `3x`.
pub(super) fn is_word(term: &str) -> bool {
    !term.is_ascii() || term.bytes().filter(u8::is_ascii_alphabetic).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one_term() {
        let terms = Terms::new();
        assert_eq!(terms.of("bonds bonding"), ["bond", "bond"]);
        assert_eq!(terms.of("Newton’s laws"), ["newton", "law"]);
        assert_eq!(terms.of("It is the slope"), ["slope"]);
        assert_eq!(terms.of("水和冰").len(), 3);
    }

    #[test]
    fn numbers_and_variables_are_no_words() {
        for term in ["12", "3.5", "3x", "x2"] {
            assert!(!is_word(term), "{term}");
        }
        for term in ["slope", "mx", "水", "h2o"] {
            assert!(is_word(term), "{term}");
        }
    }
}
