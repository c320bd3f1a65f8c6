//! Finds the passages that are about a question: Okapi BM25 over their terms.
//!
//! Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the inverse document frequency that
//! is never below 0, `ln(1 + (N - n + 0.5) / (n + 0.5))`.

use std::collections::HashMap;

use super::passages::Passage;
use super::terms::Terms;

/// How soon more of the same term counts no more, and how much a long passage is held against it. The usual values.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;
/// The most passages that are looked at more closely for one part of a question.
const MOST_FOUND: usize = 12;

/// The passages as a few questions see them: only what shares a term with them is kept.
pub(super) struct Index {
    /// How many passages there are.
    passages: usize,
    /// How many terms a passage has in the mean.
    mean: f32,
    /// Per term of the questions, the passages that hold it.
    holding: HashMap<String, Vec<Held>>,
}

/// A passage that holds a term.
struct Held {
    passage: usize,
    /// How often the term stands in it, and how many terms it has in all.
    times: f32,
    length: f32,
}

impl Index {
    /// Reads all passages once, for questions of these terms.
    pub(super) fn new(terms: &Terms, passages: &[Passage<'_>], asked: &[String]) -> Self {
        let mut holding: HashMap<String, Vec<Held>> = asked
            .iter()
            .map(|term| (term.clone(), Vec::new()))
            .collect();
        let mut all = 0;
        for (passage, content) in passages.iter().enumerate() {
            let texts = content.texts();
            let found: Vec<String> = texts.iter().flat_map(|text| terms.of(text)).collect();
            all += found.len();
            for term in &found {
                let Some(held) = holding.get_mut(term) else {
                    continue;
                };
                match held.last_mut().filter(|last| last.passage == passage) {
                    Some(last) => last.times += 1.0,
                    None => held.push(Held {
                        passage,
                        times: 1.0,
                        length: found.len() as f32,
                    }),
                }
            }
        }
        Self {
            passages: passages.len(),
            mean: all as f32 / passages.len().max(1) as f32,
            holding,
        }
    }

    /// The passages nearest to these terms, the nearest first; among equals, the one that comes first in the sources.
    pub(super) fn nearest(&self, asked: &[String]) -> Vec<(usize, f32)> {
        let mut scores: HashMap<usize, f32> = HashMap::new();
        for term in asked {
            let held = self.holding.get(term).map_or(&[][..], Vec::as_slice);
            let rarity = self.rarity(held.len());
            for held in held {
                let long = SATURATION * (1.0 - LENGTH + LENGTH * held.length / self.mean);
                let times = held.times * (SATURATION + 1.0) / (held.times + long);
                *scores.entry(held.passage).or_default() += rarity * times;
            }
        }
        let mut found: Vec<(usize, f32)> = scores.into_iter().collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found.truncate(MOST_FOUND);
        found
    }

    /// How much a term counts when a question's cover is measured: 2 for one that stands nowhere, the nearer to 1 the more passages
    /// hold it.
    pub(super) fn weight(&self, term: &str) -> f32 {
        let holding = self.holding.get(term).map_or(0, Vec::len);
        1.0 + self.rarity(holding) / self.rarity(0)
    }

    /// Of a term that so many passages hold. Above 0.
    fn rarity(&self, holding: usize) -> f32 {
        let (all, holding) = (self.passages as f32, holding as f32);
        (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractive::passages::passages;
    use crate::masking::Mask;
    use crate::{Private, Source, SourceKind};

    /// The places and scores of the bank items nearest to the question, each item one passage.
    fn nearest(items: &[&str], question: &str) -> Vec<(usize, f32)> {
        let sources: Vec<Source<'_>> = items
            .iter()
            .map(|text| Source {
                kind: SourceKind::BankItem,
                label: "it",
                text,
            })
            .collect();
        let terms = Terms::new();
        let passages = passages(&sources, &Mask::new(Private::NOBODY));
        let asked = terms.of(question);
        Index::new(&terms, &passages, &asked).nearest(&asked)
    }

    #[test]
    fn scores_are_those_of_the_formula() {
        // Two passages of 4 and 2 terms, 3 in the mean; "osmosis" stands twice in the first and nowhere else.
        let found = nearest(&["Osmosis?\nosmosis water wall", "Gas?\nlung"], "osmosis");
        let rarity = (1.0_f32 + 1.5 / 1.5).ln();
        let expected = rarity * 2.0 * 2.2 / (2.0 + 1.2 * (0.25 + 0.75 * 4.0 / 3.0));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 0);
        assert!((found[0].1 - expected).abs() < 1e-6, "{}", found[0].1);
    }

    #[test]
    fn a_rare_term_counts_more_than_a_frequent_one_and_equals_keep_their_order() {
        let items = [
            "Cell?\nwater",
            "Cell?\nlight",
            "Cell?\nlight",
            "Cell?\nsugar",
        ];
        let places: Vec<usize> = nearest(&items, "cell with light or sugar")
            .into_iter()
            .map(|(place, _)| place)
            .collect();
        assert_eq!(places, [3, 1, 2, 0]);
    }

    #[test]
    fn what_shares_nothing_is_not_found() {
        assert!(nearest(&["Cell?\nwater"], "osmosis").is_empty());
        assert!(nearest(&[], "osmosis").is_empty());
    }
}
