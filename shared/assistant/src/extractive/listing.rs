//! Bullets and numbers in front of the items of a list.

const BULLETS: [char; 9] = ['-', '*', '•', '–', '—', '·', '‣', '◦', '▪'];

/// What kind of item a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number,
}

/// The marker at the start of a trimmed line, and the item after it.
///
/// A hyphen inside a word is no bullet, `3.5` no number, and `- ` alone no item.
pub(super) fn marker(line: &str) -> Option<(Marker, &str)> {
    if let Some(rest) = line.strip_prefix(BULLETS) {
        return rest
            .starts_with([' ', '\t'])
            .then(|| (Marker::Bullet, rest.trim_start()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    rest.starts_with([' ', '\t'])
        .then(|| (Marker::Number, rest.trim_start()))
}

/// `line` without its marker, if it has one.
pub(super) fn without_marker(line: &str) -> &str {
    marker(line).map_or(line, |(_, item)| item)
}

/// Splits `1. one 2. two` on a single line. One piece when the numbers do not count up from 1.
pub(super) fn numbered_inline(line: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut rest = line;
    for number in 2_u32..=9 {
        let next = [format!(" {number}. "), format!(" {number}) ")]
            .iter()
            .filter_map(|mark| rest.find(mark.as_str()))
            .min();
        let Some(at) = next else { break };
        items.push(without_marker(rest[..at].trim()));
        rest = rest[at..].trim_start();
    }
    items.push(without_marker(rest.trim()));
    items.retain(|item| !item.is_empty());
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_inside_a_word_is_no_bullet() {
        assert_eq!(marker("follow-up questions"), None);
        assert_eq!(marker("-2 is the root"), None);
        assert_eq!(marker("- the root"), Some((Marker::Bullet, "the root")));
        assert_eq!(marker("2) the root"), Some((Marker::Number, "the root")));
        assert_eq!(marker("3.5 is the slope"), None);
    }

    #[test]
    fn numbers_on_one_line_are_items() {
        assert_eq!(
            numbered_inline("1. one follow-up 2. two"),
            ["one follow-up", "two"]
        );
        assert_eq!(numbered_inline("read page 2"), ["read page 2"]);
    }
}
