//! Whether a question is about school, and whether it is about something else.

use super::vocabulary::{OFF_TOPIC, REQUESTS, SUBJECTS, TOPICS, lists};
use super::words::Words;

/// Answers a question out of scope, which no assistant gets to see.
pub const REFUSAL: &str = "I am here to help you learn, so I can only answer questions about your subjects, your practice and \
    your studies. Is there something from school that I can help you with?";

/// With a digit beside them, these make a formula.
const OPERATORS: &str = "=+*/^√×÷∫∑<>≤≥";

/// Whether the words say which matter of school it is about. "Explain" and "understand" do not.
pub(super) fn names_a_matter(text: &str, words: &Words) -> bool {
    is_formula(text)
        || words
            .iter()
            .any(|word| lists(&SUBJECTS, word) || lists(&TOPICS, word))
}

/// Whether a question is about school.
pub(super) fn is_educational(text: &str, words: &Words) -> bool {
    names_a_matter(text, words) || words.iter().any(|word| lists(&REQUESTS, word))
}

/// Whether a question is about what this companion does not help with.
pub(super) fn is_out_of_scope(text: &str, words: &Words) -> bool {
    words.iter().any(|word| lists(&OFF_TOPIC, word)) && !is_educational(text, words)
}

fn is_formula(text: &str) -> bool {
    text.contains(|c: char| OPERATORS.contains(c)) && text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn educational(text: &str) -> bool {
        is_educational(text, &Words::of(text))
    }

    fn out_of_scope(text: &str) -> bool {
        is_out_of_scope(text, &Words::of(text))
    }

    #[test]
    fn a_word_of_school_inside_another_word_is_none() {
        for text in [
            "What is happening tomorrow",
            "He is satisfied",
            "The latest contest",
            "Aftermath",
        ] {
            assert!(!educational(text), "{text}");
        }
        for text in [
            "the AP exam",
            "My SAT?",
            "(math)",
            "Solving equations",
            "2x + 3 = 7",
            "I understand",
        ] {
            assert!(educational(text), "{text}");
        }
    }

    #[test]
    fn an_off_topic_question_is_out_of_scope_even_if_a_word_hides_one_of_school() {
        for text in [
            "What's happening with the weather?",
            "Which movie has the greatest actors?",
            "I'm satisfied with my hotel, what about flights?",
            "Recipe for apple pie",
        ] {
            assert!(out_of_scope(text), "{text}");
        }
    }

    #[test]
    fn a_word_of_school_brings_an_off_topic_word_into_scope() {
        for text in [
            "Explain how a weather forecast is made",
            "How do I raise my SAT score?",
            "A shirt's price drops by 20 percent, then rises by 20 percent",
            "At which temperature does it boil, in Kelvin?",
            "How many steamers cross the Atlantic?",
        ] {
            assert!(!out_of_scope(text), "{text}");
        }
    }
}
