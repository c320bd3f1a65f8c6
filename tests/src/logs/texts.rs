//! What people wrote, as it was sent and answered, and where it shows in a line.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use serde_json::Value;
use template::Template;
use uuid::Uuid;

use super::secrets;

/// A string of less says nothing.
const LEAST: usize = 12;

/// A longer text is looked for in pieces of this length, one at every [`STEP`]: a line must not hold a part of it either, and what
/// has 23 bytes holds a whole piece.
const PIECE: usize = 16;
const STEP: usize = 8;

/// The most pieces that are remembered. Then all are forgotten.
const MOST: usize = 100_000;

/// Texts that must not show.
#[derive(Default)]
pub(super) struct Texts {
    /// Pieces by how they begin.
    pieces: HashMap<[u8; LEAST], Vec<Vec<u8>>>,
    count: usize,
    /// What must not show although it is short.
    words: BTreeSet<String>,
}

impl Texts {
    /// All strings in this that may be somebody's text.
    pub(super) fn add(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add_text(text),
            Value::Array(values) => values.iter().for_each(|value| self.add(value)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    if name == "password"
                        && let Some(password) = value.as_str()
                        && password.len() >= 6
                    {
                        self.add_word(password);
                    }
                    self.add(value);
                }
            }
            _ => {}
        }
    }

    /// A word that must not show, however short it is.
    pub(super) fn add_word(&mut self, word: &str) {
        self.words.insert(word.to_owned());
    }

    fn add_text(&mut self, text: &str) {
        if is_ours(text) {
            return;
        }
        let text = text.to_lowercase().into_bytes();
        let end = text.len();
        if end < LEAST {
            return;
        }
        let starts = (0..end.saturating_sub(PIECE)).step_by(STEP);
        let mut pieces: Vec<_> = starts.map(|start| &text[start..start + PIECE]).collect();
        pieces.push(&text[end.saturating_sub(PIECE)..]);
        if self.count > MOST {
            self.pieces.clear();
            self.count = 0;
        }
        for piece in pieces {
            let same = self.pieces.entry(head(piece)).or_default();
            if !same.iter().any(|known| known == piece) {
                same.push(piece.to_vec());
                self.count += 1;
            }
        }
    }

    /// What the line holds that it must not.
    pub(super) fn in_line(&self, line: &Value) -> Option<String> {
        match line {
            Value::String(text) => self.in_text(text),
            Value::Array(values) => values.iter().find_map(|value| self.in_line(value)),
            Value::Object(fields) => fields
                .iter()
                .find_map(|(name, value)| self.in_text(name).or_else(|| self.in_line(value))),
            _ => None,
        }
    }

    fn in_text(&self, text: &str) -> Option<String> {
        if let Some(secret) = secrets::in_text(text) {
            return Some(secret.to_owned());
        }
        if let Some(word) = self.words.iter().find(|word| text.contains(*word)) {
            return Some(format!("\"{word}\""));
        }
        let text = text.to_lowercase().into_bytes();
        let starts = 0..(text.len() + 1).saturating_sub(LEAST);
        let mut found = starts.filter_map(|start| {
            let rest = &text[start..];
            let pieces = self.pieces.get(&head(rest))?;
            pieces.iter().find(|piece| rest.starts_with(piece))
        });
        let found = found.next()?;
        Some(format!(
            "what was sent or answered: \"{}\"",
            String::from_utf8_lossy(found)
        ))
    }
}

fn head(piece: &[u8]) -> [u8; LEAST] {
    std::array::from_fn(|n| piece[n])
}

/// Whether a string is of the code's making: an id, a moment, an error's code, a word of the API's enumerations, a route.
fn is_ours(text: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let mut words = BTreeSet::new();
        let api = serde_json::to_value(crate::openapi()).expect("the description is JSON");
        enumerations(&api, &mut words);
        let routes = Template::ours().routes().to_vec();
        words.extend(routes.into_iter().map(|route| route.path));
        words
    });
    let is_code = || {
        text.bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    };
    let is_id = || text.parse::<Uuid>().is_ok();
    let is_moment = || text.parse::<jiff::Timestamp>().is_ok();
    is_code() || is_id() || is_moment() || WORDS.contains(text)
}

fn enumerations(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| enumerations(value, words)),
        Value::Object(fields) => {
            let named = fields.get("enum").and_then(Value::as_array);
            let named = named.into_iter().flatten().filter_map(Value::as_str);
            words.extend(named.map(str::to_owned));
            fields.values().for_each(|value| enumerations(value, words));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts() -> Texts {
        let mut texts = Texts::default();
        texts.add(&json!({
            "transcript": "Tutor: We complete the square, and then we take the root of both sides.",
            "tags": ["photosynthesis"],
            "password": "hunter2",
            "student_id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "subject": "Algebra",
        }));
        texts
    }

    fn found(line: &str) -> bool {
        texts()
            .in_line(&json!({"message": "query", "cause": line}))
            .is_some()
    }

    #[test]
    fn a_text_shows_as_a_whole_or_in_part_and_in_whatever_case() {
        assert!(found("cannot read photosynthesis"));
        assert!(found("PHOTOSYNTHESIS"));
        assert!(found("TUTOR: WE COMPLETE THE SQUARE"));
        assert!(found("… and then we take the root of both sides."));
        assert!(found("a row: the square, and then we"));
        assert!(found("hunter2"));
    }

    #[test]
    fn what_says_nothing_of_anybody_does_not_show() {
        assert!(!found("8476a536-e9f4-11e8-9739-2dfe598c3fcd"));
        assert!(!found("Algebra"));
        assert!(!found("DynamoDB: timeout (no code)"));
    }

    #[test]
    fn words_of_the_api_are_nobodys_text() {
        for ours in [
            "VALIDATION_ERROR",
            "/api/v1/goals/{goal_id}",
            "2026-09-23T15:37:54.686881+00:00",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        assert!(!is_ours("photosynthesis"));
    }
}
