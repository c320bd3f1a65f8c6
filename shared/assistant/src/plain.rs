//! Text as it may stand inside a sentence of ours: one line, no control characters, bounded.

/// Whether there is nothing to read: only white space, control characters and zero-width marks.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| is_gap(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'))
}

/// `text` on one line, with single spaces, in at most `max` characters.
///
/// Double quotation marks become single ones, as they do inside a quotation; everything else stays as it was.
/// What is too long ends with `…` between two words, or inside a word when that word alone is too long.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let mut line = String::with_capacity(text.len().min(max * 4));
    let mut chars = 0;
    let mut last_space = None;
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        if chars > 0 {
            if chars == max {
                return cut(line, last_space);
            }
            last_space = Some(line.len());
            line.push(' ');
            chars += 1;
        }
        for c in word.chars() {
            if chars == max {
                return cut(line, last_space);
            }
            line.push(match c {
                '“' => '‘',
                '”' => '’',
                other => other,
            });
            chars += 1;
        }
    }
    line
}

/// Ends a full line with an ellipsis: at its last space, unless that would throw most of it away.
fn cut(mut line: String, last_space: Option<usize>) -> String {
    let before_last_char = line.char_indices().next_back().map_or(0, |(at, _)| at);
    line.truncate(
        last_space
            .filter(|at| at * 2 > line.len())
            .unwrap_or(before_last_char),
    );
    line.push('…');
    line
}

/// White space, controls, and the marks that would turn the text after them around.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words_and_never_at_a_hyphen() {
        assert_eq!(
            one_line("finish the follow-up questions", 16),
            "finish the…"
        );
        assert_eq!(one_line("finish the follow-up", 10), "finish…");
        assert_eq!(one_line("finish the follow-up", 11), "finish the…");
        assert_eq!(one_line("finish\n the\tset", 16), "finish the set");
    }

    #[test]
    fn a_word_that_alone_is_too_long_is_cut_inside() {
        assert_eq!(one_line("aaaaaaaaaa", 4), "aaa…");
        assert_eq!(one_line("日本語日本語", 3), "日本…");
    }

    #[test]
    fn marks_that_would_break_out_of_a_quotation_are_taken_out() {
        assert_eq!(one_line("say “x”\u{202E}now\u{0}", 99), "say ‘x’ now");
    }

    #[test]
    fn zero_width_marks_alone_are_blank() {
        assert!(is_blank(" \u{FEFF}\n\u{200B}"));
        assert!(!is_blank("."));
    }
}
