//! Cloze items: a fact with one word left out, among three words that stand elsewhere and do not fit here.

use std::collections::{HashMap, HashSet};

use domain::practice::choices::{AnswerText, plausible};
use domain::practice::difficulty::Difficulty;
use domain::practice::quality::Draft;

use super::facts::{BLANK, Fact, Stated};
use super::nouns::{Noun, nouns, opens_with_vowel};
use super::terms::Terms;
use crate::plain::one_line;

/// The most characters of a source's label that an explanation names.
const LABEL_SHOWN: usize = 200;
/// Gaps are filled from at most so many words.
const MOST_NOUNS: usize = 500;
/// How long the gap is: as long for every word, so that it gives no length away.
const GAP: usize = 6;
/// A sentence that shares so many terms with the fact may say the same of another word.
const ALIKE: usize = 2;

/// What gaps can be filled with.
pub(super) struct Words {
    nouns: Vec<Noun>,
    /// Per term: the sentences that hold it.
    sentences: HashMap<String, HashSet<usize>>,
}

impl Words {
    /// The nouns of the facts, each once.
    pub(super) fn of(terms: &Terms, stated: &Stated<'_>) -> Self {
        let mut known = HashSet::new();
        let nouns = stated
            .facts
            .iter()
            .flat_map(|fact| nouns(terms, &fact.text))
            .filter(|noun| known.insert(noun.term.clone()))
            .take(MOST_NOUNS)
            .collect();
        let mut sentences: HashMap<String, HashSet<usize>> = HashMap::new();
        for (index, held) in stated.sentences.iter().enumerate() {
            for term in held {
                sentences.entry(term.clone()).or_default().insert(index);
            }
        }
        Self { nouns, sentences }
    }

    fn standing_with(&self, term: &str) -> usize {
        self.sentences.get(term).map_or(0, HashSet::len)
    }

    /// Whether a word would make the fact wrong where `answer` is left out, as far as the sources tell: it does not stand in the
    /// fact, never stands beside the answer, where it could be another name of it, and no sentence says of it what the fact says.
    fn is_wrong(&self, word: &Noun, answer: &Noun, fact: &Fact<'_>, stated: &Stated<'_>) -> bool {
        let (one, other) = (word.word.to_lowercase(), answer.word.to_lowercase());
        if word.term == answer.term
            || one.contains(&other)
            || other.contains(&one)
            || fact.terms.contains(&word.term)
        {
            return false;
        }
        let none = HashSet::new();
        let of_word = self.sentences.get(&word.term).unwrap_or(&none);
        let of_answer = self.sentences.get(&answer.term).unwrap_or(&none);
        of_word.is_disjoint(of_answer)
            && of_word.iter().all(|index| {
                let shared = stated.sentences[*index]
                    .iter()
                    .filter(|term| **term != answer.term && fact.terms.binary_search(term).is_ok());
                shared.count() < ALIKE
            })
    }
}

/// An item that leaves out one word of the fact; `None` when no word has three that are wrong in its place.
///
/// The harder it should be, the rarer is the word.
pub(super) fn cloze(
    fact: &Fact<'_>,
    terms: &Terms,
    words: &Words,
    stated: &Stated<'_>,
    difficulty: Difficulty,
    seed: u64,
) -> Option<Draft> {
    let mut answers = nouns(terms, &fact.text);
    answers.sort_by_key(|noun| std::cmp::Reverse(words.standing_with(&noun.term)));
    let steps = usize::from(difficulty.get() - Difficulty::MIN);
    let wanted =
        answers.len().saturating_sub(1) * steps / usize::from(Difficulty::MAX - Difficulty::MIN);
    // The wanted one first, then those next to it.
    let mut order: Vec<usize> = (0..answers.len()).collect();
    order.sort_by_key(|index| index.abs_diff(wanted));
    order.into_iter().find_map(|index| {
        let answer = &answers[index];
        let others: Vec<AnswerText> = words
            .nouns
            .iter()
            .filter(|word| word.kind == answer.kind)
            .filter(|word| {
                answer
                    .article
                    .is_none_or(|vowel| opens_with_vowel(&word.word) == vowel)
            })
            .filter(|word| words.is_wrong(word, answer, fact, stated))
            .filter_map(|word| AnswerText::parse(word.word.as_str()).ok())
            .collect();
        let right = AnswerText::parse(answer.word.as_str()).ok()?;
        let wrong = plausible(&right, &others, seed)?;
        Some(draft(fact, answer, wrong.map(AnswerText::into_inner)))
    })
}

fn draft(fact: &Fact<'_>, answer: &Noun, wrong: [String; 3]) -> Draft {
    let (before, behind) = fact.text.split_at(answer.at);
    let gap = BLANK.to_string().repeat(GAP);
    let behind = &behind[answer.word.len()..];
    let label = one_line(fact.label, LABEL_SHOWN);
    let whole = &fact.text;
    Draft {
        question: format!("Which word completes this sentence? “{before}{gap}{behind}”"),
        answer: answer.word.clone(),
        wrong: wrong.into(),
        explanation: if label.is_empty() {
            format!("The whole sentence reads: “{whole}”")
        } else {
            let stop = if label.ends_with(['.', '?', '!', '…']) {
                ""
            } else {
                "."
            };
            format!("The whole sentence reads: “{whole}” It is from {label}{stop}")
        },
    }
}
