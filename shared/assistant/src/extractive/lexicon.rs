//! The terms of one transcript: how often each occurs, in how many sentences, and which belong to the session's topics.
//!
//! A term is a word in small letters without its most common endings, so that "slopes" and "slope" are one.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use super::sentences::Sentence;
use super::stop_words::is_stop_word;
use crate::SessionNotes;

/// A term's number within one [`Lexicon`], counted in order of first use.
pub(super) type Term = u32;

/// A term must occur this often to be called one of the session's own words.
const OFTEN: u32 = 3;

/// All terms of a transcript.
#[derive(Debug)]
pub(super) struct Lexicon<'a> {
    /// Words in small letters; `None` for those without content. Spares a second look at the same word.
    words: HashMap<String, Option<Term>>,
    /// Keys, which several words may share.
    numbers: HashMap<String, Term>,
    entries: Vec<Entry<'a>>,
    /// Per sentence: its distinct terms, ascending.
    terms: Vec<Box<[Term]>>,
}

#[derive(Debug)]
struct Entry<'a> {
    /// How it was written when it first occurred.
    word: &'a str,
    sentences: u32,
    of_topic: bool,
}

impl<'a> Lexicon<'a> {
    /// Reads every sentence, and marks the terms of the subject and the topics.
    pub(super) fn new(sentences: &[Sentence<'a>], notes: &SessionNotes<'_>) -> Self {
        let mut lexicon = Self {
            words: HashMap::new(),
            numbers: HashMap::new(),
            entries: Vec::new(),
            terms: Vec::with_capacity(sentences.len()),
        };
        let mut small = String::new();
        for sentence in sentences {
            let terms = lexicon.read(sentence.text, &mut small);
            lexicon.terms.push(terms);
        }
        for name in notes
            .topics
            .iter()
            .map(String::as_str)
            .chain([notes.subject])
        {
            lexicon.mark_topic(name);
        }
        lexicon
    }

    /// The distinct terms of the sentence with this index, ascending.
    pub(super) fn terms(&self, sentence: usize) -> &[Term] {
        &self.terms[sentence]
    }

    /// How telling a term is: rare ones are, topic words twice as much.
    pub(super) fn weight(&self, term: Term) -> f32 {
        let entry = &self.entries[term as usize];
        let rarity = (1.0 + self.terms.len() as f32 / entry.sentences as f32).ln();
        if entry.of_topic { 2.0 * rarity } else { rarity }
    }

    /// How many of these terms belong to the session's topics.
    pub(super) fn topic_words(&self, terms: &[Term]) -> usize {
        terms
            .iter()
            .filter(|term| self.entries[**term as usize].of_topic)
            .count()
    }

    /// In how many sentences a term occurs.
    pub(super) fn sentences_with(&self, term: Term) -> u32 {
        self.entries[term as usize].sentences
    }

    /// Up to `most` words that this session kept coming back to, most frequent first, as they were written.
    pub(super) fn salient(&self, most: usize) -> Vec<&'a str> {
        let mut frequent: Vec<&Entry<'a>> = self
            .entries
            .iter()
            .filter(|entry| entry.sentences >= OFTEN && is_presentable(entry.word))
            .collect();
        // Stable: among equals, the first to be said stands first.
        frequent.sort_by_key(|entry| std::cmp::Reverse(entry.sentences));
        frequent.iter().take(most).map(|entry| entry.word).collect()
    }

    fn read(&mut self, text: &'a str, small: &mut String) -> Box<[Term]> {
        let mut terms: Vec<Term> = Vec::new();
        for word in text.unicode_words() {
            to_small(word, small);
            let term = match self.words.get(small.as_str()) {
                Some(known) => *known,
                None => self.learn(word, small),
            };
            terms.extend(term);
        }
        terms.sort_unstable();
        terms.dedup();
        for term in &terms {
            self.entries[*term as usize].sentences += 1;
        }
        terms.into_boxed_slice()
    }

    fn learn(&mut self, word: &'a str, small: &str) -> Option<Term> {
        let next = Term::try_from(self.entries.len())
            .expect("a transcript has fewer than 4 billion words");
        let term = key(small).map(|key| *self.numbers.entry(key.to_owned()).or_insert(next));
        if term == Some(next) {
            self.entries.push(Entry {
                word,
                sentences: 0,
                of_topic: false,
            });
        }
        self.words.insert(small.to_owned(), term);
        term
    }

    fn mark_topic(&mut self, name: &str) {
        let mut small = String::new();
        for word in name.unicode_words() {
            to_small(word, &mut small);
            if let Some(term) = key(&small).and_then(|key| self.numbers.get(key)) {
                self.entries[*term as usize].of_topic = true;
            }
        }
    }
}

/// Writes `word` in small letters into `small`, replacing what was there.
pub(super) fn to_small(word: &str, small: &mut String) {
    small.clear();
    for c in word.chars() {
        match c {
            '’' => small.push('\''),
            _ if c.is_ascii() => small.push(c.to_ascii_lowercase()),
            _ => small.extend(c.to_lowercase()),
        }
    }
}

/// What the forms of a word have in common; `None` when it carries no content.
fn key(small: &str) -> Option<&str> {
    // Single letters and digits are variables and counts; a single ideograph is a word.
    if (small.is_ascii() && small.len() < 2) || is_stop_word(small) {
        return None;
    }
    Some(if small.is_ascii() {
        without_ending(small)
    } else {
        small
    })
}

/// Takes the most common English endings off, as long as four letters stay.
fn without_ending(word: &str) -> &str {
    if word.ends_with("ss") {
        return word;
    }
    ["'s", "ies", "ing", "es", "ed", "s", "e", "y"]
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.len() >= 4)
        .unwrap_or(word)
}

/// Numbers and fragments are terms, but no words to name to a reader.
fn is_presentable(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && (3..=30).contains(&word.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractive::{sentences, turns};

    fn key_of(word: &str) -> Option<String> {
        let mut small = String::new();
        to_small(word, &mut small);
        key(&small).map(str::to_owned)
    }

    #[test]
    fn forms_of_a_word_share_a_key_of() {
        assert_eq!(key_of("Slopes"), key_of("slope"));
        assert_eq!(key_of("solving"), key_of("solved"));
        assert_eq!(key_of("quantities"), key_of("quantity"));
        assert_eq!(key_of("mass"), Some("mass".to_owned()));
    }

    #[test]
    fn topic_words_weigh_twice_and_rare_words_more_than_frequent_ones() {
        let turns = turns::turns("Slope rises.\nSlope falls.\nCurves bend.");
        let sentences = sentences::sentences(&turns);
        let lexicon = |topics: &[String]| {
            let notes = SessionNotes {
                subject: "",
                topics,
                duration_minutes: 9,
                transcript: None,
                private: crate::Private::NOBODY,
            };
            let lexicon = Lexicon::new(&sentences, &notes);
            // "Slope falls.": terms are numbered in order of first use.
            let terms = lexicon.terms(1);
            [lexicon.weight(terms[0]), lexicon.weight(terms[1])]
        };
        let [slope, fall] = lexicon(&[]);
        assert!(fall > slope);
        assert_eq!(lexicon(&["Slopes".to_owned()]), [2.0 * slope, fall]);
    }

    #[test]
    fn fillers_and_single_letters_are_no_terms() {
        assert_eq!(key_of("You’re"), None);
        assert_eq!(key_of("x"), None);
        assert_eq!(key_of("水"), Some("水".to_owned()));
    }
}
