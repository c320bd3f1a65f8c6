//! A bank item as a source: question, answer and explanation, each on a line of its own.

use crate::plain::is_blank;

/// The text of a bank item's [`Source`](crate::Source): from its lines the embedded assistant tells question, answer and explanation apart.
#[must_use]
pub fn bank_text(question: &str, answer: &str, explanation: &str) -> String {
    [question, answer, explanation]
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .join("\n")
}

/// A bank item as it was written.
#[derive(Clone, Copy)]
pub(super) struct BankText<'a> {
    pub(super) question: &'a str,
    /// `None` when the text has only a question and what explains it.
    pub(super) answer: Option<&'a str>,
    pub(super) explanation: &'a str,
}

impl<'a> BankText<'a> {
    /// Reads a source's text: its first line is the question, its last the explanation, and what stands between is the answer.
    /// A text of one line is cut behind its question mark.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (question, rest) = match text.split_once('\n') {
            Some(lines) => lines,
            None => text.split_at(text.find(['?', '？'])? + mark(text)),
        };
        let (answer, explanation) = match rest.trim().split_once('\n') {
            Some((answer, explanation)) => (Some(answer.trim()), explanation),
            None => (None, rest),
        };
        let (question, explanation) = (question.trim(), explanation.trim());
        let whole =
            ![question, explanation].into_iter().any(is_blank) && !answer.is_some_and(is_blank);
        whole.then_some(Self {
            question,
            answer,
            explanation,
        })
    }
}

/// How many bytes the first question mark has.
fn mark(text: &str) -> usize {
    text.chars()
        .find(|c| matches!(c, '?' | '？'))
        .map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<&str>, &str)> {
        BankText::read(text).map(|item| (item.question, item.answer, item.explanation))
    }

    #[test]
    fn what_was_written_is_read_again() {
        let text = bank_text("Which\ngas?", "carbon dioxide", "Plants take it in.");
        assert_eq!(
            read(&text),
            Some(("Which gas?", Some("carbon dioxide"), "Plants take it in."))
        );
    }

    #[test]
    fn question_and_explanation_alone_are_told_apart() {
        let expected = Some(("Which gas？", None, "Plants take it in."));
        assert_eq!(read("Which gas？ Plants take it in."), expected);
        assert_eq!(read("Which gas？\nPlants take it in."), expected);
        assert_eq!(read("No question at all."), None);
        assert_eq!(read("Only a question?"), None);
        assert_eq!(read("\n \n"), None);
    }
}
