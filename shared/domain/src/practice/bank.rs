//! The practice bank as a file holds it: items written by people, before they are stored under ids of their own.
//!
//! Only what an item is lives here. Where the file lies and how it is loaded is for whoever loads it.

use serde::{Deserialize, Serialize};

use crate::list::Bounded;
use crate::practice::choices::AnswerText;
use crate::practice::difficulty::Difficulty;
use crate::subject::SubjectName;
use crate::text::bounded_text;

bounded_text! {
    /// A question that can be understood on its own.
    QuestionText, 20..=500, not_blank
}

bounded_text! {
    /// Why the answer is right, in steps that a student can follow.
    ExplanationText, 30..=1000, not_blank
}

bounded_text! {
    /// A topic within a subject, such as `like terms`.
    TopicTag, 1..=50, not_blank
}

/// An item of the bank. Beside these fields a file may hold others, which are not read here, such as what its
/// answer is checked by.
///
/// That the four answers differ is for [`Choices`](crate::practice::choices::Choices) to say, which every item becomes
/// before a student sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankItem {
    /// The name of the subject that it belongs to.
    pub subject: SubjectName,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What is asked.
    pub question: QuestionText,
    /// The right answer.
    pub answer: AnswerText,
    /// Three answers of the same kind that are wrong.
    pub wrong: [AnswerText; 3],
    /// Why the answer is right.
    pub explanation: ExplanationText,
    /// What it is about: at most ten topics.
    pub topic_tags: Bounded<TopicTag, 10>,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::BankItem;

    fn item() -> Value {
        json!({
            "subject": "Algebra",
            "difficulty": 2,
            "question": "Solve 3x - 7 = 11. What is x?",
            "answer": "6",
            "wrong": ["4/3", "18", "12"],
            "explanation": "Add 7 to both sides, then divide by 3.",
            "topic_tags": ["linear equations"],
        })
    }

    fn read(field: &str, value: Value) -> Result<BankItem, String> {
        let mut item = item();
        item[field] = value;
        serde_json::from_value(item).map_err(|e| e.to_string())
    }

    #[test]
    fn an_item_is_read_and_written_without_loss() {
        let read: BankItem = serde_json::from_value(item()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), item());
    }

    #[test]
    fn an_item_out_of_bounds_is_refused() {
        for (field, value) in [
            ("subject", json!(" ")),
            ("difficulty", json!(0)),
            ("difficulty", json!(11)),
            ("question", json!("What is x?")),
            ("question", json!("?".repeat(501))),
            ("answer", json!("")),
            ("wrong", json!(["18", "12"])),
            ("wrong", json!(["4/3", "18", "12", "9"])),
            ("explanation", json!("Because it is so.")),
            ("topic_tags", json!([""])),
            ("topic_tags", json!(vec!["algebra"; 11])),
        ] {
            assert!(read(field, value.clone()).is_err(), "{field}: {value}");
        }
    }

    #[test]
    fn fields_that_only_a_check_needs_are_left_alone() {
        assert!(read("check", json!({ "kind": "value", "expression": "18/3" })).is_ok());
    }
}
