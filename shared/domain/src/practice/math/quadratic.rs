//! Quadratic equations in x. The answer names every root, so that no second choice can be right as well.

use super::answer::{Answer, fraction};
use super::draft::Draft;
use super::draw::Draw;
use super::polynomial::Polynomial;

/// Whole roots up to 5, then up to 8 under a leading 1 or 2; from level 8 on any coefficients that have two real roots.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    match level {
        ..=4 => {
            let roots = two_roots(5, draw);
            whole(1, roots)
        }
        5..=7 => {
            let lead = draw.one_of([1, 2]);
            whole(lead, two_roots(8, draw))
        }
        _ => {
            let (a, b, c) = (draw.between(1, 5), draw.between(-10, 10), draw.nonzero(20));
            // Without two real roots, a negative constant brings them: b² - 4ac is positive then.
            let c = if b * b - 4 * a * c > 0 { c } else { -c.abs() };
            formula(a, b, c)
        }
    }
}

/// Two different whole numbers from `-max` to `max`; 0 comes first, so that a factor x does.
fn two_roots(max: i64, draw: &mut Draw) -> (i64, i64) {
    let one = draw.between(-max, max);
    let other = draw.between(-max, max - 1);
    let other = if other >= one { other + 1 } else { other };
    if other == 0 {
        (other, one)
    } else {
        (one, other)
    }
}

fn question(a: i64, b: i64, c: i64) -> String {
    let equation = Polynomial::new([a, b, c]);
    format!("What are all the solutions of {equation} = 0?")
}

/// lead · (x - r)(x - s) = 0
fn whole(lead: i64, (r, s): (i64, i64)) -> Draft {
    let answer = Answer::roots(r.into(), s.into());
    let mut mistakes = vec![
        // The signs read off the factors.
        Answer::roots((-r).into(), (-s).into()),
        // One root alone.
        Answer::unknown(if r == 0 { s } else { r }.into()),
        // One sign lost.
        Answer::roots(r.into(), (-s).into()),
        Answer::roots((-r).into(), s.into()),
    ];
    if lead != 1 {
        // Forgot to divide by the lead.
        mistakes.insert(1, Answer::roots((lead * r).into(), (lead * s).into()));
    }
    let factor = |root: i64| Polynomial::new([1, -root]);
    let factored = Answer::product(1, [&factor(r), &factor(s)]);
    let monic = Polynomial::new([1, -r - s, r * s]);
    let divide = match lead {
        1 => String::new(),
        _ => format!("Divide both sides by {lead}: {monic} = 0. "),
    };
    Draft {
        question: question(lead, -lead * (r + s), lead * r * s),
        explanation: format!(
            "{divide}Two numbers with the product {} and the sum {} are {} and {}, so the left side factors: {} = 0. \
             A product is 0 only where one of its factors is 0: {}.",
            r * s,
            -r - s,
            -r,
            -s,
            factored.text(),
            answer.text(),
        ),
        answer,
        mistakes,
        near: Box::new(move |step| Answer::roots((r + step).into(), s.into())),
    }
}

/// ax² + bx + c = 0 by the quadratic formula. The discriminant is positive.
fn formula(a: i64, b: i64, c: i64) -> Draft {
    let discriminant = b * b - 4 * a * c;
    let by_formula = |p: i64, d: i64, q: i64| match square_root(d) {
        Some(n) => Answer::roots(fraction(p + n, q), fraction(p - n, q)),
        None => Answer::surds(p, d, q),
    };
    let answer = by_formula(-b, discriminant, 2 * a);
    let mut mistakes = vec![
        // The sign of b lost.
        by_formula(b, discriminant, 2 * a),
        // Divided by a instead of 2a.
        by_formula(-b, discriminant, a),
        // Forgot to divide.
        by_formula(-b, discriminant, 1),
    ];
    if let Some(n) = square_root(discriminant) {
        // One root alone.
        let larger = fraction(-b + n, 2 * a);
        mistakes.insert(1, Answer::unknown(larger));
    } else if b * b + 4 * a * c > 0 && square_root(b * b + 4 * a * c).is_none() {
        // b² + 4ac under the root.
        mistakes.insert(1, by_formula(-b, b * b + 4 * a * c, 2 * a));
    }
    let formula = format!("x = ({} ± √{discriminant})/{}", -b, 2 * a);
    let simpler = if formula == answer.text() {
        String::new()
    } else {
        format!(" That is {}.", answer.text())
    };
    let steps = format!(
        "Use the quadratic formula x = (-b ± √(b² - 4ac))/(2a) with a = {a}, b = {b}, c = {c}. Under the root stands \
         {discriminant}, so {formula}.{simpler}"
    );
    Draft {
        question: question(a, b, c),
        explanation: steps,
        answer,
        mistakes,
        near: Box::new(move |step| match square_root(discriminant) {
            Some(n) => Answer::roots(
                fraction(-b + n + step * 2 * a, 2 * a),
                fraction(-b - n, 2 * a),
            ),
            None => Answer::surds(-b + step, discriminant, 2 * a),
        }),
    }
}

/// The whole square root, if the number is a square.
fn square_root(number: i64) -> Option<i64> {
    (0..)
        .take_while(|n| n * n <= number)
        .find(|n| n * n == number)
}
