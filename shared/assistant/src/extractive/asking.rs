//! How a question is asked: what it wants to know, and the words of it that say nothing or little about what it is about.

use super::cues::{starts_with, words};
use super::spelling::is_slip;

/// What a question wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// What something is.
    Meaning,
    /// Why something is so.
    Reason,
    /// Anything else.
    Other,
}

/// With these a question asks. They say nothing about what it asks for. Sorted.
#[rustfmt::skip]
const ASKING: [&str; 81] = [
    "answer", "answers", "calculate", "cant", "compare", "confused", "define", "defined", "definition", "describe", "didn",
    "didnt", "differ", "difference", "differences", "different", "difficult", "doesnt", "dont", "easy", "example", "examples",
    "explain", "explained", "find", "happen", "happens", "hard", "help", "homework", "hows", "idk", "im", "important", "isnt",
    "ive", "know", "list", "lost", "meaning", "meant", "name", "page", "pls", "plz", "problem", "problems", "question",
    "questions", "remember", "show", "shown", "solution", "solve", "solved", "solving", "stuck", "task", "tasks", "thats",
    "topic", "u", "unclear", "understand", "understanding", "understood", "unsure", "ur", "versus", "vs", "wanna", "whats",
    "wheres", "whos", "wont", "work", "working", "works", "worksheet", "wrong", "youre",
];
/// Words that name no matter. Beside one that does they narrow it down a little; alone they are no question. Sorted.
#[rustfmt::skip]
const VAGUE: [&str; 49] = [
    "bottom", "case", "cases", "chapter", "correct", "eight", "end", "exercise", "five", "formula", "formulas", "four", "front",
    "half", "item", "items", "kinds", "lesson", "main", "method", "middle", "nine", "number", "numbers", "part", "parts",
    "pieces", "place", "possible", "session", "seven", "side", "six", "start", "step", "steps", "sum", "ten", "thing", "things",
    "three", "together", "top", "two", "type", "types", "ways", "word", "words",
];
/// Which of several is meant.
const ORDINALS: [&str; 9] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
];

const MEANING: [&str; 12] = [
    "what is",
    "what's",
    "whats",
    "what are",
    "what does",
    "what do",
    "what was",
    "define",
    "definition",
    "explain",
    "describe",
    "meaning of",
];
const REASON: [&str; 3] = ["why", "how come", "what is the reason"];
/// A question with none of these is only named: "Ohm's law".
const INTERROGATIVES: [&str; 17] = [
    "are", "can", "could", "did", "do", "does", "how's", "hows", "if", "is", "should", "solve",
    "what", "when", "where", "which", "who",
];

impl Manner {
    pub(super) fn of(question: &str) -> Self {
        let words = words(question);
        let has = |phrases: &[&str]| {
            (0..words.len()).any(|from| {
                phrases
                    .iter()
                    .any(|phrase| starts_with(&words[from..], phrase).is_some())
            })
        };
        if has(&REASON) {
            Self::Reason
        } else if has(&["how"]) {
            Self::Other
        } else if has(&MEANING) || !has(&INTERROGATIVES) {
            Self::Meaning
        } else {
            Self::Other
        }
    }
}

/// Whether a word in small letters only asks, also with a slip in it.
pub(super) fn asks(small: &str) -> bool {
    ASKING
        .iter()
        .any(|word| *word == small || is_slip(small, word))
}

/// Whether a word in small letters names no matter.
pub(super) fn is_vague(small: &str) -> bool {
    VAGUE.binary_search(&small).is_ok()
}

/// Whether a word in small letters says which of several is meant.
pub(super) fn is_ordinal(small: &str) -> bool {
    ORDINALS.contains(&small)
}

/// The words of a text that say which of several is meant.
pub(super) fn ordinals(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter_map(|word| {
        let word = ORDINALS.iter().find(|one| word.eq_ignore_ascii_case(one));
        word.map(|word| (*word).to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_told_by_the_words_that_ask() {
        for (question, manner) in [
            ("What is osmosis?", Manner::Meaning),
            ("so whats a mole", Manner::Meaning),
            ("Ohm's law", Manner::Meaning),
            ("Why is the sky blue?", Manner::Reason),
            ("how do I factor this", Manner::Other),
            ("Can you explain how to factor?", Manner::Other),
            ("Which gas do plants take in?", Manner::Other),
        ] {
            assert_eq!(Manner::of(question), manner, "{question}");
        }
    }

    #[test]
    fn the_lists_are_sorted_so_that_they_can_be_searched() {
        assert!(ASKING.is_sorted() && VAGUE.is_sorted());
    }

    #[test]
    fn a_word_that_asks_is_known_with_a_slip_in_it() {
        assert!(asks("difference") && asks("diffrence") && !asks("sentence"));
    }
}
