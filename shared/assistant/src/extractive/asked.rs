//! What is asked for: the terms of one part of a question, and what each is good for.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use super::asking::{Manner, asks, is_ordinal, is_vague};
use super::formula::formula;
use super::lexicon::to_small;
use super::passages::Passage;
use super::retrieval::Index;
use super::spelling::{is_slip, may_slip};
use super::stop_words::is_stop_word;
use super::terms::{Terms, is_word};

/// A number or a formula counts so much of a word: whoever asks for "the 3 laws" may be answered where they are three, and nobody
/// is answered by another exercise.
const FIGURE: f32 = 0.5;
/// So much counts a word that names no matter: enough to tell two answers apart, too little to make one.
const VAGUE: f32 = 0.25;
/// A word of the question before counts so much of one of the question itself.
const BEFORE: f32 = 0.5;
/// At most so many words that stand nowhere are read as others.
const MOST_GUESSED: usize = 8;

/// What a term is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    /// It names the matter.
    Matter,
    /// So does this, and what lacks it is about another's: "Newton's", where Kepler has a law as well.
    Owner,
    /// It says which of several: the second law does not answer for the third.
    Which,
    /// A number, a variable, a formula.
    Figure,
    /// It names no matter.
    Vague,
}

/// A term of a question.
pub(super) struct Asked {
    pub(super) term: String,
    pub(super) bearing: Bearing,
}

/// One part of a question.
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) own: Vec<Asked>,
    /// Terms of the question before, which a follow-up goes on from.
    pub(super) before: Vec<Asked>,
    pub(super) manner: Manner,
    pub(super) formula: Option<String>,
    /// Whether a word of it was read as another.
    pub(super) is_guessed: bool,
}

impl Asked {
    pub(super) fn is_matter(&self) -> bool {
        matches!(self.bearing, Bearing::Matter | Bearing::Owner)
    }

    fn is_needed(&self) -> bool {
        matches!(self.bearing, Bearing::Owner | Bearing::Which)
    }

    fn weight(&self) -> f32 {
        match self.bearing {
            Bearing::Matter | Bearing::Owner | Bearing::Which => 1.0,
            Bearing::Figure => FIGURE,
            Bearing::Vague => VAGUE,
        }
    }
}

/// The distinct terms of a question, without the words that only ask.
pub(super) fn asked(terms: &Terms, text: &str) -> Vec<Asked> {
    let words: Vec<&str> = text.unicode_words().collect();
    let mut found: Vec<Asked> = Vec::new();
    let mut small = String::new();
    for (at, word) in words.iter().enumerate() {
        to_small(word, &mut small);
        if asks(&small) {
            continue;
        }
        let bearing = if is_ordinal(&small) {
            Bearing::Which
        } else if is_vague(&small) {
            Bearing::Vague
        } else if small.ends_with("'s") {
            Bearing::Owner
        } else {
            Bearing::Matter
        };
        let term = if bearing == Bearing::Which {
            // "What runs out first?" asks for no first of several.
            let next = words.get(at + 1).map(|next| next.to_lowercase());
            let is_which = next.is_none_or(|next| !is_stop_word(&next)) && at > 0;
            is_which.then(|| small.clone())
        } else {
            terms.term(word, &mut small)
        };
        let Some(term) = term.filter(|term| found.iter().all(|one| one.term != *term)) else {
            continue;
        };
        let bearing = match bearing {
            Bearing::Matter | Bearing::Owner if !is_word(&term) => Bearing::Figure,
            other => other,
        };
        found.push(Asked { term, bearing });
    }
    found
}

impl<'a> Part<'a> {
    /// A part that goes on from the question `before`, if there is one. `masked` is its text without names.
    pub(super) fn new(terms: &Terms, text: &'a str, masked: &str, before: Option<&str>) -> Self {
        let own = asked(terms, masked);
        let says_which = own.iter().any(|one| one.bearing == Bearing::Which);
        let mut before = before.map_or_else(Vec::new, |text| asked(terms, text));
        before.retain(|one| {
            let is_other = one.bearing == Bearing::Which && says_which;
            !is_other && own.iter().all(|other| other.term != one.term)
        });
        let manner = if before.is_empty() {
            Manner::of(masked)
        } else {
            Manner::Other
        };
        Self {
            text,
            own,
            before,
            manner,
            formula: formula(masked),
            is_guessed: false,
        }
    }

    pub(super) fn terms(&self) -> impl Iterator<Item = &String> {
        self.own.iter().chain(&self.before).map(|one| &one.term)
    }

    /// Whether it asks for anything that could be found.
    pub(super) fn is_about_something(&self) -> bool {
        self.formula.is_some() || self.own.iter().chain(&self.before).any(Asked::is_matter)
    }

    /// The terms that name what it is about: its own, or those of the question before.
    pub(super) fn matters(&self) -> Vec<&str> {
        let named = |all: &'_ [Asked]| all.iter().any(Asked::is_matter);
        let all = if named(&self.own) {
            &self.own
        } else {
            &self.before
        };
        all.iter()
            .filter(|one| one.is_matter())
            .map(|one| one.term.as_str())
            .collect()
    }

    /// How much of its weight these terms cover, 0 to 1; nothing when they hold nothing that it is about, or lack what is needed.
    pub(super) fn cover(&self, index: &Index, held: &HashSet<String>) -> f32 {
        let all = || self.own.iter().chain(&self.before);
        let lacks = all().any(|one| one.is_needed() && !held.contains(&one.term));
        let touches = |terms: &[&str]| terms.iter().any(|term| held.contains(*term));
        if lacks || !touches(&self.matters()) {
            return 0.0;
        }
        let (mut whole, mut covered) = (0.0, 0.0);
        let own = self.own.iter().map(|one| (one, 1.0));
        for (one, share) in own.chain(self.before.iter().map(|one| (one, BEFORE))) {
            let weight = share * one.weight() * index.weight(&one.term);
            whole += weight;
            if held.contains(&one.term) {
                covered += weight;
            }
        }
        covered / whole
    }
}

/// Reads words of the parts that stand in no passage as those that do and that they are a slip away from.
pub(super) fn read_as_meant(parts: &mut [Part<'_>], terms: &Terms, passages: &[Passage<'_>]) {
    let mut wanted: Vec<(String, Option<String>)> = parts
        .iter()
        .flat_map(|part| &part.own)
        .filter(|one| one.is_matter() && may_slip(&one.term))
        .map(|one| (one.term.clone(), None))
        .take(MOST_GUESSED)
        .collect();
    for text in passages.iter().flat_map(Passage::texts) {
        for term in terms.of(text) {
            wanted.retain(|(word, _)| *word != term);
            for (word, meant) in &mut wanted {
                if meant.is_none() && is_slip(word, &term) {
                    *meant = Some(term.clone());
                }
            }
        }
        if wanted.is_empty() {
            return;
        }
    }
    for part in parts {
        for one in &mut part.own {
            let meant = wanted.iter().find(|(word, _)| *word == one.term);
            if let Some((_, Some(meant))) = meant {
                one.term.clone_from(meant);
                part.is_guessed = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Bearing)> {
        let found = asked(&Terms::new(), text);
        found
            .into_iter()
            .map(|one| (one.term, one.bearing))
            .collect()
    }

    #[test]
    fn words_are_told_apart_by_what_they_are_good_for() {
        let expected = [
            ("newton", Bearing::Owner),
            ("third", Bearing::Which),
            ("law", Bearing::Matter),
            ("part", Bearing::Vague),
            ("3x", Bearing::Figure),
        ];
        let expected = expected.map(|(term, bearing)| (term.to_owned(), bearing));
        assert_eq!(
            read("Can you explain Newton's third law, the part with 3x?"),
            expected
        );
    }

    #[test]
    fn a_question_without_a_word_of_content_is_about_nothing() {
        for text in [
            "I don't get this part",
            "I'm stuck on number 4 of my homework",
            "can you show me the steps?",
            "What is the answer to the third question?",
            "help",
            "I dont understand this problem",
        ] {
            let part = Part::new(&Terms::new(), text, text, None);
            assert!(!part.is_about_something(), "{text}");
        }
    }
}
