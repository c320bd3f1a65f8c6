//! Answers a question with what the student has: quotes the passages that cover it, and says where each stands.
//!
//! Nothing is put into words that no source holds. What no passage covers is said to be unknown, and what only mentions it to be no
//! more than that.

use domain::question::{Exchange, is_follow_up};

use super::asked::{Part, read_as_meant};
use super::passages::{Passage, passages};
use super::quotation::Quotation;
use super::rating::{self, Grounds, Reach};
use super::retrieval::Index;
use super::terms::Terms;
use crate::masking::Mask;
use crate::plain::{is_blank, one_line};
use crate::{MAX_ANSWER, MAX_CITED, MAX_LABEL, QuestionNotes, WrittenAnswer};

/// What is said when nothing that the student has answers the question.
pub(crate) const UNKNOWN: &str = "I do not know this from what you have: none of your sessions and exercises answers it. Your tutor can help you with it.";
const INTRODUCTION: &str = "This is what I found in what you have.";
const ONLY_NEAR: &str =
    "I did not find what answers this in what you have. This is the nearest to it.";
const PART_ONLY_NEAR: &str = "Only this comes near it. ";
const PART_UNKNOWN: &str = "I could not find this in what you have.";

/// Of a question in parts, so many are looked at.
const MOST_PARTS: usize = 4;
/// A question in one part is answered from at most this many passages.
const MOST_PASSAGES: usize = 2;
/// A further passage is quoted only when it is nearly as near as the first.
const NEARLY: f32 = 0.6;
/// The most characters of a part that are repeated.
const PART_SHOWN: usize = 80;
/// What stands around a part: its quotation marks, words and line breaks.
const PART_FRAME: usize = 12;
// The bound on an answer holds by construction, so that nothing has to be cut in the end.
const _: () = assert!(
    ONLY_NEAR.len()
        + MOST_PARTS * (PART_SHOWN + PART_FRAME + PART_ONLY_NEAR.len() + Quotation::LONGEST)
        <= MAX_ANSWER
);
const _: () = assert!(MOST_PARTS <= MAX_CITED && MOST_PASSAGES <= MOST_PARTS);

/// A passage with what is quoted of it.
struct Found<'a> {
    passage: usize,
    quotation: Quotation<'a>,
    rating: f64,
    nearness: f32,
}

/// Answers within the bounds that [`WrittenAnswer`] states.
pub(super) fn answer(notes: &QuestionNotes<'_>) -> WrittenAnswer {
    let terms = Terms::new();
    let people = Mask::new(notes.private);
    let mut parts = parts(&terms, notes, &people);
    if !parts.iter().any(Part::is_about_something) {
        return unknown();
    }
    let passages = passages(notes.sources, &people);
    read_as_meant(&mut parts, &terms, &passages);
    let asked: Vec<String> = parts.iter().flat_map(Part::terms).cloned().collect();
    let reading = Reading {
        index: Index::new(&terms, &passages, &asked),
        labels: notes.sources.iter().map(|source| source.label).collect(),
        said: notes.earlier.last().map_or("", |last| last.answer),
        terms,
        passages,
    };
    let most = if parts.len() > 1 { 1 } else { MOST_PASSAGES };
    let found: Vec<Vec<Found<'_>>> = parts
        .iter()
        .take(MOST_PARTS)
        .map(|part| reading.find(part, most))
        .collect();
    if found.iter().all(Vec::is_empty) {
        return unknown();
    }
    told(notes, &parts, &reading, &found)
}

fn unknown() -> WrittenAnswer {
    WrittenAnswer {
        text: UNKNOWN.to_owned(),
        rating: rating::unknown(),
        cited: Vec::new(),
    }
}

fn parts<'a>(terms: &Terms, notes: &QuestionNotes<'a>, people: &Mask) -> Vec<Part<'a>> {
    let last = notes.earlier.last().map(|last| Exchange {
        query: last.query,
        answer: last.answer,
    });
    // Who asks, or who is asked about, is not what is asked.
    let before = last
        .filter(|_| is_follow_up(notes.query, last))
        .map(|exchange| people.apply(exchange.query));
    let texts: Vec<&str> = if notes.parts.len() > 1 {
        notes.parts.iter().map(String::as_str).collect()
    } else {
        vec![notes.query]
    };
    texts
        .into_iter()
        .map(|text| Part::new(terms, text, &people.apply(text), before.as_deref()))
        .collect()
}

/// What is looked at for a question.
struct Reading<'a> {
    terms: Terms,
    passages: Vec<Passage<'a>>,
    index: Index,
    /// By source.
    labels: Vec<&'a str>,
    /// What was answered before.
    said: &'a str,
}

impl<'a> Reading<'a> {
    fn label(&self, passage: usize) -> &'a str {
        self.labels[self.passages[passage].source]
    }

    /// What answers a part, the best first: at most `most` passages that differ, none that was told just before.
    fn find(&self, part: &Part<'_>, most: usize) -> Vec<Found<'a>> {
        if !part.is_about_something() {
            return Vec::new();
        }
        let asked: Vec<String> = part.terms().cloned().collect();
        let nearest = self.index.nearest(&asked).into_iter();
        let mut found: Vec<Found<'a>> = nearest
            .filter_map(|(passage, score)| self.quoted(part, passage, score))
            .collect();
        // Stable: among equals the nearest stays first.
        found.sort_by(|one, other| {
            let of = |found: &Found<'_>| (found.rating, found.nearness);
            let ((one, near), (other, nearer)) = (of(one), of(other));
            other.total_cmp(&one).then(nearer.total_cmp(&near))
        });
        let mut kept: Vec<Found<'a>> = Vec::new();
        for further in found {
            let same = kept
                .iter_mut()
                .find(|first| first.quotation.repeats(&further.quotation));
            if let Some(first) = same {
                // A summary quotes a sentence, the transcript what belongs to it.
                let is_more = further.quotation.says_all_of(&first.quotation)
                    && !first.quotation.says_all_of(&further.quotation);
                if is_more && further.rating >= first.rating {
                    *first = further;
                }
                continue;
            }
            let differs = kept.iter().all(|first| {
                !self.passages[first.passage].overlaps(&self.passages[further.passage])
                    && further.nearness >= NEARLY * first.nearness
                    && rating::only_touches(first.rating) == rating::only_touches(further.rating)
            });
            if differs && kept.len() < most {
                kept.push(further);
            }
        }
        kept
    }

    /// What of a passage answers the part, if anything does.
    fn quoted(&self, part: &Part<'_>, passage: usize, score: f32) -> Option<Found<'a>> {
        let label = self.label(passage);
        let quotation = Quotation::of(&self.passages[passage], label, &self.terms, part)?;
        if quotation.stands_in(self.said) {
            return None;
        }
        // The same exercise is answered, in whatever words it is asked for. Another one is not.
        let cover = match (&part.formula, part.matters().is_empty()) {
            (Some(_), true) => f32::from(u8::from(quotation.holds_formula)),
            _ => part.cover(&self.index, &quotation.terms),
        };
        let is_other = part.formula.is_some() && !quotation.holds_formula;
        let grounds = Grounds {
            cover,
            reach: if is_other {
                quotation.reach.min(Reach::IsAbout)
            } else {
                quotation.reach
            },
            is_guessed: part.is_guessed,
        };
        Some(Found {
            passage,
            rating: grounds.rating()?,
            // Of two items that hold the words, the one that asks the same is nearer.
            nearness: score * cover * (1.0 + quotation.share),
            quotation,
        })
    }
}

/// A part as it was asked: with the question mark that ended it.
fn shown(part: &Part<'_>, query: &str) -> String {
    let shown = one_line(part.text, PART_SHOWN);
    let rest = query.split_once(part.text).map_or("", |(_, rest)| rest);
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '?' | '？' | '؟'));
    match mark {
        Some(mark) if !shown.ends_with(['…', mark]) => format!("{shown}{mark}"),
        _ => shown,
    }
}

fn told(
    notes: &QuestionNotes<'_>,
    parts: &[Part<'_>],
    reading: &Reading<'_>,
    found: &[Vec<Found<'_>>],
) -> WrittenAnswer {
    let mut ratings: Vec<Option<f64>> = found
        .iter()
        .map(|found| found.first().map(|best| best.rating))
        .collect();
    let only_near = ratings
        .iter()
        .flatten()
        .all(|one| rating::only_touches(*one));
    let mut text = if only_near { ONLY_NEAR } else { INTRODUCTION }.to_owned();
    let mut cited: Vec<String> = Vec::new();
    for ((part, found), rated) in parts.iter().zip(found).zip(&ratings) {
        text.push_str("\n\n");
        if parts.len() > 1 {
            text.push_str(&format!("On “{}”: ", shown(part, notes.query)));
        }
        match rated {
            None => text.push_str(PART_UNKNOWN),
            Some(rated) if rating::only_touches(*rated) && !only_near => {
                text.push_str(PART_ONLY_NEAR);
            }
            Some(_) => {}
        }
        for (place, found) in found.iter().enumerate() {
            if place > 0 {
                text.push_str("\n\n");
            }
            let label = reading.label(found.passage);
            text.push_str(&found.quotation.told(label));
            let label = one_line(label, MAX_LABEL);
            if !is_blank(&label) && !cited.contains(&label) {
                cited.push(label);
            }
        }
    }
    // What was not looked at is not known.
    ratings.resize(parts.len(), None);
    WrittenAnswer {
        text,
        rating: rating::together(&ratings),
        cited,
    }
}
