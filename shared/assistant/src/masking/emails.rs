//! Email addresses, found by their form: something, an at sign, something.

/// Stands where an address stood.
const EMAIL: &str = "[email]";

/// The text without email addresses.
pub(super) fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, sign) in text.match_indices(['@', '＠']) {
        if at < copied {
            continue;
        }
        let local = text[copied..at]
            .char_indices()
            .rev()
            .take_while(|(_, c)| {
                c.is_alphanumeric() || is_mark(*c) || ".!#$%&'*+/=?^_`{|}~-".contains(*c)
            })
            .last()
            .map_or(at, |(start, _)| copied + start);
        let behind = &text[at + sign.len()..];
        let domain = behind
            .find(|c: char| !(c.is_alphanumeric() || is_mark(c) || ".-@＠".contains(c)))
            .unwrap_or(behind.len());
        let domain = behind[..domain].trim_end_matches(['.', '-']);
        if local < at && !domain.is_empty() {
            masked.push_str(&text[copied..local]);
            masked.push_str(EMAIL);
            copied = at + sign.len() + domain.len();
        }
    }
    masked.push_str(&text[copied..]);
    masked
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
