//! The usual mistakes, made on the text of an answer, so that its notation is kept.

mod literal;

use literal::Literal;

use crate::practice::marking::Meaning;
use crate::practice::ratio::Ratio;

/// Variants of a text, the likeliest mistakes first; some may be equal to each other or to the answer. With a meaning, every
/// variant is mathematics as well, and no quantity becomes negative or nothing.
pub(super) fn mistakes(text: &str, meaning: Option<&Meaning>) -> Vec<String> {
    let literals = Literal::all(text);
    let mut variants = Vec::new();
    if let Some(meaning) = meaning {
        if !meaning.has_unit() {
            variants.extend(signs(text, &literals));
        }
        variants.extend(inverted(text, &literals));
    }
    // One mistake of every number after another, so that not all are made on the first.
    let nearby: Vec<Vec<_>> = literals.iter().map(Literal::mistaken).collect();
    let longest = nearby.iter().map(Vec::len).max().unwrap_or(0);
    for round in 0..longest {
        let round = literals
            .iter()
            .zip(&nearby)
            .filter_map(|(l, near)| Some((l, near.get(round)?)));
        variants.extend(round.map(|(literal, other)| literal.replaced(text, other)));
    }
    let Some(meaning) = meaning else {
        return variants;
    };
    let is_tidy_answer = is_tidy(&literals);
    variants.retain(|variant| {
        let is_alike = Meaning::read(variant)
            .is_some_and(|read| read.is_number() == meaning.is_number() && !read.repeats());
        is_alike && (!is_tidy_answer || is_tidy(&Literal::all(variant)))
    });
    variants
}

/// Each sign turned, and the first number made negative if it has none.
fn signs(text: &str, literals: &[Literal]) -> Vec<String> {
    let mut variants = Vec::new();
    for (index, sign) in text.match_indices(['+', '-', '\u{2212}']) {
        let (before, after) = (&text[..index], &text[index + sign.len()..]);
        let turned = match (opens(before), sign) {
            (true, _) => "",
            (false, "+") => "-",
            (false, _) => "+",
        };
        variants.push(format!("{before}{turned}{after}"));
    }
    for literal in literals {
        let (before, after) = text.split_at(literal.start());
        if opens(before) && !before.ends_with(['^', '/', '*', '(']) {
            variants.push(format!("{before}-{after}"));
        }
    }
    variants
}

/// Whether a number or its sign begins here, and no operation.
fn opens(before: &str) -> bool {
    let before = before.trim_end();
    let follows = [" or", " and"].iter().any(|word| before.ends_with(word));
    before.is_empty() || follows || before.ends_with(['=', ',', ';', '(', '^', '*', '/', '$'])
}

/// Each fraction turned over.
fn inverted(text: &str, literals: &[Literal]) -> Vec<String> {
    let fractions = literals.windows(2).filter(|pair| pair[0].is_over(&pair[1]));
    let invert = |pair: &[Literal]| {
        let lower_first = pair[1].replaced(text, pair[0].text());
        pair[0].replaced(&lower_first, pair[1].text())
    };
    fractions.map(invert).collect()
}

/// Whether every fraction is in lowest terms, and is no whole number.
fn is_tidy(literals: &[Literal]) -> bool {
    let mut fractions = literals.windows(2).filter(|pair| pair[0].is_over(&pair[1]));
    fractions.all(|pair| {
        let read = || {
            let fraction: Ratio = format!("{}/{}", pair[0].text(), pair[1].text())
                .parse()
                .ok()?;
            Some(fraction.denominator() > 1 && fraction.denominator().to_string() == pair[1].text())
        };
        read().unwrap_or(true)
    })
}
