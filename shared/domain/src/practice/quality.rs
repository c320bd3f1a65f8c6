//! Quality: whether an item that nobody has looked at is fit to be assigned. It has to be whole (a question, four different
//! choices, an explanation, each within its bounds), and to reach a score that counts what is poor about it.

use super::bank::{ExplanationText, QuestionText};
use super::choices::{AnswerText, Choices};
use super::math::MathItem;

/// An item as it was made up, before anything is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// What is asked.
    pub question: String,
    /// The right answer.
    pub answer: String,
    /// Wrong answers: three in an item that is fit.
    pub wrong: Vec<String>,
    /// Why the answer is right.
    pub explanation: String,
}

/// An item that is fit to be assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// What is asked.
    pub question: QuestionText,
    /// The answer among three others, shuffled.
    pub choices: Choices,
    /// Why the answer is right.
    pub explanation: ExplanationText,
}

/// The score, of 100, from which an item is fit.
pub const FIT_FROM: u8 = 70;

/// Words with which a task asks, as the old service looked for them, and those of tasks that need no question mark.
const ASKING: [&str; 12] = [
    "?",
    "what",
    "how",
    "which",
    "solve",
    "simplify",
    "expand",
    "factor",
    "find",
    "calculate",
    "work out",
    "complete",
];

impl Draft {
    /// How good the item is, of 100, by the old service's deductions: question missing 50, shorter than 20 characters 20, longer
    /// than 500 10; no choices 30, fewer than four 20, more 10; answer missing 30, empty of content 20; explanation missing 20,
    /// shorter than 30 characters 10; nothing that asks 10.
    ///
    /// One deduction is not theirs: an answer of fewer than five characters was called poor, and most right numbers are that short.
    #[must_use]
    pub fn score(&self) -> u8 {
        let length = |text: &str| text.trim().chars().count();
        let question = match length(&self.question) {
            0 => 50,
            1..20 => 20,
            20..=500 => 0,
            _ => 10,
        };
        let choices = match self.wrong.len() {
            0 => 30,
            1..3 => 20,
            3 => 0,
            _ => 10,
        };
        let answer = match length(&self.answer) {
            0 => 30,
            _ if !self.answer.chars().any(char::is_alphanumeric) => 20,
            _ => 0,
        };
        let explanation = match length(&self.explanation) {
            0 => 20,
            1..30 => 10,
            _ => 0,
        };
        let lower = self.question.to_lowercase();
        let asks = if ASKING.iter().any(|word| lower.contains(word)) {
            0
        } else {
            10
        };
        100_u8.saturating_sub(question + choices + answer + explanation + asks)
    }

    /// The item, if it is fit: its choices shuffled by the seed.
    #[must_use]
    pub fn fit(self, seed: u64) -> Option<Fit> {
        if self.score() < FIT_FROM {
            return None;
        }
        let wrong: Result<Vec<_>, _> = self.wrong.into_iter().map(AnswerText::parse).collect();
        let answer = AnswerText::parse(self.answer).ok()?;
        Some(Fit {
            question: QuestionText::parse(self.question).ok()?,
            choices: Choices::shuffled(answer, wrong.ok()?.try_into().ok()?, seed).ok()?,
            explanation: ExplanationText::parse(self.explanation).ok()?,
        })
    }
}

impl From<MathItem> for Draft {
    fn from(item: MathItem) -> Self {
        Self {
            question: item.question,
            answer: item.answer,
            wrong: item.wrong.into(),
            explanation: item.explanation,
        }
    }
}

// What an assistant wrote may quote a student.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft")
            .field("score", &self.score())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::difficulty::Difficulty;
    use crate::practice::math::{Kind, generate};

    fn draft() -> Draft {
        Draft {
            question: "Which gas do plants take in for photosynthesis?".to_owned(),
            answer: "Carbon dioxide".to_owned(),
            wrong: ["Oxygen", "Nitrogen", "Methane"]
                .map(str::to_owned)
                .to_vec(),
            explanation: "Plants build sugar from carbon dioxide and water.".to_owned(),
        }
    }

    #[test]
    fn a_whole_item_is_fit_and_keeps_its_texts() {
        let fit = draft().fit(1).unwrap();
        assert_eq!(fit.choices.answer().as_str(), "Carbon dioxide");
        assert_eq!(fit.question.as_str(), draft().question);
        assert_eq!(draft().score(), 100);
    }

    #[test]
    fn an_item_that_lacks_something_is_not_fit() {
        let unfit = [
            Draft {
                question: String::new(),
                ..draft()
            },
            Draft {
                question: "Which gas?".to_owned(),
                ..draft()
            },
            Draft {
                question: "?".repeat(501),
                ..draft()
            },
            Draft {
                answer: " ".to_owned(),
                ..draft()
            },
            Draft {
                answer: "oxygen ".to_owned(),
                ..draft()
            },
            Draft {
                wrong: vec![],
                ..draft()
            },
            Draft {
                wrong: draft().wrong[..2].to_vec(),
                ..draft()
            },
            Draft {
                wrong: [draft().wrong, vec!["Helium".to_owned()]].concat(),
                ..draft()
            },
            Draft {
                explanation: "Because.".to_owned(),
                ..draft()
            },
        ];
        for draft in unfit {
            assert_eq!(draft.clone().fit(1), None, "{}", draft.question);
        }
    }

    #[test]
    fn everything_the_generator_makes_up_is_fit() {
        for seed in 0..500 {
            for kind in Kind::ALL {
                let difficulty = Difficulty::parse(1 + i64::from(seed % 10)).unwrap();
                let draft = Draft::from(generate(kind, difficulty, seed as u64));
                assert!(
                    draft.clone().fit(seed as u64).is_some(),
                    "{}",
                    draft.question
                );
            }
        }
    }
}
