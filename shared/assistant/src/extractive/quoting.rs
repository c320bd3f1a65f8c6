//! Tells what was said, in the order it was said, and says who said it.
//!
//! Quotations are the transcript's own words; only line breaks and quotation marks inside them change. The words around
//! them avoid "then" and "also": whether the speakers used those is a rule of [`super::opening`].

use super::sentences::{MAX_SENTENCE, Sentence};
use super::speakers::Speaker;
use crate::plain::one_line;

/// The most characters that a quotation adds around its sentence.
pub(super) const FRAME: usize = 40;

/// The quotations as prose; empty when there are none.
pub(super) fn told(sentences: &[Sentence<'_>], chosen: &[usize]) -> String {
    let mut told = String::new();
    let mut heard = Vec::new();
    let mut before = None;
    for sentence in chosen.iter().map(|index| &sentences[*index]) {
        if !told.is_empty() {
            told.push(' ');
        }
        if before != Some(sentence.speaker) {
            told.push_str(frame(sentence.speaker, heard.contains(&sentence.speaker)));
            heard.push(sentence.speaker);
            before = Some(sentence.speaker);
        }
        told.push('“');
        if sentence.opens_inside {
            told.push('…');
        }
        told.push_str(&one_line(sentence.text, MAX_SENTENCE));
        told.push_str(if sentence.ends_inside {
            "…”"
        } else {
            "”"
        });
    }
    told
}

/// What was said behind the words that [`told`] puts before it, and who said it.
pub(super) fn unframed(text: &str) -> Option<(Speaker, &str)> {
    FRAMES
        .iter()
        .find_map(|(speaker, _, frame)| Some((*speaker, text.strip_prefix(frame)?)))
}

/// Who is quoted, whether again, and the words before it.
const FRAMES: [(Speaker, bool, &str); 6] = [
    (Speaker::Tutor, false, "The tutor explained: "),
    (Speaker::Tutor, true, "The tutor went on: "),
    (Speaker::Student, false, "The student said: "),
    (Speaker::Student, true, "The student added: "),
    (Speaker::Unknown, false, "In the words of the session: "),
    (Speaker::Unknown, true, "Later on: "),
];

fn frame(speaker: Speaker, again: bool) -> &'static str {
    FRAMES
        .iter()
        .find(|(who, is_again, _)| *who == speaker && *is_again == again)
        .map_or("", |(_, _, frame)| frame)
}
