//! What a sentence has to say to answer a question, and how near it comes to that.

use super::asked::Part;
use super::asking::Manner;
use super::cues::words;
use super::defining::{defines, explains, gives_reason, names_one, reasons, stands_alone, states};
use super::rating::Reach;
use super::terms::Terms;

/// A sentence is about what it names among its first words.
const FIRST_WORDS: usize = 5;

/// What is wanted of a sentence.
pub(super) struct Wanted<'q> {
    pub(super) manner: Manner,
    pub(super) matters: Vec<&'q str>,
}

impl<'q> Wanted<'q> {
    pub(super) fn of(part: &'q Part<'_>) -> Self {
        Self {
            manner: part.manner,
            matters: part.matters(),
        }
    }

    pub(super) fn is_all_in(&self, terms: &[String]) -> bool {
        let is_in = |matter: &&str| terms.iter().any(|term| term == matter);
        self.matters.iter().all(is_in)
    }

    /// How near a sentence comes to it, by its text and its terms.
    pub(super) fn reach(&self, text: &str, held: &[String], terms: &Terms) -> Reach {
        let words = words(text);
        if self.is_all_in(held) && self.is_told(&words, terms) {
            Reach::Tells
        } else if self.is_subject(&words, terms) {
            Reach::IsAbout
        } else {
            Reach::Mentions
        }
    }

    /// Whether a sentence that names all says what is asked.
    fn is_told(&self, words: &[&str], terms: &Terms) -> bool {
        match (self.manner, self.matters.len()) {
            // Of a single word, anything could be explained and everything has a reason.
            (Manner::Reason, 0 | 1) => false,
            (Manner::Reason, _) => gives_reason(words, terms, &self.matters),
            (Manner::Meaning, _) | (Manner::Other, 0 | 1) => defines(words, terms, &self.matters),
            (Manner::Other, _) => explains(words),
        }
    }

    /// Whether a sentence is about it, though it may not say what is asked.
    fn is_subject(&self, words: &[&str], terms: &Terms) -> bool {
        let first = &words[..words.len().min(FIRST_WORDS)];
        let names = |matters: &[&str]| names_one(first, terms, matters);
        let has_several = self.matters.len() > 1;
        match self.manner {
            Manner::Meaning => {
                let all = self.matters.iter().all(|matter| names(&[matter]));
                // Of a single word anything can be said first.
                all && stands_alone(words) && (has_several || states(words))
            }
            Manner::Reason => {
                has_several && reasons(words) && names_one(words, terms, &self.matters)
            }
            Manner::Other => names_one(words, terms, &self.matters),
        }
    }
}
