//! Sums, products and quotients of fractions.

use super::answer::{Answer, fraction, gcd};
use super::draft::Draft;
use super::draw::Draw;
use crate::practice::ratio::Ratio;

/// The same denominator, then different ones, then products and quotients, then three fractions, then a bracket.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    let most = 5 + i64::from(level) / 2;
    match level {
        ..=2 => {
            let below = draw.between(3, most + 4);
            let [a, c] = [draw.between(1, below - 1), draw.between(1, below - 1)];
            sum(a, below, c, below, level == 1 || draw.coin())
        }
        3..=4 => {
            let ([a, b], [c, d]) = (proper(most, draw), proper(most, draw));
            sum(a, b, c, d, draw.coin())
        }
        5..=6 => {
            let (one, other) = (proper(most, draw), proper(most, draw));
            if draw.coin() {
                product(one, other)
            } else {
                quotient(one, other)
            }
        }
        7..=8 => three(proper(most, draw), proper(most, draw), proper(most, draw)),
        _ => bracket(proper(most, draw), proper(most, draw), proper(most, draw)),
    }
}

/// A fraction between 0 and 1 in lowest terms.
fn proper(most: i64, draw: &mut Draw) -> [i64; 2] {
    let below = draw.between(2, most);
    let above = draw.between(1, below - 1);
    let common = gcd(above, below);
    [above / common, below / common]
}

fn drafted(sum: &str, [n, d]: [i64; 2], mistakes: Vec<Ratio>, steps: String) -> Draft {
    let answer = Answer::number(fraction(n, d));
    let explanation = if gcd(n, d) == 1 {
        steps
    } else {
        format!("{steps} In lowest terms that is {}.", answer.text())
    };
    Draft {
        question: format!("What is {sum}, in lowest terms?"),
        answer,
        mistakes: mistakes.into_iter().map(Answer::number).collect(),
        near: Box::new(move |step| Answer::number(fraction(n + step, d))),
        explanation,
    }
}

/// a/b + c/d, or a/b - c/d
fn sum(a: i64, b: i64, c: i64, d: i64, plus: bool) -> Draft {
    // Nobody learns from a difference of equals.
    let plus = plus || a * d == b * c;
    let (sign, c_signed) = if plus { ('+', c) } else { ('-', -c) };
    let common = b / gcd(b, d) * d;
    let (left, right) = (a * common / b, c * common / d);
    let above = left + c_signed.signum() * right;
    let mut mistakes = vec![
        // The upper parts over the product of the lower ones, without widening them.
        fraction(a + c_signed, b * d),
        // Multiplied instead.
        fraction(a * c, b * d),
        // The other sign.
        fraction(left - c_signed.signum() * right, common),
    ];
    if plus {
        // Upper and lower parts added each for itself.
        mistakes.insert(0, fraction(a + c, b + d));
    }
    let widen = if b == d {
        format!("Both fractions are parts of {b}.")
    } else {
        format!(
            "Over the common denominator {common} they are {left}/{common} and {right}/{common}."
        )
    };
    let steps =
        format!("{widen} {left} {sign} {right} = {above}, so the result is {above}/{common}.");
    drafted(
        &format!("{a}/{b} {sign} {c}/{d}"),
        [above, common],
        mistakes,
        steps,
    )
}

fn product([a, b]: [i64; 2], [c, d]: [i64; 2]) -> Draft {
    let mistakes = vec![
        // Multiplied crosswise, as if to divide.
        fraction(a * d, b * c),
        // Added instead.
        fraction(a * d + b * c, b * d),
        // Only the upper parts multiplied.
        fraction(a * c, b.max(d)),
    ];
    let steps = format!(
        "Multiply the upper parts and the lower parts: {a} × {c} = {} and {b} × {d} = {}. That makes {}/{}.",
        a * c,
        b * d,
        a * c,
        b * d,
    );
    drafted(
        &format!("{a}/{b} × {c}/{d}"),
        [a * c, b * d],
        mistakes,
        steps,
    )
}

fn quotient([a, b]: [i64; 2], [c, d]: [i64; 2]) -> Draft {
    let mistakes = vec![
        // Forgot to turn the second over.
        fraction(a * c, b * d),
        // Turned the first over instead.
        fraction(b * c, a * d),
        // Turned both over.
        fraction(b * d, a * c),
    ];
    let over = fraction(d, c);
    let steps = format!(
        "To divide by {c}/{d}, multiply by {over}: {a}/{b} × {over} = {}/{}.",
        a * d,
        b * c
    );
    drafted(
        &format!("{a}/{b} ÷ {c}/{d}"),
        [a * d, b * c],
        mistakes,
        steps,
    )
}

/// a/b + c/d × e/f
fn three([a, b]: [i64; 2], [c, d]: [i64; 2], [e, f]: [i64; 2]) -> Draft {
    let (n, m) = (c * e, d * f);
    let result = [a * m + n * b, b * m];
    let mistakes = vec![
        // From left to right.
        fraction((a * d + c * b) * e, b * d * f),
        // Upper and lower parts added each for itself.
        fraction(a + n, b + m),
        // Divided instead of multiplied.
        fraction(a * d * e + b * c * f, b * d * e),
    ];
    let steps = format!(
        "Multiply first: {c}/{d} × {e}/{f} = {n}/{m}. Then add: {a}/{b} + {n}/{m} = {}/{}.",
        result[0], result[1]
    );
    drafted(
        &format!("{a}/{b} + {c}/{d} × {e}/{f}"),
        result,
        mistakes,
        steps,
    )
}

/// (a/b + c/d) ÷ e/f
fn bracket([a, b]: [i64; 2], [c, d]: [i64; 2], [e, f]: [i64; 2]) -> Draft {
    let (n, m) = (a * d + c * b, b * d);
    let mistakes = vec![
        // Forgot to turn the last over.
        fraction(n * e, m * f),
        // Divided only the second.
        fraction(a * d * e + b * c * f, b * d * e),
        // Upper and lower parts added each for itself.
        fraction((a + c) * f, (b + d) * e),
        // Turned the bracket over instead.
        fraction(m * e, n * f),
    ];
    let over = fraction(f, e);
    let steps = format!(
        "The bracket first: {a}/{b} + {c}/{d} = {n}/{m}. To divide by {e}/{f}, multiply by {over}: {}/{}.",
        n * f,
        m * e
    );
    drafted(
        &format!("({a}/{b} + {c}/{d}) ÷ {e}/{f}"),
        [n * f, m * e],
        mistakes,
        steps,
    )
}
