//! Recognises the marks that recorders put in front of what was said.

/// `line` without the time stamp it opens with: `[00:12]`, `(1:02:33)`, `00:12:05 -`.
///
/// A bare `m:ss` stays: it may well be a ratio.
pub(super) fn without_timestamp(line: &str) -> &str {
    let trimmed = line.trim_start();
    let bracketed = trimmed.starts_with(['[', '(']);
    let body = if bracketed { &trimmed[1..] } else { trimmed };
    let end = body
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(body.len());
    let (stamp, rest) = body.split_at(end);
    let parts = stamp.split(':').count();
    let is_time = stamp
        .split(':')
        .all(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        && stamp.split(':').skip(1).all(|part| part.len() >= 2);
    if bracketed {
        let closed = rest.strip_prefix([']', ')']);
        return match closed {
            Some(rest) if is_time && parts >= 2 => rest.trim_start(),
            _ => trimmed,
        };
    }
    let ends_cleanly = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if is_time && parts >= 3 && ends_cleanly {
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'))
    } else {
        trimmed
    }
}

/// Whether a line belongs to a subtitle file's frame and not to what was said.
pub(super) fn is_frame(line: &str) -> bool {
    let line = line.trim();
    line.contains("-->") || line == "WEBVTT" || is_number(line)
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stamps_go_and_ratios_stay() {
        assert_eq!(without_timestamp("[00:12] Tutor: hi"), "Tutor: hi");
        assert_eq!(without_timestamp("(1:02:33) Tutor: hi"), "Tutor: hi");
        assert_eq!(without_timestamp("00:12:05 - Tutor: hi"), "Tutor: hi");
        assert_eq!(without_timestamp("3:15 is the ratio"), "3:15 is the ratio");
        assert_eq!(
            without_timestamp("(2, 3) is the vertex"),
            "(2, 3) is the vertex"
        );
        assert_eq!(without_timestamp("[]"), "[]");
    }
}
