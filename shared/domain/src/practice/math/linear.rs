//! Linear equations in x.

use super::answer::{Answer, fraction};
use super::draft::Draft;
use super::draw::Draw;
use super::polynomial::Polynomial;

/// ax + b = c, the numbers growing with the level; from level 9 on with x on both sides.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    let problem = match level {
        ..=3 => {
            let (a, b) = (draw.between(1, 5), draw.between(1, 10));
            // x such that ax + b stays within 1 to 20: a beginner's answer is whole.
            let x = draw.between((1 - b).div_euclid(a) + 1, (20 - b).div_euclid(a));
            [a, b, 0, a * x + b]
        }
        4..=6 => [
            draw.between(2, 10),
            draw.nonzero(10),
            0,
            draw.between(-20, 20),
        ],
        7..=8 => [
            draw.between(5, 15),
            draw.nonzero(15),
            0,
            draw.between(-30, 30),
        ],
        _ => {
            let a = draw.between(5, 15);
            [
                a,
                draw.nonzero(15),
                draw.between(2, a - 1),
                draw.between(-30, 30),
            ]
        }
    };
    worked(problem)
}

/// ax + b = dx + c, where a is greater than d, and d is not negative.
fn worked([a, b, d, c]: [i64; 4]) -> Draft {
    let (left, right) = (Polynomial::new([a, b]), Polynomial::new([d, c]));
    let (of_x, rest) = (a - d, c - b);
    let answer = Answer::unknown(fraction(rest, of_x));
    let mut mistakes = vec![
        // b moved across without changing its sign.
        Answer::unknown(fraction(c + b, of_x)),
        // The sign lost.
        Answer::unknown(fraction(-rest, of_x)),
        // Forgot to divide.
        Answer::unknown(rest.into()),
        // Divided one side alone.
        Answer::unknown(fraction(c - b * of_x, of_x)),
    ];
    if d != 0 {
        // The terms in x added instead of subtracted.
        mistakes.insert(0, Answer::unknown(fraction(rest, a + d)));
    }
    if rest != 0 {
        // The fraction turned over.
        mistakes.push(Answer::unknown(fraction(of_x, rest)));
    }
    let mut steps = Vec::new();
    if d != 0 {
        let gathered = Polynomial::new([of_x, b]);
        steps.push(format!("Subtract {d}x from both sides: {gathered} = {c}."));
    }
    let (verb, whence) = if b < 0 {
        ("Add", "to")
    } else {
        ("Subtract", "from")
    };
    let moved = Polynomial::new([of_x, 0]);
    steps.push(format!(
        "{verb} {} {whence} both sides: {moved} = {rest}.",
        b.abs()
    ));
    if of_x != 1 {
        steps.push(format!("Divide both sides by {of_x}: {}.", answer.text()));
    }
    Draft {
        question: format!("Solve the equation {left} = {right} for x."),
        answer,
        mistakes,
        near: Box::new(move |step| Answer::unknown(fraction(rest + step * of_x, of_x))),
        explanation: steps.join(" "),
    }
}
