//! What an answer says of the question it answers.

use unicode_segmentation::UnicodeSegmentation;

use super::analysis::Analysis;
use super::parts::QUESTION_MARKS;
use super::words::Words;

/// With these, an answer asks for more.
const ASKS_FOR_MORE: [&str; 6] = [
    "clarification",
    "clarified",
    "clarifies",
    "clarify",
    "clarifying",
    "more context",
];

/// With these, an answer declines. "Outside" alone does not: answers of geometry and biology are full of it.
const DECLINES: [&str; 15] = [
    "can not help",
    "can't help",
    "cannot help",
    "not designed",
    "out of my scope",
    "out of scope",
    "outside my",
    "outside of my",
    "outside of our",
    "outside of the scope",
    "outside our",
    "outside the scope",
    "outside the subjects",
    "outside the topics",
    "outside what i",
];

/// What a reply says of question and answer together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signals {
    /// The question is ambiguous, or the answer asks back. Never true of a question out of scope.
    pub clarification_requested: bool,
    /// The question is out of scope, or the answer declines.
    pub out_of_scope: bool,
}

impl Signals {
    /// Reads the answer, whole words only.
    ///
    /// It asks back when it speaks of clarification or of more context, or has a "which" in a sentence that ends as a question.
    #[must_use]
    pub fn of(analysis: &Analysis, answer: &str) -> Self {
        let words = Words::of(answer);
        let asks_back = || words.hold_any(&ASKS_FOR_MORE) || asks_which(answer);
        Self {
            clarification_requested: !analysis.is_out_of_scope
                && (analysis.is_ambiguous || asks_back()),
            out_of_scope: analysis.is_out_of_scope || words.hold_any(&DECLINES),
        }
    }
}

fn asks_which(answer: &str) -> bool {
    answer
        .unicode_sentences()
        .any(|sentence| sentence.contains(QUESTION_MARKS) && Words::of(sentence).hold("which"))
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Query, REFUSAL};
    use super::*;

    fn signals(query: &str, answer: &str) -> (bool, bool) {
        let analysis = Analysis::of(&Query::parse(query).unwrap(), &Context::default(), None);
        let signals = Signals::of(&analysis, answer);
        (signals.clarification_requested, signals.out_of_scope)
    }

    #[test]
    fn an_answer_that_asks_back_requests_clarification() {
        for answer in [
            "Please clarify.",
            "I need clarification",
            "Give me MORE context!",
            "Sure. Which chapter is it?",
        ] {
            assert_eq!(
                signals("What is a noun?", answer),
                (true, false),
                "{answer}"
            );
        }
        for answer in [
            "A noun is a word which names a thing. Does it help?",
            "Which is why. See?",
            "More and more contextual",
            "",
        ] {
            assert_eq!(
                signals("What is a noun?", answer),
                (false, false),
                "{answer}"
            );
        }
    }

    #[test]
    fn an_answer_that_declines_is_out_of_scope() {
        for answer in [
            "I can’t help with that.",
            "I cannot help",
            "This is out-of-scope",
            "I am not designed for it",
            "That lies outside my area",
            "It is outside the scope of school",
        ] {
            assert_eq!(
                signals("What is a noun?", answer),
                (false, true),
                "{answer}"
            );
        }
        for answer in [
            "The point lies outside the circle",
            "You can't helplessly",
            "Not designedly",
        ] {
            assert_eq!(
                signals("What is a noun?", answer),
                (false, false),
                "{answer}"
            );
        }
    }

    #[test]
    fn the_question_decides_before_the_answer() {
        assert_eq!(signals("help me", "A noun names things."), (true, false));
        assert_eq!(signals("Which movie is best?", REFUSAL), (false, true));
        assert_eq!(
            signals("Which movie is best?", "Please clarify"),
            (false, true)
        );
    }
}
