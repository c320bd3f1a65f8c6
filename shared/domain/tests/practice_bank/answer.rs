//! Answers as they stand in the bank, as what they mean: `x = 2 or x = -3`, `$26.50`, `4.0 × 10^-19 J`.

use crate::expression::Expression;

/// Values for letters: one solution.
pub(crate) type Solution = Vec<(char, f64)>;

/// An answer's text without dollar sign, unit and leading `y =`.
pub(crate) fn bare(text: &str) -> &str {
    let text = text.strip_prefix('$').unwrap_or(text);
    let text = text.split_once(" = ").map_or(text, |(_, right)| right);
    let unit = text
        .char_indices()
        .find(|(at, c)| matches!(c, '%' | '°') || starts_a_unit(text, *at));
    unit.map_or(text, |(at, _)| &text[..at]).trim()
}

/// Whether a word starts here that no sign ties to what stands before it. `C`, the constant, comes after a sign.
fn starts_a_unit(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let before_space = before.strip_suffix(' ');
    after.starts_with(char::is_alphabetic)
        && before_space.is_some_and(|before| !before.ends_with(['+', '-', '*', '/', '×', '=']))
}

/// The expression that an answer is.
pub(crate) fn expression(text: &str) -> Result<Expression, String> {
    if text.contains(" or ") {
        return Err(format!("`{text}` is more than one"));
    }
    Expression::read(bare(text))
}

/// The number that an answer is.
pub(crate) fn value(text: &str) -> Result<f64, String> {
    expression(text)?.value()
}

/// Half a unit of the last place that an answer shows: how far off a rounded one may be.
pub(crate) fn rounding(text: &str) -> Result<f64, String> {
    let text = bare(text);
    let (mantissa, power) = text.split_once(" × 10^").unwrap_or((text, "0"));
    let power: i32 = power.parse().map_err(|e| format!("`{text}`: {e}"))?;
    let decimals = mantissa
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let decimals = i32::try_from(decimals).map_err(|e| e.to_string())?;
    Ok(0.5 * 10f64.powi(power - decimals))
}

/// The solutions that an answer names. A bare number is about `letters[0]`, a pair about all of them in order.
pub(crate) fn solutions(text: &str, letters: &[char]) -> Result<Vec<Solution>, String> {
    text.split(" or ")
        .map(|solution| one_solution(solution, letters))
        .collect()
}

fn one_solution(text: &str, letters: &[char]) -> Result<Solution, String> {
    let pair = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    if let Some((first, second)) = pair.and_then(|pair| pair.split_once(", ")) {
        let [x, y] = *letters else {
            return Err(format!("`{text}` is a pair, the letters are {letters:?}"));
        };
        return Ok(vec![(x, value(first)?), (y, value(second)?)]);
    }
    if !text.contains(" = ") {
        let [letter] = *letters else {
            return Err(format!("`{text}` is one number for {letters:?}"));
        };
        return Ok(vec![(letter, value(text)?)]);
    }
    text.split(", ")
        .map(|part| match part.split_once(" = ") {
            Some((name, number)) if name.chars().count() == 1 => {
                let letter = name.chars().next().ok_or("no letter")?;
                Ok((letter, value(number)?))
            }
            _ => Err(format!("`{part}` gives no letter a value")),
        })
        .collect()
}
