//! Tokens: the smallest parts of an expression.

use crate::practice::ratio::Ratio;

/// The smallest part of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Number(Ratio),
    Letter(char),
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Open,
    Close,
}

/// More letters in a row are a word and no product.
const MOST_LETTERS: usize = 2;

/// The tokens of a plain text; `None` if it holds anything else, such as a word.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    let mut letters = 0;
    while let Some(first) = rest.chars().next() {
        letters = if first.is_alphabetic() {
            letters + 1
        } else {
            0
        };
        if letters > MOST_LETTERS {
            return None;
        }
        let (token, length) = if first.is_ascii_digit() || first == '.' {
            let (number, length) = number(rest)?;
            (Token::Number(number), length)
        } else {
            token(rest, first)?
        };
        tokens.push(token);
        let (_, after) = rest.split_at(length);
        rest = after.trim_start();
    }
    Some(tokens)
}

fn token(text: &str, first: char) -> Option<(Token, usize)> {
    let token = match first {
        '+' => Token::Plus,
        '-' => Token::Minus,
        '*' if text.starts_with("**") => return Some((Token::Power, 2)),
        '*' => Token::Times,
        '/' => Token::Over,
        '^' => Token::Power,
        '(' | '[' => Token::Open,
        ')' | ']' => Token::Close,
        letter if letter.is_alphabetic() => Token::Letter(letter),
        _ => return None,
    };
    Some((token, first.len_utf8()))
}

/// A number without sign at the beginning of the text, and its length: `12`, `.5`, `1,000`, `1 1/2`.
fn number(text: &str) -> Option<(Ratio, usize)> {
    let end = |from: &str| {
        let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        from.find(|c| !is_part(c)).unwrap_or(from.len())
    };
    let length = end(text);
    let whole = decimal(&text[..length])?;
    // A whole number, a space and a fraction are a mixed number.
    if let Some(after) = text[length..].strip_prefix(' ')
        && let Some((upper, _)) = after.split_once('/')
        && !upper.is_empty()
        && upper.bytes().all(|byte| byte.is_ascii_digit())
    {
        let lower = &after[upper.len() + 1..];
        let lower = &lower[..end(lower)];
        let fraction: Ratio = format!("{upper}/{lower}").parse().ok()?;
        let mixed = whole.is_whole().then(|| whole.checked_add(fraction))??;
        return Some((mixed, length + 1 + upper.len() + 1 + lower.len()));
    }
    Some((whole, length))
}

/// `12`, `.5`, `5.`, `1,000.25`: commas only between groups of three digits.
fn decimal(text: &str) -> Option<Ratio> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = whole.contains(',');
    if is_grouped && !(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3) {
        return None;
    }
    let whole = whole.replace(',', "");
    match (whole.as_str(), places) {
        ("", "") => None,
        (whole, "") => whole.parse().ok(),
        (whole, places) => format!("{whole}.{places}").parse().ok(),
    }
}
