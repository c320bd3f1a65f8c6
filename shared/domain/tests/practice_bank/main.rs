//! The practice bank that comes with the project: every item is well formed, and every number in it is right.
//!
//! A check stands beside each item of mathematics and each numeric item of science. It is computed here by
//! other means than the answer was found by, it has to accept the answer, and it has to refuse each wrong one.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod answer;
mod check;
mod condition;
mod expression;
mod numeric;

use std::collections::{BTreeMap, BTreeSet};

use check::Check;
use domain::practice::bank::BankItem;
use domain::practice::choices::{AnswerText, Choices};
use serde::Deserialize;
use serde_json::{Map, Value};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/practice_bank.json");

const MATH: [&str; 5] = ["Algebra", "Geometry", "Calculus", "SAT Math", "AP Calculus"];
const SCIENCE: [&str; 4] = ["Chemistry", "Physics", "Biology", "AP Chemistry"];
const LANGUAGE: [&str; 1] = ["SAT English"];

/// An item with what only this test reads of it.
#[derive(Deserialize)]
struct Entry {
    #[serde(flatten)]
    item: BankItem,
    check: Option<Check>,
}

impl Entry {
    fn subject(&self) -> &str {
        self.item.subject.as_str()
    }

    fn question(&self) -> &str {
        self.item.question.as_str()
    }

    fn answer(&self) -> &str {
        self.item.answer.as_str()
    }

    fn wrong(&self) -> impl Iterator<Item = &str> {
        self.item.wrong.iter().map(AnswerText::as_str)
    }

    fn choices(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.answer()).chain(self.wrong())
    }
}

fn text() -> String {
    std::fs::read_to_string(FILE).unwrap()
}

fn bank() -> Vec<Entry> {
    let items: Vec<Map<String, Value>> = serde_json::from_str(&text()).unwrap();
    items
        .into_iter()
        .map(|item| {
            let shown = item["question"].to_string();
            serde_json::from_value(Value::Object(item)).unwrap_or_else(|e| panic!("{shown}: {e}"))
        })
        .collect()
}

/// A text without case, white space and signs that students do not tell apart.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('−', "-");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Collects what is wrong, so that one run shows all of it.
fn none(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_subject_has_three_items_of_every_difficulty() {
    let mut cells: BTreeMap<(String, u8), usize> = BTreeMap::new();
    for entry in bank() {
        let cell = (entry.subject().to_owned(), entry.item.difficulty.get());
        *cells.entry(cell).or_default() += 1;
    }
    let subjects: BTreeSet<&str> = cells.keys().map(|(subject, _)| subject.as_str()).collect();
    let all = MATH.into_iter().chain(SCIENCE).chain(LANGUAGE);
    assert_eq!(subjects, all.collect());
    assert_eq!(cells.len(), 10 * 10);
    none(
        cells
            .iter()
            .filter(|(_, count)| **count < 3)
            .map(|cell| format!("{cell:?}")),
    );
    assert!(cells.values().sum::<usize>() >= 300);
}

#[test]
fn every_answer_passes_its_check() {
    none(bank().iter().filter_map(|entry| {
        let verdict = entry.check.as_ref()?.passes(entry.answer());
        (verdict != Ok(true))
            .then(|| format!("{} = {}: {verdict:?}", entry.question(), entry.answer()))
    }));
}

#[test]
fn no_wrong_answer_passes_the_check() {
    none(bank().iter().flat_map(|entry| {
        let check = entry.check.as_ref();
        entry
            .wrong()
            .filter_map(move |wrong| {
                let verdict = check?.passes(wrong);
                (verdict != Ok(false))
                    .then(|| format!("{} = {wrong}: {verdict:?}", entry.question()))
            })
            .collect::<Vec<_>>()
    }));
}

#[test]
fn every_item_of_mathematics_and_every_numeric_item_of_science_has_a_check() {
    let numeric = |text: &str| {
        let number = text.trim_start_matches(['+', '-', '$']);
        number.starts_with(|c: char| c.is_ascii_digit())
    };
    none(bank().iter().filter_map(|entry| {
        let needs = MATH.contains(&entry.subject())
            || (SCIENCE.contains(&entry.subject()) && numeric(entry.answer()));
        (needs && entry.check.is_none()).then(|| entry.question().to_owned())
    }));
}

#[test]
fn no_two_questions_are_the_same() {
    let mut seen = BTreeSet::new();
    let bank = bank();
    let questions = bank.iter().map(|entry| plain(entry.question()));
    none(questions.filter(|question| !seen.insert(question.clone())));
}

#[test]
fn the_same_question_is_not_asked_with_other_numbers_more_than_three_times() {
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    for entry in bank() {
        let shape: String = plain(entry.question())
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .collect();
        *shapes.entry(shape).or_default() += 1;
    }
    none(
        shapes
            .into_iter()
            .filter(|(_, count)| *count > 3)
            .map(|(shape, _)| shape),
    );
}

#[test]
fn the_four_choices_of_an_item_differ_in_text_and_in_value() {
    none(bank().iter().filter_map(|entry| {
        let texts: BTreeSet<String> = entry.choices().map(plain).collect();
        // Only a number on its own: units are compared as text.
        let mut values: Vec<f64> = entry
            .choices()
            .filter_map(|c| answer::value(c).ok())
            .collect();
        values.sort_by(f64::total_cmp);
        let equal = values
            .windows(2)
            .any(|pair| numeric::same(pair[0], pair[1]));
        (texts.len() != 4 || equal).then(|| format!("{}: {texts:?}", entry.question()))
    }));
}

#[test]
fn every_item_makes_choices_that_a_student_can_tell_apart() {
    none(bank().iter().filter_map(|entry| {
        let item = &entry.item;
        let choices = Choices::shuffled(item.answer.clone(), item.wrong.clone(), 7);
        let complaint = choices.err()?.encode();
        Some(format!("{}: {complaint}", entry.question()))
    }));
}

#[test]
fn no_choice_is_a_letter_that_could_mean_another_choice() {
    none(bank().iter().filter_map(|entry| {
        let letter = |c: &str| matches!(plain(c).as_str(), "a" | "b" | "c" | "d");
        entry
            .choices()
            .any(letter)
            .then(|| entry.question().to_owned())
    }));
}

#[test]
fn every_question_asks_and_every_explanation_explains() {
    none(bank().iter().filter_map(|entry| {
        let question = entry.question();
        let asks = question.contains('?') || question.ends_with('.') || question.ends_with('"');
        let explanation = entry.item.explanation.as_str();
        let explains = explanation.ends_with('.') && plain(explanation) != plain(question);
        (!asks || !explains).then(|| question.to_owned())
    }));
}

#[test]
fn tags_are_in_lower_case_and_differ_within_an_item() {
    none(bank().iter().filter_map(|entry| {
        let tags = entry.item.topic_tags.as_slice();
        let distinct: BTreeSet<String> = tags.iter().map(|tag| plain(tag.as_str())).collect();
        let clean = tags.iter().all(|tag| tag.as_str() == plain(tag.as_str()));
        (tags.is_empty() || distinct.len() != tags.len() || !clean)
            .then(|| entry.question().to_owned())
    }));
}

#[test]
fn an_item_has_the_known_fields_and_no_others() {
    let items: Vec<Map<String, Value>> = serde_json::from_str(&text()).unwrap();
    let known = [
        "answer",
        "check",
        "difficulty",
        "explanation",
        "question",
        "subject",
        "topic_tags",
        "wrong",
    ];
    for item in items {
        let fields: BTreeSet<&str> = item.keys().map(String::as_str).collect();
        let unknown: Vec<_> = fields
            .iter()
            .filter(|field| !known.contains(*field))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?} in {}", item["question"]);
    }
}
