//! Whether a question goes on from the one before.

use std::collections::HashSet;
use std::fmt;

use jiff::SignedDuration;

use super::vocabulary::{FUNCTION_WORDS, lists};
use super::words::Words;

/// A conversation is what was asked in this time.
pub const MEMORY: SignedDuration = SignedDuration::from_hours(24);

/// A conversation is at most this many exchanges.
pub const REMEMBERED: usize = 5;

/// Phrases that go on from something, wherever they stand.
const PHRASES: [&str; 7] = [
    "also",
    "can you explain",
    "how about",
    "tell me more",
    "what about",
    "what does that mean",
    "what if",
];

/// Goes on from something only where it begins the question: anywhere else it joins two things.
const OPENING: [&str; 1] = ["and"];

/// With more words of content than this in common with the last question and its answer, it is the same matter.
const SHARED: usize = 2;

/// A question and what was answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Exchange<'a> {
    /// What was asked.
    pub query: &'a str,
    /// What was answered.
    pub answer: &'a str,
}

// Student text must not reach a log by `{:?}`.
impl fmt::Debug for Exchange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("query_bytes", &self.query.len())
            .field("answer_bytes", &self.answer.len())
            .finish()
    }
}

/// Whether `query` goes on from the `last` exchange: it has a phrase that does, or more than two words of content that both
/// the last question and its answer have. Without a last exchange nothing does.
#[must_use]
pub fn is_follow_up(query: &str, last: Option<Exchange<'_>>) -> bool {
    goes_on(&Words::of(query), last)
}

pub(super) fn goes_on(query: &Words, last: Option<Exchange<'_>>) -> bool {
    let Some(last) = last else { return false };
    query.hold_any(&PHRASES) || query.begin_with_any(&OPENING) || shared(query, last) > SHARED
}

fn shared(query: &Words, last: Exchange<'_>) -> usize {
    let (asked, answered) = (Words::of(last.query), Words::of(last.answer));
    let (asked, answered) = (content(&asked), content(&answered));
    content(query)
        .intersection(&asked)
        .filter(|word| answered.contains(*word))
        .count()
}

/// The distinct words of content: no function words, no single letters.
pub(super) fn content(words: &Words) -> HashSet<&str> {
    words
        .iter()
        .filter(|word| word.chars().nth(1).is_some() && !lists(&FUNCTION_WORDS, word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: Option<Exchange<'static>> = Some(Exchange {
        query: "How do I factor a quadratic equation?",
        answer: "To factor a quadratic equation, find two numbers whose product is c.",
    });

    #[test]
    fn a_phrase_goes_on_from_what_was_said() {
        for query in [
            "What about circles?",
            "how about 7?",
            "And the next one?",
            "Is it also true for 9?",
            "WHAT IF x is negative",
            "Can you explain again",
            "tell me more",
            "What does that mean?",
        ] {
            assert!(is_follow_up(query, LAST), "{query}");
            assert!(!is_follow_up(query, None), "{query}");
        }
    }

    #[test]
    fn a_phrase_inside_a_word_goes_on_from_nothing() {
        for query in [
            "I want to understand Roman sand castles",
            "Which random brand is it",
            "What iffy thing is this",
            "Compare ionic and covalent bonds",
        ] {
            assert!(!is_follow_up(query, LAST), "{query}");
        }
    }

    #[test]
    fn three_words_of_content_in_common_go_on_and_two_do_not() {
        assert!(is_follow_up(
            "Why must we factor every quadratic equation?",
            LAST
        ));
        assert!(!is_follow_up(
            "Why is the quadratic equation like this?",
            LAST
        ));
        // "the", "do" and "a" are in common, and say nothing.
        assert!(!is_follow_up("How do I do a thing to the product", LAST));
    }
}
