//! What the old service did not keep of a question: wrong answers, and often an explanation.

use std::collections::HashMap;

use domain::OldSubjectId;
use domain::practice::bank::ExplanationText;
use domain::practice::choices::{AnswerText, plausible};
use uuid::Uuid;

use crate::import::row::Flaw;

/// So many answers of a subject are kept to choose from.
const OF_A_SUBJECT: usize = 40;

/// So many answers of all subjects together.
const OF_ANY: usize = 200;

/// Right answers of the old bank, which are wrong ones for other questions.
#[derive(Debug, Default)]
pub(in crate::import) struct Answers {
    of_subjects: HashMap<OldSubjectId, Vec<AnswerText>>,
    any: Vec<AnswerText>,
}

impl Answers {
    /// Keeps an answer, while there is room.
    pub(in crate::import) fn add(&mut self, subject: OldSubjectId, answer: &AnswerText) {
        let own = self.of_subjects.entry(subject).or_default();
        if own.len() < OF_A_SUBJECT {
            own.push(answer.clone());
        }
        if self.any.len() < OF_ANY {
            self.any.push(answer.clone());
        }
    }

    /// Three wrong answers for a question: usual mistakes for numbers, answers of the subject for words, or else of any subject. The
    /// same for the same question and bank.
    pub(super) fn wrong(
        &self,
        column: &'static str,
        subject: Option<OldSubjectId>,
        answer: &AnswerText,
        id: Uuid,
    ) -> Result<[AnswerText; 3], Flaw> {
        let (_, seed) = id.as_u64_pair();
        let own = subject.and_then(|subject| self.of_subjects.get(&subject));
        let own = own.map(Vec::as_slice).unwrap_or_default();
        let wrong = plausible(answer, own, seed).or_else(|| plausible(answer, &self.any, seed));
        wrong.ok_or_else(|| {
            Flaw::of(
                column,
                "is an answer for which no three wrong ones can be found",
            )
        })
    }
}

/// What was written about an answer, or that it is the right one: an explanation here has 30 characters at least.
pub(super) fn explanation(
    column: &'static str,
    written: Option<&str>,
    answer: &AnswerText,
) -> Result<ExplanationText, Flaw> {
    let written = written.map(str::trim).filter(|text| !text.is_empty());
    let told = match written {
        Some(text) if text.chars().count() >= ExplanationText::MIN => text.to_owned(),
        Some(text) => format!("{text} The right answer is: {}", answer.as_str()),
        None => format!("The right answer is: {}", answer.as_str()),
    };
    let told = if told.chars().count() < ExplanationText::MIN {
        format!("{told} (Nothing more was written about it.)")
    } else {
        told
    };
    ExplanationText::parse(told).map_err(|breach| Flaw::of(column, breach.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> AnswerText {
        AnswerText::parse(text).unwrap()
    }

    fn id<T>(number: u128) -> domain::Id<T> {
        domain::Id::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn words_get_wrong_answers_of_their_subject_and_of_others_where_it_has_too_few() {
        let mut answers = Answers::default();
        for word in ["Mitosis", "Osmosis", "Meiosis", "Enzymes"] {
            answers.add(id(1), &answer(word));
        }
        answers.add(id(2), &answer("Ionic bond"));
        let wrong =
            |subject| answers.wrong("it", Some(id(subject)), &answer("Mitosis"), Uuid::nil());
        let own = wrong(1).unwrap();
        assert!(
            own.iter().all(|text| text.as_str() != "Ionic bond"),
            "{own:?}"
        );
        assert_eq!(wrong(1), wrong(1));
        assert!(wrong(2).is_ok() && wrong(3).is_ok());
        let nothing = Answers::default();
        assert!(
            nothing
                .wrong("it", None, &answer("Mitosis"), Uuid::nil())
                .is_err()
        );
        assert!(
            nothing
                .wrong("it", None, &answer("42"), Uuid::nil())
                .is_ok()
        );
    }

    #[test]
    fn an_explanation_is_kept_or_made_long_enough() {
        let told = |written| {
            explanation("it", written, &answer("6"))
                .unwrap()
                .into_inner()
        };
        let long = "Add 7 to both sides, then divide by 3.";
        assert_eq!(told(Some(long)), long);
        for written in [
            None,
            Some(""),
            Some("  "),
            Some("So."),
            Some("Add 7, then divide by 3."),
        ] {
            let told = told(written);
            assert!(told.contains("The right answer is: 6"), "{told}");
            assert!(
                told.starts_with(written.unwrap_or_default().trim()),
                "{told}"
            );
        }
        let too_long = "x".repeat(1001);
        assert!(explanation("it", Some(&too_long), &answer("6")).is_err());
    }
}
