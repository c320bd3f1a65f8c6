//! Takes names and email addresses out of text. A student becomes `Student`, anybody else `Tutor`, also as the label of what
//! somebody said, and every email address `[email]`, whosever it is.
//!
//! Names are found as whole words, whatever their case, with or without the title before them, wholly or by one of their words. So a
//! tutor called May takes every "may" out of the text: that costs a word and never a name.

mod emails;
mod words;

use std::collections::HashMap;

use crate::Private;
use words::{Word, words};

/// Stands where somebody's name stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Student,
    Tutor,
}

impl Role {
    const fn word(self) -> &'static str {
        match self {
            Self::Student => "Student",
            Self::Tutor => "Tutor",
        }
    }
}

/// Words of names that are no names alone.
const PARTICLES: [&str; 22] = [
    "af", "al", "bin", "bint", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "of", "ter", "the", "van", "von", "zu",
];
/// A title goes with the name behind it.
const TITLES: [&str; 11] = [
    "dr",
    "frau",
    "herr",
    "madam",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
];
/// At most this many characters that are no letters stand between the words of a name.
const GAP: usize = 3;
/// From here on the scripts begin that put no spaces between words: a name is looked for inside of them.
const UNSPACED_FROM: char = '\u{2E80}';

/// What is taken out.
pub(crate) struct Mask {
    /// Names in small letters, as their words.
    names: Vec<(Vec<String>, Role)>,
    /// The words of them that are names alone.
    parts: HashMap<String, Role>,
    /// Names in scripts without spaces.
    unspaced: Vec<(String, Role)>,
}

impl Mask {
    pub(crate) fn new(private: Private<'_>) -> Self {
        let mut mask = Self {
            names: Vec::new(),
            parts: HashMap::new(),
            unspaced: Vec::new(),
        };
        let tutors = private.tutors.iter().map(|text| (text, Role::Tutor));
        let students = private.student.iter().map(|text| (text, Role::Student));
        // A name that both have is the student's: what comes last holds.
        for (text, role) in tutors.chain(students) {
            mask.add(text.trim(), role);
        }
        // The longest first, so that nothing of a name is left behind.
        mask.names
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        mask
    }

    fn add(&mut self, text: &str, role: Role) {
        if text.contains('@') || text.is_empty() {
            // Email addresses are found by their form.
            return;
        }
        if text.chars().any(|c| c >= UNSPACED_FROM) {
            self.unspaced.push((text.to_owned(), role));
            return;
        }
        let name: Vec<String> = words(text).iter().map(Word::small).collect();
        for part in &name {
            if part.chars().count() > 1 && !PARTICLES.contains(&part.as_str()) && !is_title(part) {
                self.parts.insert(part.clone(), role);
            }
        }
        if !name.is_empty() {
            self.names.push((name, role));
        }
    }

    /// The text without them.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut text = emails::masked(&without_invisible(text));
        for (name, role) in &self.unspaced {
            text = text.replace(name.as_str(), role.word());
        }
        if self.names.is_empty() {
            return text;
        }
        self.without_names(&text)
    }

    fn without_names(&self, text: &str) -> String {
        let words = words(text);
        let mut masked = String::with_capacity(text.len());
        let mut copied = 0;
        let mut at = 0;
        while at < words.len() {
            let titled = usize::from(is_title(&words[at].small()));
            let Some((mut length, role)) = self.name_at(text, &words, at + titled) else {
                at += 1;
                continue;
            };
            length += titled;
            if titled == 1 && !is_joined(text, words[at], words[at + 1]) {
                at += 1;
                continue;
            }
            // "Maya Lopez", where only the words are known one by one, is one student and not two.
            while at + length < words.len()
                && is_joined(text, words[at + length - 1], words[at + length])
                && let Some((more, same)) = self.name_at(text, &words, at + length)
                && same == role
            {
                length += more;
            }
            masked.push_str(&text[copied..words[at].start]);
            masked.push_str(role.word());
            at += length;
            copied = words[at - 1].end;
        }
        masked.push_str(&text[copied..]);
        masked
    }

    /// How many of the words from `at` on are a name, and whose.
    fn name_at(&self, text: &str, words: &[Word<'_>], at: usize) -> Option<(usize, Role)> {
        let first = words.get(at)?.small();
        let whole = self.names.iter().find(|(name, _)| {
            name[0] == first
                && at + name.len() <= words.len()
                && (1..name.len()).all(|next| {
                    words[at + next].small() == name[next]
                        && is_joined(text, words[at + next - 1], words[at + next])
                })
        });
        match whole {
            Some((name, role)) => Some((name.len(), *role)),
            None => self.parts.get(&first).map(|role| (1, *role)),
        }
    }
}

fn is_title(small: &str) -> bool {
    TITLES.contains(&small)
}

/// Whether so little stands between two words that they can be of one name.
fn is_joined(text: &str, one: Word<'_>, other: Word<'_>) -> bool {
    let between = &text[one.end..other.start];
    between.chars().count() <= GAP
        && between
            .chars()
            .all(|c| matches!(c, ' ' | '\u{A0}' | '.' | '-' | '‑' | '\'' | '’' | '_'))
}

/// Without the marks that nobody sees, and that would hide a name.
fn without_invisible(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
                && (!c.is_control() || matches!(c, '\n' | '\t'))
        })
        .collect()
}

#[cfg(test)]
mod tests;
