//! Math items made up in exact arithmetic: a question, its answer, three wrong answers that come from the usual mistakes, and
//! the steps. The seed decides everything; whoever calls draws it. No two choices mean the same, and no number is rounded.

mod answer;
mod draft;
mod draw;
mod expand;
mod factor;
mod fractions;
mod linear;
mod percentages;
mod polynomial;
mod quadratic;
mod simplify;
mod systems;
mod topic;

pub use topic::kinds_for;

use super::difficulty::Difficulty;
use draw::Draw;

/// What an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The solution of a linear equation in x.
    Linear,
    /// All solutions of a quadratic equation in x.
    Quadratic,
    /// An expression in x without brackets, its like terms put together.
    Simplify,
    /// A product in x, multiplied out.
    Expand,
    /// A sum in x, as a product.
    Factor,
    /// The result of a calculation with fractions.
    Fractions,
    /// A part, a change or a rate in percent.
    Percentages,
    /// The solution of two linear equations in x and y.
    Systems,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Linear,
        Self::Quadratic,
        Self::Simplify,
        Self::Expand,
        Self::Factor,
        Self::Fractions,
        Self::Percentages,
        Self::Systems,
    ];

    /// The topic's name, as it is shown and tagged.
    #[must_use]
    pub const fn topic(self) -> &'static str {
        match self {
            Self::Linear => "linear equations",
            Self::Quadratic => "quadratic equations",
            Self::Simplify => "simplifying expressions",
            Self::Expand => "expanding brackets",
            Self::Factor => "factoring",
            Self::Fractions => "fractions",
            Self::Percentages => "percentages",
            Self::Systems => "systems of equations",
        }
    }
}

/// A made-up math item. Whole numbers and fractions are written with ASCII signs (`-3/4`), powers as `x²`, roots as `√5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MathItem {
    /// What is asked: 20 to 500 characters, a question or a task.
    pub question: String,
    /// The right answer: all solutions, if there are several (`x = 2 or x = 3`).
    pub answer: String,
    /// Three wrong answers of the same form. Neither is equal to the answer or to another one, in text or in meaning.
    pub wrong: [String; 3],
    /// The steps to the answer: at least 30 characters.
    pub explanation: String,
    /// How hard it is: what was asked for.
    pub difficulty: Difficulty,
    /// [`Kind::topic`] of what was asked for.
    pub topic: &'static str,
}

/// Makes up an item. The same kind, difficulty and seed give the same item.
#[must_use]
pub fn generate(kind: Kind, difficulty: Difficulty, seed: u64) -> MathItem {
    let make = match kind {
        Kind::Linear => linear::draft,
        Kind::Quadratic => quadratic::draft,
        Kind::Simplify => simplify::draft,
        Kind::Expand => expand::draft,
        Kind::Factor => factor::draft,
        Kind::Fractions => fractions::draft,
        Kind::Percentages => percentages::draft,
        Kind::Systems => systems::draft,
    };
    let draft = make(difficulty.get(), &mut Draw::new(seed));
    MathItem {
        wrong: draft.wrong(),
        answer: draft.answer.text().to_owned(),
        question: draft.question,
        explanation: draft.explanation,
        difficulty,
        topic: kind.topic(),
    }
}

#[cfg(test)]
mod tests;
