//! The words of a text, as Unicode separates them.

use unicode_segmentation::UnicodeSegmentation;

/// Pronouns whose `'s` is an "is". After any other word it shows who owns something, and is left out.
const IS_AFTER: [&str; 8] = ["how", "it", "that", "there", "what", "where", "who", "why"];

/// A word in small letters, with `'` for every apostrophe, and the bytes of the text where it stands.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words of a text, in order.
// No `Debug`: student text must not reach a log.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Words(Vec<Word>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        for (start, written) in text.unicode_word_indices() {
            let end = start + written.len();
            let small = written.to_lowercase().replace('\u{2019}', "'");
            let word = |text: &str| Word {
                text: text.to_owned(),
                start,
                end,
            };
            match small.strip_suffix("'s") {
                Some(stem) => {
                    words.push(word(stem));
                    if IS_AFTER.contains(&stem) {
                        words.push(word("is"));
                    }
                }
                None => words.push(word(&small)),
            }
        }
        Self(words)
    }

    pub(super) fn as_slice(&self) -> &[Word] {
        &self.0
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.text.as_str())
    }

    /// Whether the words of `phrase`, which single spaces separate, stand next to each other.
    pub(super) fn hold(&self, phrase: &str) -> bool {
        let length = phrase.split(' ').count();
        self.0
            .windows(length)
            .any(|window| window.iter().map(|w| w.text.as_str()).eq(phrase.split(' ')))
    }

    /// Whether any of the phrases occurs.
    pub(super) fn hold_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.hold(phrase))
    }

    /// Whether the first words are those of any of the phrases.
    pub(super) fn begin_with_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| {
            let length = phrase.split(' ').count();
            self.iter().take(length).eq(phrase.split(' '))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::of(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_small_and_without_what_stands_around_them() {
        assert_eq!(words("“Solve” (x2) — NOW!"), ["solve", "x2", "now"]);
        assert_eq!(
            words("self-study, out-of-scope"),
            ["self", "study", "out", "of", "scope"]
        );
        assert!(words("?! …").is_empty());
    }

    #[test]
    fn either_apostrophe_keeps_a_word_whole() {
        assert_eq!(words("Don’t can't"), ["don't", "can't"]);
        assert_eq!(
            words("Newton’s law: what's it?"),
            ["newton", "law", "what", "is", "it"]
        );
    }

    #[test]
    fn a_phrase_is_found_only_as_whole_neighbouring_words() {
        let held = Words::of("I am NOT  sure; maybe.");
        assert!(held.hold("not sure"));
        for absent in ["sure not", "may", "am sure", "am not sur"] {
            assert!(!held.hold(absent), "{absent}");
        }
    }
}
