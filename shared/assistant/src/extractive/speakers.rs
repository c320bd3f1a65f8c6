//! Who speaks: recognises labels such as `Tutor:`, `Ms Alvarez (tutor):` or `学生：`.
//!
//! A role's name is always a label, and so is the name of somebody whose role is known. Any other name is one only when it labels two lines or more, so that
//! `Remember: …` stays part of what was said.

use std::collections::HashMap;

use crate::masking::Mask;

/// Whose words they are, as far as the transcript says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    Tutor,
    Student,
    Unknown,
}

const TUTORS: [&str; 7] = [
    "tutor",
    "teacher",
    "instructor",
    "coach",
    "mentor",
    "lehrer",
    "profesor",
];
const STUDENTS: [&str; 6] = ["student", "pupil", "learner", "child", "schüler", "alumno"];
/// Words that stand before a colon in what tutors say and write.
const NO_NAMES: [&str; 26] = [
    "next",
    "homework",
    "for",
    "to",
    "todo",
    "action",
    "note",
    "notes",
    "example",
    "examples",
    "remember",
    "answer",
    "question",
    "solution",
    "step",
    "summary",
    "recap",
    "tip",
    "hint",
    "rule",
    "definition",
    "formula",
    "given",
    "find",
    "so",
    "before",
];
const LONGEST_LABEL: usize = 48;
const MOST_WORDS: usize = 4;

/// The names that label lines of one transcript.
pub(super) struct Speakers<'a, 'p> {
    lines: HashMap<&'a str, u32>,
    people: &'p Mask,
}

impl<'a, 'p> Speakers<'a, 'p> {
    /// Of a transcript in which no line was read yet, among people whose names are known.
    pub(super) fn among(people: &'p Mask) -> Self {
        Self {
            lines: HashMap::new(),
            people,
        }
    }

    /// Whose label this name is: a role, or the name of somebody whose role is known.
    fn role(&self, name: &str) -> Speaker {
        match role(name) {
            Speaker::Unknown => role(&self.people.apply(name)),
            known => known,
        }
    }

    /// Counts the label that `line` may open with.
    pub(super) fn note(&mut self, line: &'a str) {
        if let Some((name, _)) = possible_label(line) {
            *self.lines.entry(name).or_default() += 1;
        }
    }

    /// Splits a label off: who speaks, and what was said.
    pub(super) fn label(&self, line: &'a str) -> Option<(Speaker, &'a str)> {
        let (name, rest) = possible_label(line)?;
        let speaker = self.role(name);
        let recurs = self.lines.get(name).is_some_and(|lines| *lines > 1) && may_be_name(name);
        (speaker != Speaker::Unknown || recurs).then_some((speaker, rest))
    }
}

/// Where a label stands inside `line`, after the end of a sentence: transcripts may come as one long line.
///
/// Only capitalised roles count here. Answers the place of the label.
pub(super) fn inline_label(line: &str) -> Option<usize> {
    line.match_indices([':', '：']).find_map(|(colon, _)| {
        let before = &line[..colon];
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_alphanumeric())
            .last()
            .map(|(at, _)| at)?;
        let ended = before[..start].trim_end();
        let is_label = before[start..].starts_with(char::is_uppercase)
            && role(&before[start..]) != Speaker::Unknown
            && (ended.len() < start)
            && ended.ends_with(|c: char| !c.is_alphanumeric() && c != ',');
        is_label.then_some(start)
    })
}

fn possible_label(line: &str) -> Option<(&str, &str)> {
    let line =
        line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>' | '#'));
    let window = line
        .char_indices()
        .nth(LONGEST_LABEL)
        .map_or(line, |(at, _)| &line[..at]);
    let (colon, mark) = window.match_indices([':', '：']).next()?;
    let name = line[..colon].trim_end_matches(['*', '_', ' ']);
    let rest = line[colon + mark.len()..].trim_start_matches(['*', '_']);
    let spaced = mark == "：" || rest.is_empty() || rest.starts_with(char::is_whitespace);
    let opens = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let role_named = role(name) != Speaker::Unknown;
    let letters = name
        .chars()
        .all(|c| c.is_alphanumeric() || " .'’-()".contains(c));
    let few = name.split_whitespace().count() <= MOST_WORDS;
    (spaced && (opens || role_named) && letters && few).then_some((name, rest))
}

/// A role is named by a whole word: "Tutor", "STUDENT 2", "Ms Alvarez (tutor)".
fn role(name: &str) -> Speaker {
    let names = |roles: &[&str]| {
        name.split(|c: char| !c.is_alphabetic())
            .any(|word| roles.iter().any(|role| word.eq_ignore_ascii_case(role)))
    };
    match name.split_whitespace().count() {
        // "The student should remember: ..." is a sentence and no label.
        0 | 4.. => Speaker::Unknown,
        _ if names(&TUTORS) || matches!(name, "老师" | "教师" | "先生") => Speaker::Tutor,
        _ if names(&STUDENTS) || matches!(name, "学生" | "生徒") => Speaker::Student,
        _ => Speaker::Unknown,
    }
}

fn may_be_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    !NO_NAMES.iter().any(|word| first.eq_ignore_ascii_case(word))
}
