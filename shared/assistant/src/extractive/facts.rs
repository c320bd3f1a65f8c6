//! Sentences that state a fact of the subject: what items are made of.

use std::collections::HashSet;

use super::bank_text::BankText;
use super::cues::words;
use super::passages::{is_quotable, read};
use super::sentences::{MAX_SENTENCE, Sentence, sentences};
use super::terms::Terms;
use super::turns::turns_among;
use super::worth::{is_housekeeping, leans};
use crate::masking::Mask;
use crate::plain::one_line;
use crate::{Source, SourceKind};

/// The most sentences that are looked at; what comes behind them is left out.
const MOST_SENTENCES: usize = 2000;
/// Stands where a word is left out.
pub(super) const BLANK: char = '_';
/// A sentence of fewer words says too little to be completed, and one of fewer terms too little to be a fact.
const FEWEST_WORDS: usize = 6;
const FEWEST_TERMS: usize = 3;

/// A sentence of more numbers is worked out for one exercise, and no fact of the subject.
const MOST_NUMBERS: usize = 2;

/// Verbs of statements.
const STATING: [&str; 36] = [
    "are", "became", "began", "belong", "belongs", "break", "breaks", "builds", "called",
    "carries", "carry", "causes", "consists", "contain", "contains", "form", "forms", "gives",
    "had", "has", "have", "hold", "holds", "is", "lies", "made", "makes", "means", "measures",
    "move", "moves", "produces", "turns", "uses", "was", "were",
];
/// Words of talk: what people say to each other is no fact.
const TALKING: [&str; 33] = [
    "i",
    "i'm",
    "i'll",
    "i've",
    "me",
    "my",
    "we",
    "we're",
    "we'll",
    "us",
    "our",
    "you",
    "you're",
    "you'll",
    "your",
    "let's",
    "please",
    "homework",
    "today",
    "yesterday",
    "tomorrow",
    "thanks",
    "okay",
    "ok",
    "yes",
    "no",
    "suppose",
    "worksheet",
    "exam",
    "page",
    "session",
    "student",
    "tutor",
];

/// Openings of sentences that go on from another.
const GOING_ON: [&str; 13] = [
    "also",
    "here",
    "its",
    "their",
    "these",
    "this",
    "because",
    "like",
    "now",
    "oh",
    "otherwise",
    "so",
    "then",
];

/// A sentence that states something.
pub(super) struct Fact<'a> {
    /// As it is quoted: one line.
    pub(super) text: String,
    pub(super) label: &'a str,
    /// Its distinct terms, sorted.
    pub(super) terms: Vec<String>,
}

/// What the sources say.
pub(super) struct Stated<'a> {
    /// What can be asked about, in order, each sentence once.
    pub(super) facts: Vec<Fact<'a>>,
    /// The distinct terms of every sentence, sorted, whether it is a fact or not.
    pub(super) sentences: Vec<Vec<String>>,
}

impl<'a> Stated<'a> {
    /// Reads the sources, in which these people speak. What names one of them is no fact of the subject.
    pub(super) fn of(terms: &Terms, sources: &[Source<'a>], people: &Mask) -> Self {
        let mut stated = Self {
            facts: Vec::new(),
            sentences: Vec::new(),
        };
        let mut known = HashSet::new();
        for (source, kind, text) in read(sources) {
            let told = match kind {
                SourceKind::BankItem => BankText::read(text).map_or(text, |item| item.explanation),
                SourceKind::Summary | SourceKind::Transcript => text,
            };
            for sentence in sentences(&turns_among(people, told)) {
                if stated.sentences.len() == MOST_SENTENCES {
                    return stated;
                }
                let mut held = terms.of(sentence.text);
                held.sort_unstable();
                held.dedup();
                stated.sentences.push(held.clone());
                if held.len() >= FEWEST_TERMS && is_fact(&sentence) {
                    let text = one_line(sentence.text, MAX_SENTENCE);
                    if people.apply(&text) == text && known.insert(text.to_lowercase()) {
                        let label = sources[source].label;
                        stated.facts.push(Fact {
                            text,
                            label,
                            terms: held,
                        });
                    }
                }
            }
        }
        stated
    }
}

fn is_fact(sentence: &Sentence<'_>) -> bool {
    let words = words(sentence.text);
    let is_whole = !sentence.opens_inside && !sentence.ends_inside;
    is_whole
        && is_quotable(sentence)
        && words.len() >= FEWEST_WORDS
        && words.iter().skip(1).any(|word| states(word))
        && !words.iter().any(|word| lists(&TALKING, word))
        && !leans(&words)
        && !words.first().is_some_and(|word| lists(&GOING_ON, word))
        && !is_housekeeping(&words)
        // "The acid contains 25.0·0.160 = 4.00 mmol" is worked out for one exercise.
        && !sentence.text.contains('=')
        && words.iter().filter(|word| is_number(word)).count() <= MOST_NUMBERS
        // A quotation inside would end the one around it.
        && !sentence.text.contains(['“', '”', '"', BLANK])
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether it is a verb of statements.
pub(super) fn states(word: &str) -> bool {
    lists(&STATING, word)
}

fn lists(list: &[&str], word: &str) -> bool {
    let plain = word.replace('’', "'");
    list.iter().any(|one| plain.eq_ignore_ascii_case(one))
}
