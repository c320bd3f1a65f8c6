//! Whether a question leaves open what it is about, and what to ask back.

use super::context::Context;
use super::follow_up::content;
use super::scope::{is_educational, names_a_matter};
use super::vocabulary::lists;
use super::words::Words;

/// A question of so few words is too short to be clear, unless it names a matter or asks what something is.
const SHORT: usize = 3;

/// Pronouns that point at something the question does not hold.
const POINTERS: [&str; 3] = ["it", "that", "this"];

/// What is said when something is not understood, and not what.
const LOST: [&str; 10] = [
    "confused",
    "confusing",
    "didn't get",
    "didn't understand",
    "do not get",
    "do not understand",
    "don't get",
    "don't understand",
    "dont get",
    "unclear",
];

/// With these, what follows is named.
const DEFINITIONS: [&str; 7] = [
    "define",
    "what are",
    "what is",
    "what was",
    "what were",
    "who is",
    "who was",
];

/// Words that ask for help and name nothing.
const BARE: [&str; 3] = ["explain", "explanation", "help"];

/// What is asked back when the client names no sessions.
const GENERIC: [&str; 3] = [
    "Which subject or topic is it about?",
    "Which part of it is unclear?",
    "Can you give the problem, or an example of it?",
];

/// How many sessions are offered.
const OFFERED: usize = 2;

/// Whether a question leaves open what it is about.
///
/// In a conversation "explain" and "understand" are enough: what they mean was said before.
pub(super) fn is_ambiguous(text: &str, words: &Words, is_follow_up: bool) -> bool {
    let is_educational = is_educational(text, words);
    let is_settled = if is_follow_up {
        is_educational
    } else {
        names_a_matter(text, words)
    };
    let is_short = words.len() <= SHORT && !is_educational && !is_definition(words);
    is_short || (is_vague(words) && !is_settled)
}

fn is_vague(words: &Words) -> bool {
    let says_nothing = || content(words).iter().all(|word| lists(&BARE, word));
    words.hold_any(&POINTERS) || words.hold_any(&LOST) || says_nothing()
}

fn is_definition(words: &Words) -> bool {
    words.begin_with_any(&DEFINITIONS) && content(words).iter().any(|word| *word != "define")
}

/// What to ask back: whether it is about one of the first two sessions the client names, or else three general questions.
pub(super) fn suggestions(context: &Context) -> Vec<String> {
    let sessions = context.recent_sessions.as_slice();
    if sessions.is_empty() {
        return GENERIC.map(str::to_owned).to_vec();
    }
    sessions
        .iter()
        .take(OFFERED)
        .map(|session| format!("Are you asking about {}?", session.as_str().trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ambiguous(text: &str) -> bool {
        is_ambiguous(text, &Words::of(text), false)
    }

    #[test]
    fn what_names_nothing_is_ambiguous() {
        for text in [
            "help",
            "???",
            "Why?",
            "Number three please",
            "I don't get this part",
            "I don’t understand",
            "Please can you explain",
            "Can you explain that one more time",
            "How does it work when you do it",
            "I am so confused about everything here",
            "What is this?",
        ] {
            assert!(ambiguous(text), "{text}");
        }
    }

    #[test]
    fn what_names_its_matter_is_clear() {
        for text in [
            "I don't understand calculus",
            "Is this equation linear?",
            "Explain mitosis",
            "What is diffusion?",
            "What's diffusion",
            "2x+3=7",
            "Define entropy",
            "Who was Napoleon Bonaparte",
            "How do plants turn light into sugar?",
        ] {
            assert!(!ambiguous(text), "{text}");
        }
    }

    #[test]
    fn pronouns_inside_words_point_at_nothing() {
        assert!(!ambiguous("Who painted the thistles with citrus"));
    }

    #[test]
    fn a_conversation_settles_what_an_explanation_is_asked_of() {
        let text = "Can you explain that one more time";
        assert!(!is_ambiguous(text, &Words::of(text), true));
        let text = "What about it?";
        assert!(is_ambiguous(text, &Words::of(text), true));
    }

    #[test]
    fn the_first_two_sessions_are_offered() {
        let context = |json| serde_json::from_str::<Context>(json).unwrap();
        assert_eq!(
            suggestions(&context(
                r#"{"recent_sessions": ["Algebra", "Biology", "Chemistry"]}"#
            )),
            [
                "Are you asking about Algebra?",
                "Are you asking about Biology?"
            ]
        );
        assert_eq!(
            suggestions(&context(r#"{"current_practice": "x"}"#)),
            GENERIC
        );
    }

    #[test]
    fn what_is_said_when_lost_is_sorted_and_bare_words_too() {
        assert!(LOST.is_sorted() && BARE.is_sorted());
    }
}
