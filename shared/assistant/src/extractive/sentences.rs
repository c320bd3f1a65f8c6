//! Cuts turns into sentences: unbroken pieces of the transcript, short enough to be quoted whole.
//!
//! Our own scanner, because UAX #29's rule SB8 looks ahead without bound (the library says so: "currently quadratic"),
//! knows no abbreviations and takes every line break for an end. Words and graphemes do come from the library.

use unicode_segmentation::UnicodeSegmentation;

use super::listing::without_marker;
use super::speakers::Speaker;
use super::turns::Turn;

/// The most characters of a sentence; longer ones are cut into pieces between words.
pub(super) const MAX_SENTENCE: usize = 220;
/// A line of at least this many characters that a small letter follows was wrapped, not ended.
const WRAPPED_FROM: usize = 60;

const ABBREVIATIONS: [&str; 22] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "cf", "approx", "fig", "eq", "ex",
    "no", "ch", "p", "pp", "sec", "vol", "etc", "ca",
];

/// Something that was said, in one piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) speaker: Speaker,
    /// Trimmed, not empty, without a list marker.
    pub(super) text: &'a str,
    /// Where in the transcript, counted in bytes.
    pub(super) at: usize,
    /// Whether it goes on from the piece before.
    pub(super) opens_inside: bool,
    /// Whether the next piece goes on.
    pub(super) ends_inside: bool,
}

impl Sentence<'_> {
    /// Whether it asks something.
    pub(super) fn asks(&self) -> bool {
        self.text
            .trim_end_matches(is_closer)
            .ends_with(['?', '？', '؟'])
    }
}

/// All sentences in the order they were said.
pub(super) fn sentences<'a>(turns: &[Turn<'a>]) -> Vec<Sentence<'a>> {
    let mut sentences = Vec::new();
    for turn in turns {
        for (at, text) in split(turn.text) {
            push_pieces(&mut sentences, turn.speaker, turn.at + at, text);
        }
    }
    sentences
}

/// The sentences of one turn with their places in it, however long.
pub(super) fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Captions often have no punctuation at all; their lines are never wrapped sentences.
    let may_wrap = text.lines().any(|line| line.trim_end().ends_with(is_ender));
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let end = start + end_of_first(&text[start..], may_wrap);
            let from = start;
            start = end;
            let kept = without_marker(text[from..end].trim());
            if !kept.is_empty() {
                return Some((kept.as_ptr() as usize - text.as_ptr() as usize, kept));
            }
        }
        None
    })
}

/// Where the first sentence of a text ends; more than 0 unless the text is empty.
fn end_of_first(text: &str, may_wrap: bool) -> usize {
    let mut line_start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let ends = match c {
            '\n' => {
                let ends = !may_wrap || line_ends(&text[line_start..at], &text[after..]);
                line_start = after;
                ends
            }
            '!' | '?' | '。' | '！' | '？' | '｡' | '．' | '؟' | '।' | '॥' | '۔' | '։' => {
                true
            }
            '.' | '…' => dot_ends(&text[..at], &text[after..]),
            _ => false,
        };
        if ends {
            let mut end = after;
            // "Really?!" and "he said “stop.”" end after the last of these.
            while let Some((at, c)) = chars.next_if(|(_, c)| is_ender(*c) || is_closer(*c)) {
                end = at + c.len_utf8();
            }
            return end;
        }
    }
    text.len()
}

fn line_ends(line: &str, rest: &str) -> bool {
    let next = rest.lines().next().unwrap_or_default().trim();
    let wrapped = next.starts_with(char::is_lowercase) && line.chars().nth(WRAPPED_FROM).is_some();
    !wrapped || without_marker(next).len() < next.len()
}

/// Whether a full stop or an ellipsis between `before` and `after` ends a sentence.
fn dot_ends(before: &str, after: &str) -> bool {
    // "3.5", "example.com", "e.g": something is joined on. A further dot decides for itself.
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == '…' || c == ',') {
        return false;
    }
    let rest = after.trim_start_matches(is_closer);
    let next = rest
        .trim_start_matches([' ', '\t', '\u{A0}'])
        .chars()
        .next();
    let word_start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(before.len(), |(at, _)| at);
    let word = &before[word_start..];
    let is_abbreviation = ABBREVIATIONS
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known));
    // "1. Review the notes": the number belongs to what follows.
    let is_number_of_list = word.bytes().all(|b| b.is_ascii_digit())
        && !word.is_empty()
        && before[..word_start].trim().is_empty();
    match next {
        None | Some('\n' | '\r') => true,
        Some(c) if c.is_lowercase() => false,
        Some(_) => !is_abbreviation && !is_number_of_list,
    }
}

fn push_pieces<'a>(
    sentences: &mut Vec<Sentence<'a>>,
    speaker: Speaker,
    mut at: usize,
    mut text: &'a str,
) {
    let mut opens_inside = false;
    loop {
        let end = end_of_piece(text);
        let ends_inside = end < text.len();
        let piece = text[..end].trim_end();
        if !piece.is_empty() {
            sentences.push(Sentence {
                speaker,
                text: piece,
                at,
                opens_inside,
                ends_inside,
            });
        }
        if !ends_inside {
            return;
        }
        let rest = text[end..].trim_start();
        at += text.len() - rest.len();
        text = rest;
        opens_inside = true;
    }
}

/// Where a text is to be cut so that it holds at most [`MAX_SENTENCE`] characters.
fn end_of_piece(text: &str) -> usize {
    let Some((limit, _)) = text.char_indices().nth(MAX_SENTENCE) else {
        return text.len();
    };
    let window = &text[..limit];
    let space = window.rfind(char::is_whitespace).filter(|at| *at > 0);
    let clause = window
        .match_indices([',', ';', ':', '，', '；', '、', '：'])
        .map(|(at, mark)| at + mark.len())
        .rfind(|at| {
            window[*at..].starts_with(char::is_whitespace) || !window.is_char_boundary(at - 1)
        });
    let grapheme = || {
        // The last grapheme of the window may go on behind it.
        window
            .grapheme_indices(true)
            .next_back()
            .map(|(at, _)| at)
            .filter(|at| *at > 0)
    };
    clause
        .filter(|at| at * 2 > limit)
        .or(space)
        .or_else(grapheme)
        .unwrap_or(limit)
}

fn is_ender(c: char) -> bool {
    matches!(c, '.' | '…' | '!' | '?' | '。' | '！' | '？' | '؟')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        split(text).map(|(_, sentence)| sentence).collect()
    }

    #[test]
    fn decimals_and_abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            cut(
                "The slope is 3.5 here. Dr. Lee uses e.g. graphs, i.e. Pictures. See fig. 2 for x = -2. Good."
            ),
            [
                "The slope is 3.5 here.",
                "Dr. Lee uses e.g. graphs, i.e. Pictures.",
                "See fig. 2 for x = -2.",
                "Good."
            ]
        );
    }

    #[test]
    fn an_ellipsis_ends_only_before_a_new_start() {
        assert_eq!(
            cut("So... the slope… is two... Then what?! Yes."),
            ["So... the slope… is two...", "Then what?!", "Yes."]
        );
    }

    #[test]
    fn full_stops_of_other_scripts_end_without_a_space() {
        assert_eq!(
            cut("斜率是二。截距是三！对吗？"),
            ["斜率是二。", "截距是三！", "对吗？"]
        );
    }

    #[test]
    fn lines_without_punctuation_are_sentences_and_wrapped_lines_are_not() {
        let first = "today we look at the slope of a line and at how steeply the line rises";
        assert_eq!(
            cut(&format!("{first}\nthe slope is rise over run")),
            [first, "the slope is rise over run"]
        );
        let wrapped = "The slope of a line tells us how steeply the whole thing rises\nwhen we go one step to the right.";
        assert_eq!(cut(wrapped), [wrapped]);
    }

    #[test]
    fn list_markers_are_taken_off() {
        assert_eq!(
            cut("- one thing\n2. Another thing. More."),
            ["one thing", "Another thing.", "More."]
        );
    }

    #[test]
    fn a_giant_word_is_cut_into_pieces_that_join_up_again() {
        let giant = "é".repeat(1000);
        let turn = Turn {
            speaker: Speaker::Unknown,
            text: &giant,
            at: 0,
        };
        let pieces = sentences(&[turn]);
        assert!(
            pieces
                .iter()
                .all(|piece| piece.text.chars().count() <= MAX_SENTENCE)
        );
        assert_eq!(
            pieces.iter().map(|piece| piece.text).collect::<String>(),
            giant
        );
    }
}
