//! Expressions in x to be simplified.

use super::answer::Answer;
use super::draft::Draft;
use super::draw::Draw;
use super::polynomial::{Polynomial, sum};

/// Like terms, then two brackets, then brackets with a square, then a quotient that cancels.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    match level {
        ..=3 => like_terms(level, draw),
        4..=6 => two_brackets(level, draw),
        7..=8 => with_a_square(level, draw),
        _ => quotient(level, draw),
    }
}

fn polynomials<const N: usize, const M: usize>(all: [[i64; N]; M]) -> Vec<Answer> {
    all.into_iter()
        .map(|coefficients| Answer::polynomial(Polynomial::new(coefficients)))
        .collect()
}

fn drafted(expression: &str, answer: Polynomial, mistakes: Vec<Answer>, steps: String) -> Draft {
    Draft {
        question: format!("Simplify the expression {expression}."),
        answer: Answer::polynomial(answer.clone()),
        mistakes,
        near: Box::new(move |step| Answer::polynomial(answer.plus(step))),
        explanation: steps,
    }
}

/// ax + b + cx + d
fn like_terms(level: u8, draw: &mut Draw) -> Draft {
    let most = 3 + 3 * i64::from(level);
    let (a, b) = (draw.between(2, most), draw.between(1, most));
    // Negative terms come with level 2. The terms in x never cancel: the second is positive, or smaller than the first.
    let (c, d) = match level {
        ..=1 => (draw.between(1, most), draw.between(1, most)),
        _ if draw.coin() => (-draw.between(1, a - 1), draw.nonzero(most)),
        _ => (draw.between(1, most), -draw.between(1, most)),
    };
    let answer = Polynomial::new([a + c, b + d]);
    let mistakes = polynomials([
        // The sign of a term lost.
        [a + c, b - d],
        [a - c, b + d],
        // Terms in x and numbers put together.
        [a + b + c + d, 0],
    ]);
    let steps = format!(
        "Put the terms in x together: {} = {}. Put the numbers together: {} = {}. That gives {answer}.",
        sum(&[(a, "x"), (c, "x")]),
        sum(&[(a + c, "x")]),
        sum(&[(b, ""), (d, "")]),
        b + d,
    );
    let expression = sum(&[(a, "x"), (b, ""), (c, "x"), (d, "")]);
    drafted(&expression, answer, mistakes, steps)
}

/// a(bx + c) + d(ex + f), where d may be negative
fn two_brackets(level: u8, draw: &mut Draw) -> Draft {
    let most = i64::from(level);
    let (b, c) = (draw.between(1, most), draw.nonzero(most));
    let (e, f) = (draw.between(1, most), draw.nonzero(most));
    let a = draw.between(2, most);
    let d = if level == 4 {
        draw.between(2, most)
    } else {
        -draw.between(2, most)
    };
    // The terms in x must not cancel.
    let a = if a * b + d * e == 0 { a + 1 } else { a };
    let answer = Polynomial::new([a * b + d * e, a * c + d * f]);
    let mistakes = polynomials([
        // The sign before the second bracket not carried to its last term.
        [a * b + d * e, a * c - d * f],
        // The second terms not multiplied.
        [a * b + d * e, c + f],
        // The sign before the second bracket lost.
        [a * b - d * e, a * c - d * f],
    ]);
    let (first, second) = (Polynomial::new([b, c]), Polynomial::new([e, f]));
    let sign = if d < 0 { '-' } else { '+' };
    let open = sum(&[(a * b, "x"), (a * c, ""), (d * e, "x"), (d * f, "")]);
    let steps = format!("Multiply out both brackets: {open}. Put like terms together: {answer}.");
    let expression = format!("{a}({first}) {sign} {}({second})", d.abs());
    drafted(&expression, answer, mistakes, steps)
}

/// ax(bx + c) - d(ex + f)
fn with_a_square(level: u8, draw: &mut Draw) -> Draft {
    let most = i64::from(level);
    let (a, b, c) = (
        draw.between(2, most),
        draw.between(1, 4),
        draw.nonzero(most),
    );
    let (d, e, f) = (
        draw.between(2, most),
        draw.between(1, 5),
        draw.nonzero(most),
    );
    let answer = Polynomial::new([a * b, a * c - d * e, -d * f]);
    let mistakes = polynomials([
        // The minus not carried to the last term.
        [a * b, a * c - d * e, d * f],
        // The minus lost.
        [a * b, a * c + d * e, d * f],
        // The second terms not multiplied.
        [a * b, c - d * e, f],
        // x · x taken for x.
        [0, a * b + a * c - d * e, -d * f],
    ]);
    let (first, second) = (Polynomial::new([b, c]), Polynomial::new([e, f]));
    let open = sum(&[(a * b, "x²"), (a * c, "x"), (-d * e, "x"), (-d * f, "")]);
    let steps = format!("Multiply out both brackets: {open}. Put like terms together: {answer}.");
    drafted(
        &format!("{a}x({first}) - {d}({second})"),
        answer,
        mistakes,
        steps,
    )
}

/// (a·x² + …)/(x + r), which is a(x + s)
fn quotient(level: u8, draw: &mut Draw) -> Draft {
    let a = if level == 9 { 1 } else { draw.between(2, 5) };
    let (r, s) = (draw.nonzero(9), draw.nonzero(9));
    let (below, kept) = (Polynomial::new([1, r]), Polynomial::new([1, s]));
    let above = Polynomial::new([a, a * (r + s), a * r * s]);
    let answer = Polynomial::new([a, a * s]);
    let mistakes = polynomials([
        // The sign of the remaining factor lost.
        [a, -a * s],
        // The other factor kept.
        [a, a * r],
        // The first and the last term divided, each by its own.
        [a, a * (r + s)],
        // The lead left out of the last term.
        [a, s],
    ]);
    let factored = Answer::product(a, [&below, &kept]);
    let steps = format!(
        "Factor the upper part: {above} = {}. Cancel {below}, which is not 0. What remains is {answer}.",
        factored.text(),
    );
    let expression = format!("({above})/({below}), where x is not {}", -r);
    drafted(&expression, answer, mistakes, steps)
}
