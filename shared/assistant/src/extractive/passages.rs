//! Cuts what the student has into passages: a few sentences that follow each other, short enough to be quoted.

use super::bank_text::BankText;
use super::opening::is_opening;
use super::retelling::retold;
use super::sentences::{Sentence, sentences};
use super::speakers::Speaker;
use super::turns::turns_among;
use crate::masking::Mask;
use crate::{Source, SourceKind};

/// Of all sources together this many bytes are read; what lies behind is left out.
const MOST_READ: usize = 1024 * 1024;
/// A passage has at most this many sentences.
pub(super) const SENTENCES: usize = 3;
/// Each passage begins this many sentences behind the one before, so that neighbours share one.
const STEP: usize = 2;

/// A piece of a source.
pub(super) struct Passage<'a> {
    /// Which source, by its index.
    pub(super) source: usize,
    /// The index of its first sentence within the source.
    pub(super) first: usize,
    pub(super) content: Content<'a>,
}

pub(super) enum Content<'a> {
    /// At most [`SENTENCES`].
    Said(Vec<Sentence<'a>>),
    Bank(BankText<'a>),
}

impl<'a> Passage<'a> {
    /// Everything in it that is read when passages are ranked.
    pub(super) fn texts(&self) -> Vec<&'a str> {
        match &self.content {
            Content::Said(sentences) => sentences.iter().map(|sentence| sentence.text).collect(),
            Content::Bank(item) => [Some(item.question), item.answer, Some(item.explanation)]
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    /// Whether both hold the same sentence of the same source.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.source == other.source && self.first.abs_diff(other.first) < SENTENCES
    }
}

/// All passages, in the order of the sources; these people speak in them.
pub(super) fn passages<'a>(sources: &[Source<'a>], people: &Mask) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    for (source, kind, text) in read(sources) {
        if let Some(item) = BankText::read(text).filter(|_| kind == SourceKind::BankItem) {
            passages.push(Passage {
                source,
                first: 0,
                content: Content::Bank(item),
            });
            continue;
        }
        let mut said = sentences(&turns_among(people, text));
        if kind == SourceKind::Summary {
            retold(&mut said);
        }
        for first in (0..said.len()).step_by(STEP) {
            let end = said.len().min(first + SENTENCES);
            passages.push(Passage {
                source,
                first,
                content: Content::Said(said[first..end].to_vec()),
            });
            if end == said.len() {
                break;
            }
        }
    }
    passages
}

/// The sources with their indices, as far as they are read.
pub(super) fn read<'a>(
    sources: &[Source<'a>],
) -> impl Iterator<Item = (usize, SourceKind, &'a str)> {
    let mut left = MOST_READ;
    sources.iter().enumerate().map(move |(index, source)| {
        let text = &source.text[..source.text.floor_char_boundary(left)];
        left -= text.len();
        (index, source.kind, text)
    })
}

/// Whether a sentence may be quoted as an answer: it asks nothing, the student did not say it, and it does not only say that there
/// was a session.
pub(super) fn is_quotable(sentence: &Sentence<'_>) -> bool {
    sentence.speaker != Speaker::Student && !sentence.asks() && !is_opening(sentence.text)
}
