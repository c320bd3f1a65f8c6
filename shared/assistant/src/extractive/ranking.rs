//! Ranks sentences: a linear pass picks candidates, `TextRank` compares the candidates with each other.
//!
//! `TextRank` is quadratic, so it sees at most [`MOST_CANDIDATES`]: the best of as many stretches of equal length, so
//! that no part of a long session is left out. The ranks are biased (personalised) towards what each sentence is worth.

use super::lexicon::{Lexicon, Term};
use super::selection;
use super::sentences::Sentence;
use super::worth::worth;

/// The most sentences that are compared pairwise.
const MOST_CANDIDATES: usize = 256;
/// Only a sentence's most telling terms are compared: bounds a pair's cost where every character is a word.
const MOST_TERMS: usize = 24;
const ROUNDS: usize = 20;
/// `TextRank`'s damping: how much neighbours count against a sentence's own worth.
const DAMPING: f32 = 0.75;

/// A sentence that may be quoted.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its index among all sentences.
    pub(super) sentence: usize,
    worth: f32,
    /// Unit vector over terms, ascending by term.
    vector: Vec<(Term, f32)>,
}

/// How alike candidates are: cosines, a square in rows.
#[derive(Debug)]
pub(super) struct Likeness {
    size: usize,
    cosines: Vec<f32>,
}

impl Likeness {
    /// 0 for nothing in common, 1 for the same terms.
    pub(super) fn of(&self, one: usize, other: usize) -> f32 {
        self.cosines[one * self.size + other]
    }
}

/// The indices of the sentences to quote, ascending; none of them in `taken`, which is ascending as well.
pub(super) fn highlights(
    sentences: &[Sentence<'_>],
    lexicon: &Lexicon<'_>,
    taken: &[usize],
) -> Vec<usize> {
    let candidates = candidates(sentences, lexicon, taken);
    let likeness = likeness(&candidates);
    let scores = scores(&candidates, &likeness);
    selection::diverse(&candidates, &scores, &likeness)
}

fn candidates(
    sentences: &[Sentence<'_>],
    lexicon: &Lexicon<'_>,
    taken: &[usize],
) -> Vec<Candidate> {
    let stretch = sentences.len().div_ceil(MOST_CANDIDATES).max(1);
    let mut candidates = Vec::new();
    for first in (0..sentences.len()).step_by(stretch) {
        let mut best: Option<(f32, f32, usize)> = None;
        for index in first..sentences.len().min(first + stretch) {
            if taken.binary_search(&index).is_ok() {
                continue;
            }
            let part = index as f32 / sentences.len() as f32;
            let Some(worth) = worth(index, &sentences[index], lexicon, part) else {
                continue;
            };
            let centrality = worth * centrality(lexicon, index);
            if best.is_none_or(|(least, ..)| centrality > least) {
                best = Some((centrality, worth, index));
            }
        }
        if let Some((_, worth, sentence)) = best {
            candidates.push(Candidate {
                sentence,
                worth,
                vector: vector(lexicon, sentence),
            });
        }
    }
    candidates
}

/// How much of the transcript's own weight a sentence's terms carry, per term.
fn centrality(lexicon: &Lexicon<'_>, sentence: usize) -> f32 {
    let terms = lexicon.terms(sentence);
    let sum: f32 = terms
        .iter()
        .map(|term| lexicon.weight(*term) * (lexicon.sentences_with(*term) as f32).ln_1p())
        .sum();
    sum / (terms.len() as f32).max(8.0)
}

fn vector(lexicon: &Lexicon<'_>, sentence: usize) -> Vec<(Term, f32)> {
    let mut vector: Vec<(Term, f32)> = lexicon
        .terms(sentence)
        .iter()
        .map(|term| (*term, lexicon.weight(*term)))
        .collect();
    if vector.len() > MOST_TERMS {
        vector.sort_by(|one, other| other.1.total_cmp(&one.1));
        vector.truncate(MOST_TERMS);
        vector.sort_by_key(|(term, _)| *term);
    }
    let length = vector
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    for (_, weight) in &mut vector {
        *weight /= length;
    }
    vector
}

fn likeness(candidates: &[Candidate]) -> Likeness {
    let size = candidates.len();
    let mut cosines = vec![0.0; size * size];
    for one in 0..size {
        for other in one + 1..size {
            let cosine = cosine(&candidates[one].vector, &candidates[other].vector);
            cosines[one * size + other] = cosine;
            cosines[other * size + one] = cosine;
        }
    }
    Likeness { size, cosines }
}

fn cosine(mut one: &[(Term, f32)], mut other: &[(Term, f32)]) -> f32 {
    let mut sum = 0.0;
    while let ([(a, x), one_rest @ ..], [(b, y), other_rest @ ..]) = (one, other) {
        if a == b {
            sum += x * y;
        }
        if a <= b {
            one = one_rest;
        }
        if b <= a {
            other = other_rest;
        }
    }
    sum
}

/// Each candidate's score, the best being 1.
fn scores(candidates: &[Candidate], likeness: &Likeness) -> Vec<f32> {
    // Chunks of no length do not exist; without candidates there are no rows either.
    let size = candidates.len().max(1);
    let total: f32 = candidates.iter().map(|candidate| candidate.worth).sum();
    let bias: Vec<f32> = candidates
        .iter()
        .map(|candidate| candidate.worth / total)
        .collect();
    let outgoing: Vec<f32> = likeness
        .cosines
        .chunks(size.max(1))
        .map(|row| row.iter().sum())
        .collect();
    let mut ranks = bias.clone();
    for _ in 0..ROUNDS {
        // A candidate that is like no other gives its rank back to all, by their bias.
        let stranded: f32 = ranks
            .iter()
            .zip(&outgoing)
            .filter(|(_, out)| **out == 0.0)
            .map(|(rank, _)| rank)
            .sum();
        let shares: Vec<f32> = ranks
            .iter()
            .zip(&outgoing)
            .map(|(rank, out)| if *out > 0.0 { rank / out } else { 0.0 })
            .collect();
        // The square is symmetric, so what a candidate is given lies in its own row.
        ranks = likeness
            .cosines
            .chunks(size)
            .zip(&bias)
            .map(|(row, bias)| {
                let given: f32 = row
                    .iter()
                    .zip(&shares)
                    .map(|(cosine, share)| cosine * share)
                    .sum();
                (1.0 - DAMPING) * bias + DAMPING * (given + stranded * bias)
            })
            .collect();
    }
    let weighted: Vec<f32> = ranks
        .iter()
        .zip(candidates)
        .map(|(rank, candidate)| rank * candidate.worth)
        .collect();
    let best = weighted.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    weighted.iter().map(|score| score / best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SessionNotes;
    use crate::extractive::{sentences, turns};

    #[test]
    fn a_huge_transcript_is_compared_in_bounded_time_and_no_part_is_left_out() {
        let transcript = (0..5000)
            .map(|i| {
                format!(
                    "Tutor: Fact number{i} concerns slope, gradient and line{}.\n",
                    i % 50
                )
            })
            .collect::<String>();
        let turns = turns::turns(&transcript);
        let sentences = sentences::sentences(&turns);
        let notes = SessionNotes {
            subject: "Maths",
            topics: &[],
            duration_minutes: 60,
            transcript: None,
            private: crate::Private::NOBODY,
        };
        let lexicon = Lexicon::new(&sentences, &notes);
        let candidates = candidates(&sentences, &lexicon, &[]);
        assert!((200..=MOST_CANDIDATES).contains(&candidates.len()));
        let places: Vec<usize> = candidates
            .iter()
            .map(|candidate| candidate.sentence)
            .collect();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] <= 2 * 20));
    }

    #[test]
    fn likeness_is_a_cosine() {
        let one = [(1, 0.6), (2, 0.8)];
        assert!((cosine(&one, &one) - 1.0).abs() < 1e-6);
        assert!((cosine(&one, &[(2, 1.0), (3, 0.0)]) - 0.8).abs() < 1e-6);
        assert!(cosine(&one, &[(3, 1.0)]).abs() < 1e-6);
    }
}
