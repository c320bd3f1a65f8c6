//! Products in x to be multiplied out.

use super::answer::Answer;
use super::draft::Draft;
use super::draw::Draw;
use super::polynomial::{Polynomial, signed, sum};

/// A number before a bracket, then two brackets, then two with leading numbers, then three terms or three brackets.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    match level {
        ..=3 => one_bracket(level, draw),
        4..=6 => {
            let most = i64::from(level) + 1;
            two_brackets([1, draw.nonzero(most)], [1, draw.nonzero(most)])
        }
        7..=8 => {
            let first = [draw.between(2, 5), draw.nonzero(6)];
            // A square comes by itself rarely, and is where most mistakes are made.
            if draw.one_of([true, false, false]) {
                two_brackets(first, first)
            } else {
                two_brackets(first, [draw.between(1, 5), draw.nonzero(6)])
            }
        }
        9 => three_terms(draw),
        _ => three_brackets(draw),
    }
}

fn drafted(product: &str, answer: Polynomial, mistakes: Vec<Polynomial>, steps: String) -> Draft {
    Draft {
        question: format!("Expand {product} and put like terms together."),
        answer: Answer::polynomial(answer.clone()),
        mistakes: mistakes.into_iter().map(Answer::polynomial).collect(),
        near: Box::new(move |step| Answer::polynomial(answer.plus(step))),
        explanation: steps,
    }
}

/// a(bx + c)
fn one_bracket(level: u8, draw: &mut Draw) -> Draft {
    let most = 2 + 2 * i64::from(level);
    let (a, b) = (draw.between(2, most), draw.between(1, most));
    let c = if level == 1 {
        draw.between(1, most)
    } else {
        draw.nonzero(most)
    };
    let answer = Polynomial::new([a * b, a * c]);
    let mistakes = [
        // The second term not multiplied.
        [a * b, c],
        // Added instead of multiplied.
        [a + b, a + c],
        // The sign lost.
        [a * b, -a * c],
        [b, a * c],
    ];
    let inside = Polynomial::new([b, c]);
    let steps = format!(
        "Multiply each term in the bracket by {a}: {a} × {} = {} and {a} × {} = {}. That gives {answer}.",
        sum(&[(b, "x")]),
        sum(&[(a * b, "x")]),
        signed(c),
        a * c,
    );
    let mistakes = mistakes.map(Polynomial::new).to_vec();
    drafted(&format!("{a}({inside})"), answer, mistakes, steps)
}

/// (ax + b)(cx + d), written as a square if both brackets are the same
fn two_brackets([a, b]: [i64; 2], [c, d]: [i64; 2]) -> Draft {
    let (first, second) = (Polynomial::new([a, b]), Polynomial::new([c, d]));
    let answer = first.times(&second);
    let mistakes = [
        // The middle terms forgotten.
        [a * c, 0, b * d],
        // The sign of the last term lost.
        [a * c, a * d + b * c, -b * d],
        // The numbers added instead of multiplied.
        [a * c, a * d + b * c, b + d],
        // The sign of the middle lost.
        [a * c, -a * d - b * c, b * d],
        // Only one of the middle terms.
        [a * c, a * d, b * d],
    ];
    let open = sum(&[(a * c, "x²"), (a * d, "x"), (b * c, "x"), (b * d, "")]);
    let steps = format!(
        "Multiply each term of the first bracket by each of the second: {open}. Put like terms together: {answer}."
    );
    let product = Answer::product(1, [&first, &second]);
    let mistakes = mistakes.map(Polynomial::new).to_vec();
    drafted(product.text(), answer, mistakes, steps)
}

/// (ax + b)(cx² + dx + e)
fn three_terms(draw: &mut Draw) -> Draft {
    let (a, b) = (draw.between(1, 4), draw.nonzero(6));
    let (c, d, e) = (draw.between(1, 4), draw.nonzero(6), draw.nonzero(6));
    let (first, second) = (Polynomial::new([a, b]), Polynomial::new([c, d, e]));
    let answer = first.times(&second);
    let mistakes = [
        // The products across forgotten.
        [a * c, 0, 0, b * e],
        // A sign lost.
        [a * c, a * d + b * c, a * e + b * d, -b * e],
        [a * c, a * d - b * c, a * e - b * d, b * e],
        // Only some of the products.
        [a * c, a * d, a * e, b * e],
    ];
    let open = sum(&[
        (a * c, "x³"),
        (a * d, "x²"),
        (a * e, "x"),
        (b * c, "x²"),
        (b * d, "x"),
        (b * e, ""),
    ]);
    let steps = format!(
        "Multiply each term of the first bracket by each of the second: {open}. Put like terms together: {answer}."
    );
    let mistakes = mistakes.map(Polynomial::new).to_vec();
    drafted(&format!("({first})({second})"), answer, mistakes, steps)
}

/// (x + a)(x + b)(cx + d)
fn three_brackets(draw: &mut Draw) -> Draft {
    let (a, b) = (draw.nonzero(5), draw.nonzero(5));
    let (c, d) = (draw.between(1, 3), draw.nonzero(5));
    let (first, second) = (Polynomial::new([1, a]), Polynomial::new([1, b]));
    let third = Polynomial::new([c, d]);
    let pair = first.times(&second);
    let answer = pair.times(&third);
    let mistakes = vec![
        // The products across forgotten.
        Polynomial::new([c, 0, 0, a * b * d]),
        // The sums instead of the products of the numbers.
        Polynomial::new([1, a + b, a + b]).times(&third),
        // The sign of a number lost.
        pair.times(&Polynomial::new([c, -d])),
        Polynomial::new([1, a + b, -a * b]).times(&third),
    ];
    let steps = format!(
        "Multiply the first two brackets: ({first})({second}) = {pair}. Multiply that by {third}: {answer}."
    );
    let product = format!("({first})({second})({third})");
    drafted(&product, answer, mistakes, steps)
}
