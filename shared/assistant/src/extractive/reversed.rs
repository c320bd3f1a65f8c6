//! Reversed items: an answer of the bank is given, and the question that it answers is asked for.

use domain::practice::choices::{AnswerText, plausible};
use domain::practice::marking::same;
use domain::practice::quality::Draft;

use super::bank_text::BankText;
use super::cues::{has_phrase, words};
use super::facts::BLANK;
use super::terms::Terms;

/// With these a question chooses among what stands below it.
const CHOOSING: [&str; 10] = [
    "choose the",
    "of these",
    "of the following",
    "which choice",
    "which finding",
    "which inference",
    "which option",
    "which revision",
    "which sentence",
    "which version",
];

/// An item that asks for the question of `item` among those of `others`; `None` when `item` has no answer of its own, or fewer
/// than three of the others have answers that differ. Nor is one made of a result, for which four exercises would have to be worked
/// out, and which two of them may have; of a question that holds its own answer, which gives it away; or of one that
/// [`stands_on_its_choices`].
pub(super) fn reversed(
    item: &BankText<'_>,
    others: &[BankText<'_>],
    terms: &Terms,
    seed: u64,
) -> Option<Draft> {
    let answer = item.answer?;
    let words = terms.of(answer);
    let held = terms.of(item.question);
    let is_result = answer.contains(|c: char| c.is_ascii_digit()) || words.is_empty();
    if is_result
        || words.iter().any(|word| held.contains(word))
        || stands_on_its_choices(item.question)
    {
        return None;
    }
    let wrong: Vec<AnswerText> = others
        .iter()
        .filter(|other| !stands_on_its_choices(other.question))
        .filter(|other| {
            other.answer.is_some_and(|text| {
                // A word in common may make both answers right.
                !same(text, answer) && !terms.of(text).iter().any(|term| words.contains(term))
            })
        })
        .filter_map(|other| AnswerText::parse(other.question).ok())
        .collect();
    let right = AnswerText::parse(item.question).ok()?;
    let wrong = plausible(&right, &wrong, seed)?;
    Some(Draft {
        question: format!("Which of these questions has the answer “{answer}”?"),
        answer: right.into_inner(),
        wrong: wrong.map(AnswerText::into_inner).into(),
        explanation: item.explanation.to_owned(),
    })
}

/// Whether a question has no one answer without the choices that it came with. "Which sentence is written correctly?" has every
/// correct sentence for an answer.
fn stands_on_its_choices(question: &str) -> bool {
    question.contains(BLANK) || has_phrase(&words(question), &CHOOSING)
}
