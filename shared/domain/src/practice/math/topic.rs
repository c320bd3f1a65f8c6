//! Which kinds of items suit a subject and a topic.

use super::Kind;
use Kind::{Expand, Factor, Fractions, Linear, Percentages, Quadratic, Simplify, Systems};

/// What a word asks for, the more particular first: "factor quadratic expressions" is about factoring.
///
/// Geometry and trigonometry get what their exercises come down to once the figure is read: equations and ratios. Calculus gets the
/// algebra that it stands on.
const KINDS: [(&[&str], &[Kind]); 15] = [
    (&["system", "systems", "simultaneous"], &[Systems]),
    (&["expand", "expanding", "expansion"], &[Expand]),
    (
        &[
            "factor",
            "factors",
            "factoring",
            "factorise",
            "factorize",
            "factorization",
        ],
        &[Factor],
    ),
    (&["quadratic", "quadratics"], &[Quadratic]),
    (
        &["percent", "percents", "percentage", "percentages"],
        &[Percentages],
    ),
    (&["fraction", "fractions"], &[Fractions]),
    (
        &[
            "simplify",
            "simplifying",
            "simplification",
            "expression",
            "expressions",
        ],
        &[Simplify],
    ),
    (&["polynomial", "polynomials"], &[Expand, Factor, Simplify]),
    (
        &["linear", "equation", "equations", "solve", "solving"],
        &[Linear],
    ),
    (&["arithmetic"], &[Fractions, Percentages]),
    (&["geometry"], &[Linear, Fractions, Systems]),
    (&["trigonometry"], &[Linear, Fractions, Quadratic]),
    (
        &["calculus", "precalculus"],
        &[Expand, Factor, Simplify, Quadratic],
    ),
    (
        &["algebra", "prealgebra"],
        &[Linear, Quadratic, Simplify, Expand, Factor, Systems],
    ),
    (&["math", "maths", "mathematics"], &Kind::ALL),
];

/// Words that are said of mathematics alone: one is enough.
const SURE: [&str; 14] = [
    "math",
    "maths",
    "mathematics",
    "algebra",
    "prealgebra",
    "geometry",
    "calculus",
    "precalculus",
    "trigonometry",
    "arithmetic",
    "quadratic",
    "quadratics",
    "polynomial",
    "polynomials",
];

/// Words that make a subject mathematics, but not a topic: chemistry has mole fractions and percentage yields.
const AS_SUBJECT: [&str; 4] = ["fraction", "fractions", "percentage", "percentages"];

/// The kinds of items for a subject and a topic, or `None` if they are not about mathematics.
///
/// It goes by whole words, in any case. A word such as algebra or quadratic makes it mathematics, in the subject or in the topic.
/// Words that other fields use too (equation, linear, solve, system, factor, expression) do so only if two of them, for
/// different things, come together in the subject or in the topic ("linear equations", "solve the equation"): chemistry has
/// equations, and politics has systems. What the kinds are is said by the topic, and by the subject if the topic says nothing.
#[must_use]
pub fn kinds_for(subject: &str, topic: Option<&str>) -> Option<&'static [Kind]> {
    let (subject, topic) = (words(subject), words(topic.unwrap_or_default()));
    if !says(&subject, &AS_SUBJECT) && !is_math(&subject) && !is_math(&topic) {
        return None;
    }
    asked_for(&topic).or_else(|| asked_for(&subject))
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn is_math(words: &[String]) -> bool {
    const SHARED: [&[&str]; 6] = [
        &["equation", "equations"],
        &["linear"],
        &["solve", "solving"],
        &["system", "systems", "simultaneous"],
        &[
            "factor",
            "factors",
            "factoring",
            "expand",
            "expanding",
            "simplify",
            "simplifying",
        ],
        &["expression", "expressions"],
    ];
    let together = SHARED.iter().filter(|any| says(words, any)).count();
    says(words, &SURE) || together >= 2
}

fn says(words: &[String], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(&word.as_str()))
}

fn asked_for(words: &[String]) -> Option<&'static [Kind]> {
    KINDS
        .iter()
        .find(|(any, _)| says(words, any))
        .map(|(_, kinds)| *kinds)
}

#[cfg(test)]
mod tests;
