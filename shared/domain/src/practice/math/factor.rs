//! Sums in x to be written as products.

use super::answer::{Answer, gcd};
use super::draft::Draft;
use super::draw::Draw;
use super::polynomial::{Polynomial, signed, sum};

/// A common factor, then a trinomial with a leading 1, then one with a common factor or a difference of squares, then one with
/// any lead.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    let small = |draw: &mut Draw| draw.nonzero(i64::from(level) + 1);
    match level {
        ..=3 => common_factor(level, draw),
        4..=6 => trinomial(1, [1, small(draw)], [1, small(draw)]),
        7 => {
            let (a, b) = (draw.between(1, 5), draw.between(1, 9));
            let common = gcd(a, b);
            let (a, b) = (a / common, b / common);
            trinomial(draw.between(1, 3), [a, b], [a, -b])
        }
        8 => trinomial(draw.between(2, 5), [1, small(draw)], [1, small(draw)]),
        _ => {
            let lead = if level == 9 { 1 } else { draw.between(1, 3) };
            trinomial(lead, primitive(2, draw), primitive(1, draw))
        }
    }
}

/// A factor ax + b, a at least `min`, from which no number can be taken out.
fn primitive(min: i64, draw: &mut Draw) -> [i64; 2] {
    let (a, b) = (draw.between(min, 5), draw.nonzero(7));
    // 1 goes with every lead, and keeps it as it was drawn.
    if gcd(a, b) == 1 {
        [a, b]
    } else {
        [a, b.signum()]
    }
}

/// A number further from 0 than `number`, to the side that `step` says: never 0, which would leave a bracket with one term.
fn beyond(number: i64, step: i64) -> i64 {
    step.signum() * number.abs() + step
}

/// g(px + q)
fn common_factor(level: u8, draw: &mut Draw) -> Draft {
    let most = 4 + 2 * i64::from(level);
    let (g, p) = (draw.between(2, most), draw.between(1, most));
    let q = if level == 1 {
        draw.between(1, most)
    } else {
        draw.nonzero(most)
    };
    let common = gcd(p, q);
    let (p, q) = (p / common, q / common);
    let inside = Polynomial::new([p, q]);
    let given = Polynomial::new([g * p, g * q]);
    let multiple = |lead, a, b| Answer::multiple(lead, &Polynomial::new([a, b]));
    let answer = multiple(g, p, q);
    Draft {
        question: format!("Factor {given} completely."),
        mistakes: vec![
            // The second term not divided.
            multiple(g, p, g * q),
            // The sign lost.
            multiple(g, p, -q),
            // The first term not divided.
            multiple(g, g * p, q),
        ],
        near: Box::new(move |step| Answer::multiple(g, &Polynomial::new([p, beyond(q, step)]))),
        explanation: format!(
            "The greatest common factor of {} and {} is {g}. Take it out: {given} = {}, where {inside} has no common factor.",
            g * p,
            (g * q).abs(),
            answer.text(),
        ),
        answer,
    }
}

/// lead(ax + b)(cx + d), where neither bracket has a common factor
fn trinomial(lead: i64, [a, b]: [i64; 2], [c, d]: [i64; 2]) -> Draft {
    let product = move |[a, b]: [i64; 2], [c, d]: [i64; 2]| {
        Answer::product(lead, [&Polynomial::new([a, b]), &Polynomial::new([c, d])])
    };
    let inner = Polynomial::new([a, b]).times(&Polynomial::new([c, d]));
    let given = Polynomial::new([lead]).times(&inner);
    let answer = product([a, b], [c, d]);
    let mut mistakes = vec![
        // Both signs lost.
        product([a, -b], [c, -d]),
        // One sign lost.
        product([a, b], [c, -d]),
        product([a, -b], [c, d]),
    ];
    if (a, b) != (c, d) {
        // Taken for a square.
        mistakes.insert(1, product([a, b], [a, b]));
    }
    if a != c {
        // The numbers in each other's place.
        mistakes.insert(0, product([a, d], [c, b]));
    }
    let take_out = match lead {
        1 => String::new(),
        _ => format!("Take out the common factor {lead}: {lead}({inner}). "),
    };
    let (outer, middle, last) = (a * c, a * d + b * c, b * d);
    let find = if middle == 0 {
        format!(
            "This is a difference of two squares, {} and {}.",
            sum(&[(outer, "x²")]),
            -last
        )
    } else {
        format!(
            "Two numbers with the product {outer} × {} = {} and the sum {middle} are {} and {}.",
            signed(last),
            outer * last,
            a * d,
            b * c,
        )
    };
    Draft {
        question: format!("Factor {given} completely."),
        explanation: format!("{take_out}{find} So {given} = {}.", answer.text()),
        answer,
        mistakes,
        near: Box::new(move |step| product([a, b], [c, beyond(d, step)])),
    }
}
