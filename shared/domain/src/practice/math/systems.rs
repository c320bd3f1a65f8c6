//! Two linear equations in x and y with one solution.

use super::answer::{Answer, fraction};
use super::draft::Draft;
use super::draw::Draw;
use super::polynomial::{signed, sum};

/// A sum and a difference, then small coefficients, then larger ones, then an x that is a fraction.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    match level {
        ..=3 => {
            let most = 4 + 2 * i64::from(level);
            let (x, y) = (draw.between(1, most), draw.between(1, most));
            worked([1, 1], [1, -1], [x, y], 1)
        }
        4..=6 => {
            let (x, y) = (draw.nonzero(5), draw.nonzero(5));
            let first = [draw.between(1, 4), draw.nonzero(4)];
            worked(first, second(first, 4, 1, draw), [x, y], 1)
        }
        7..=8 => {
            let (x, y) = (draw.nonzero(10), draw.nonzero(10));
            let first = [draw.between(2, 9), draw.nonzero(9)];
            worked(first, second(first, 9, 1, draw), [x, y], 1)
        }
        _ => {
            // Every coefficient of x is a multiple of x's denominator, so that the right sides are whole.
            let below = draw.between(2, 3);
            let x = below * draw.between(-3, 3) + draw.between(1, below - 1);
            let first = [below * draw.between(1, 3), draw.nonzero(7)];
            worked(
                first,
                second(first, 7, below, draw),
                [x, draw.nonzero(8)],
                below,
            )
        }
    }
}

/// The coefficients of an equation that is not a multiple of the first. That of x is a multiple of `unit`.
fn second([a, b]: [i64; 2], most: i64, unit: i64, draw: &mut Draw) -> [i64; 2] {
    let (c, d) = (unit * draw.between(1, most / unit), draw.nonzero(most));
    // One more or less of y turns the line, since a is not 0; whichever does not take y out of the equation.
    match (a * d == b * c, d) {
        (false, _) => [c, d],
        (true, -1) => [c, d - 1],
        (true, _) => [c, d + 1],
    }
}

/// ax + by = …, cx + dy = …, solved by x/below and y.
fn worked([a, b]: [i64; 2], [c, d]: [i64; 2], [x, y]: [i64; 2], below: i64) -> Draft {
    let (first, second) = (a * x / below + b * y, c * x / below + d * y);
    let solution = move |x: i64, y: i64| Answer::unknowns(fraction(x, below), y.into());
    let exact_x = fraction(x, below);
    let answer = solution(x, y);
    let mistakes = vec![
        // Solves the first equation alone.
        Answer::unknowns(fraction(x + b * below, below), (y - a).into()),
        // One for the other.
        Answer::unknowns(y.into(), exact_x),
        // A sign lost.
        solution(x, -y),
        solution(-x, y),
    ];
    let equation = |a: i64, b: i64, right: i64| format!("{} = {right}", sum(&[(a, "x"), (b, "y")]));
    let (determinant, right) = (a * d - b * c, first * d - second * b);
    let gathered = sum(&[(determinant, "x")]);
    let eliminated = if [a, b, c, d] == [1, 1, 1, -1] {
        format!("Add the two equations: 2x = {}", first + second)
    } else {
        format!(
            "Multiply the first equation by {d} and the second by {b}, and subtract: y goes, and {gathered} = {right} remains"
        )
    };
    let explanation = format!(
        "{eliminated}, so x = {exact_x}. In the first equation that leaves {} = {first} - {} = {}, so y = {y}.",
        sum(&[(b, "y")]),
        signed(a * x / below),
        b * y,
    );
    Draft {
        question: format!(
            "Solve the system of equations {} and {} for x and y.",
            equation(a, b, first),
            equation(c, d, second)
        ),
        answer,
        mistakes,
        near: Box::new(move |step| solution(x + step * below, y)),
        explanation,
    }
}
