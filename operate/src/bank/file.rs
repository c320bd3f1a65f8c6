//! A file of bank items: which of them can be loaded, and what is wrong with the others.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use domain::practice::bank::BankItem;
use domain::practice::entry::EntryText;
use domain::practice::item::QuestionKey;
use domain::{Breach, Error};
use serde_json::Value;

use crate::Failure;

/// Comes with the program.
const BUILT_IN: &str = include_str!("../../../data/practice_bank.json");

/// So much of a question says which one it is.
const SHOWN: usize = 60;

/// What was found in a file.
#[derive(Debug)]
pub(super) struct BankFile {
    /// What the file is called in a sentence.
    pub(super) name: String,
    /// The items that can be loaded.
    pub(super) items: Vec<BankItem>,
    /// A line for each item that can't: which it is and why.
    pub(super) refused: Vec<String>,
}

impl BankFile {
    /// The items that come with the program.
    pub(super) fn built_in() -> Result<Self, Failure> {
        Self::parse("the built-in bank".to_owned(), BUILT_IN)
    }

    /// The items of a file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::File(format!(
                "{name} cannot be read: {error}; give the path of a bank file with --file"
            ))
        })?;
        Self::parse(name, &text)
    }

    fn parse(name: String, text: &str) -> Result<Self, Failure> {
        let list: Vec<Value> = serde_json::from_str(text).map_err(|error| {
            Failure::File(format!(
                "{name} is no JSON list of items: {error}; `cargo operate bank check --help` shows one"
            ))
        })?;
        let mut file = Self {
            name,
            items: Vec::with_capacity(list.len()),
            refused: Vec::new(),
        };
        let mut asked = HashMap::new();
        for (number, value) in (1..).zip(&list) {
            match item(value).and_then(|item| alone(item, number, &mut asked)) {
                Ok(item) => file.items.push(item),
                Err(why) => file
                    .refused
                    .push(format!("item {number}{}: {why}", called(value))),
            }
        }
        Ok(file)
    }

    /// What is to be said of the file alone.
    pub(super) fn report(&self) -> Result<String, Failure> {
        let total = self.items.len() + self.refused.len();
        if self.refused.is_empty() {
            return Ok(format!(
                "{}: {total} items, nothing is wrong with them.",
                self.name
            ));
        }
        let mut said = format!(
            "{}: {} of {total} items cannot be loaded; correct them and check again.",
            self.name,
            self.refused.len()
        );
        self.add_refused(&mut said);
        Err(Failure::Items(said))
    }

    /// A line for each refused item.
    pub(super) fn add_refused(&self, said: &mut String) {
        for line in &self.refused {
            write!(said, "\n  {line}").expect("a string takes everything");
        }
    }
}

fn item(value: &Value) -> Result<BankItem, String> {
    let item: BankItem = serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let message = error.into_inner().to_string();
        match (Breach::decode(&message), path.as_str()) {
            (Some(breach), path) => format!("{path} {}", breach.message),
            (None, ".") => message,
            (None, path) => format!("{path}: {message}"),
        }
    })?;
    match EntryText::from(item.clone()).check() {
        Ok(()) => Ok(item),
        Err(Error::Invalid(breaches)) => {
            let told = breaches.iter().map(|at| {
                let field = at.field.trim_start_matches("body.");
                format!("answer and {field} {}", at.breach.message)
            });
            Err(told.collect::<Vec<_>>().join("; "))
        }
        Err(error) => Err(error.to_string()),
    }
}

/// The item, if its question was not asked before in its subject.
fn alone(
    item: BankItem,
    number: usize,
    asked: &mut HashMap<(String, QuestionKey), usize>,
) -> Result<BankItem, String> {
    let key = (item.subject.key(), QuestionKey::of(&item.question));
    match asked.insert(key, number) {
        None => Ok(item),
        Some(first) => Err(format!("asks the same as item {first}")),
    }
}

fn called(value: &Value) -> String {
    let question = value["question"].as_str().unwrap_or_default();
    if question.is_empty() {
        return String::new();
    }
    let shown: String = question.chars().take(SHOWN).collect();
    let more = if shown.len() < question.len() {
        "…"
    } else {
        ""
    };
    format!(" ({shown}{more})")
}
