//! Equations and inequalities: `2x + 1 = 7`, `-2 < x < 3`, `x < 1 or x ≥ 4`.

use crate::expression::{Expression, Letters};
use crate::numeric::same;

/// A chain of sides with the signs between them.
type Chain = (Vec<Expression>, Vec<char>);

/// A condition on its letters.
#[derive(Debug)]
pub(crate) struct Condition(Vec<Chain>);

impl Condition {
    /// Reads chains of comparisons with `or` between them.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let text = text.replace("<=", "≤").replace(">=", "≥");
        text.split(" or ")
            .map(chain)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether one of the chains holds.
    pub(crate) fn holds(&self, letters: Letters) -> Result<bool, String> {
        for (sides, signs) in &self.0 {
            let sides: Vec<f64> = sides
                .iter()
                .map(|side| side.at(letters))
                .collect::<Result<_, _>>()?;
            let pairs = sides.windows(2).zip(signs);
            let mut links = pairs.map(|(pair, sign)| link(pair[0], *sign, pair[1]));
            if links.all(|holds| holds) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The letters it speaks of.
    pub(crate) fn letters(&self) -> Vec<char> {
        let sides = self.0.iter().flat_map(|(sides, _)| sides);
        sides.flat_map(Expression::letters).collect()
    }
}

fn chain(text: &str) -> Result<Chain, String> {
    let is_sign = |c: char| "<>≤≥=".contains(c);
    let signs: Vec<char> = text.chars().filter(|c| is_sign(*c)).collect();
    if signs.is_empty() {
        return Err(format!("`{text}` compares nothing"));
    }
    let sides = text
        .split(is_sign)
        .map(Expression::read)
        .collect::<Result<_, _>>()?;
    Ok((sides, signs))
}

fn link(left: f64, sign: char, right: f64) -> bool {
    let equal = same(left, right) || (left - right).abs() < 1e-12;
    match sign {
        '<' => left < right && !equal,
        '>' => left > right && !equal,
        '≤' => left < right || equal,
        '≥' => left > right || equal,
        _ => equal,
    }
}
