//! What of the sources is told to somebody who cannot read them all: the passages nearest to what is asked.

use std::collections::BTreeMap;

use super::asked;
use super::passages::{Content, Passage, passages};
use super::retrieval::Index;
use super::speakers::Speaker;
use super::terms::Terms;
use crate::masking::Mask;
use crate::{Private, Source};

/// A source, as far as it is told.
pub(crate) struct Excerpt {
    /// Which, by its index.
    pub(crate) source: usize,
    pub(crate) text: String,
}

/// What becomes of the passages that have nothing to do with what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    /// They are not told.
    Untold,
    /// As many as there is room for, from all parts of the sources.
    Spread,
}

/// The nearest passages in the order of the sources, together at most `most` bytes.
pub(crate) fn excerpts(
    sources: &[Source<'_>],
    private: Private<'_>,
    asked: &[&str],
    rest: Rest,
    most: usize,
) -> Vec<Excerpt> {
    let terms = Terms::new();
    let mut wanted: Vec<String> = Vec::new();
    for text in asked {
        for one in asked::asked(&terms, text) {
            if !wanted.contains(&one.term) {
                wanted.push(one.term);
            }
        }
    }
    let passages = passages(sources, &Mask::new(private));
    let index = Index::new(&terms, &passages, &wanted);
    let mut told = Told {
        lines: BTreeMap::new(),
        left: most,
    };
    for (nearest, _) in index.nearest(&wanted) {
        told.add(&passages[nearest]);
    }
    if rest == Rest::Spread {
        let all: usize = passages.iter().flat_map(Passage::texts).map(str::len).sum();
        let step = all / told.left.max(1) + 1;
        passages
            .iter()
            .step_by(step)
            .for_each(|passage| told.add(passage));
    }
    told.into_excerpts()
}

/// What is told: per source and sentence, for neighbours share one, and it is told once.
struct Told {
    lines: BTreeMap<(usize, usize), String>,
    left: usize,
}

impl Told {
    fn add(&mut self, passage: &Passage<'_>) {
        for (place, line) in lines(passage).into_iter().enumerate() {
            let key = (passage.source, passage.first + place);
            if !self.lines.contains_key(&key) && line.len() < self.left {
                self.left -= line.len() + 1;
                self.lines.insert(key, line);
            }
        }
    }

    fn into_excerpts(self) -> Vec<Excerpt> {
        let mut excerpts: Vec<Excerpt> = Vec::new();
        for ((source, _), line) in self.lines {
            match excerpts.last_mut().filter(|last| last.source == source) {
                Some(last) => {
                    last.text.push('\n');
                    last.text.push_str(&line);
                }
                None => excerpts.push(Excerpt { source, text: line }),
            }
        }
        excerpts
    }
}

fn lines(passage: &Passage<'_>) -> Vec<String> {
    match &passage.content {
        Content::Bank(_) => vec![passage.texts().join("\n")],
        Content::Said(sentences) => sentences
            .iter()
            .map(|sentence| {
                let who = match sentence.speaker {
                    Speaker::Tutor => "Tutor: ",
                    Speaker::Student => "Student: ",
                    Speaker::Unknown => "",
                };
                format!("{who}{}", sentence.text)
            })
            .collect(),
    }
}
