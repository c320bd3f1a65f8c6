//! Marking: whether what a student wrote is the right choice.
//!
//! A reply is read in this order, and the first way that fits a choice decides:
//!
//! 1. exactly the text of a choice, or the choice as it is shown (`B) text`). So where a choice reads `C`, the reply `C` is that
//!    choice, and the reply `c` is the third one;
//! 2. a letter: `b`, `B)`, `(b)`, `b.`;
//! 3. a letter with a text: both must mean the same choice;
//! 4. the text of a choice, whatever its case and white space, or an equal number or polynomial, or a list of them;
//! 5. the number of a choice without its unit.
//!
//! A reply that means more than one choice means none.
//!
//! What is equal is worked out in exact fractions:
//!
//! - `0.5`, `.50`, `1/2` and `½` are equal; `1,000` is 1000, `1 1/2` is three halves, `2(x + 1)` is `2x + 2`.
//! - A percentage is a hundredth of its number. Where one is the answer, `50%`, `0.5` and `50` are right; elsewhere `50%` is not.
//! - A name may be left out: `x = 2` is `2`. A list with different names, or in brackets, has an order (`x = 1, y = 2`, `(1, 2)`);
//!   any other has none (`2 or 3`, `x = 2, x = 3`).
//! - A reply must be worked out as far as the answer: `12 + 5` is not `17`, and `x^2 + 5x + 6` is not `(x + 2)(x + 3)`, nor the
//!   other way round.

mod expression;
mod meaning;
mod notation;
mod polynomial;
mod tokens;
mod unit;

use meaning::Agreement;
pub(crate) use meaning::Meaning;

use crate::practice::choices::{Choices, Letter};
use crate::text::bounded_text;

bounded_text! {
    /// What a student wrote as an answer. It may be empty, which is wrong.
    Reply, 0..=2000
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marked {
    /// The right choice.
    Right,
    /// Another choice, or none.
    Wrong,
}

impl Marked {
    /// Whether it is right.
    #[must_use]
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Right)
    }
}

/// Marks a reply against the choices that the student was shown.
#[must_use]
pub fn mark(reply: &str, choices: &Choices) -> Marked {
    if chosen(reply, choices) == Some(choices.right()) {
        Marked::Right
    } else {
        Marked::Wrong
    }
}

/// Whether two texts say the same: whatever their case and white space, or because their numbers or polynomials are equal,
/// however they are written, or because one is the other without its unit.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    if notation::folded(one) == notation::folded(other) {
        return true;
    }
    match (Meaning::read(one), Meaning::read(other)) {
        (Some(one), Some(other)) => one.equals(&other) || other.equals(&one),
        _ => false,
    }
}

fn chosen(reply: &str, choices: &Choices) -> Option<Letter> {
    let reply = reply.trim();
    if let Some(letter) = exactly(reply, choices) {
        return Some(letter);
    }
    if let Some((letter, rest)) = labelled(reply) {
        if rest.is_empty() {
            return Some(letter);
        }
        if let Some(meant) = exactly(rest, choices).or_else(|| meant(rest, choices)) {
            return (meant == letter).then_some(letter);
        }
    }
    meant(reply, choices)
}

fn exactly(reply: &str, choices: &Choices) -> Option<Letter> {
    Letter::ALL.into_iter().find(|letter| {
        let text = choices.text(*letter).as_str();
        reply == text.trim() || reply == choices.shown(*letter).trim()
    })
}

/// A letter and what follows it. Unless a mark sets it apart, nothing may follow.
fn labelled(reply: &str) -> Option<(Letter, &str)> {
    let opened = reply.strip_prefix(['(', '[']).unwrap_or(reply).trim_start();
    let mut rest = opened.chars();
    let letter = Letter::parse(rest.next()?)?;
    let rest = rest.as_str().trim_start();
    if rest.is_empty() && opened.len() == reply.len() {
        return Some((letter, rest));
    }
    let rest = rest.strip_prefix([')', ']', '.', ':'])?;
    Some((letter, rest.trim()))
}

fn meant(reply: &str, choices: &Choices) -> Option<Letter> {
    let folded = notation::folded(reply);
    let by_text = |letter: &Letter| notation::folded(choices.text(*letter).as_str()) == folded;
    if let Some(letter) = Letter::ALL.into_iter().find(by_text) {
        return Some(letter);
    }
    let reply = Meaning::read(reply)?;
    let accepted = Letter::ALL.map(|letter| {
        let choice = Meaning::read(choices.text(letter).as_str())?;
        Some((letter, choice.accepts(&reply)?))
    });
    let only = |agreement| {
        let mut fitting = accepted.iter().flatten().filter(|(_, a)| *a == agreement);
        let first = fitting.next().map(|(letter, _)| *letter);
        (first, fitting.next().is_some())
    };
    match only(Agreement::Whole) {
        (Some(letter), several) => (!several).then_some(letter),
        (None, _) => match only(Agreement::WithoutUnit) {
            (letter, false) => letter,
            (_, true) => None,
        },
    }
}

#[cfg(test)]
mod tests;
