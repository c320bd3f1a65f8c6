//! Choices: the four answers of which a student picks one.

mod mistakes;
mod plausible;

pub use plausible::plausible;

use serde::{Deserialize, Serialize};

use crate::practice::marking::same;
use crate::text::bounded_text;
use crate::{Breach, BreachKind};

bounded_text! {
    /// An answer, right or wrong, without its letter.
    AnswerText, 1..=500, not_blank
}

/// The letter of a choice.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
pub enum Letter {
    /// The first.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// The fourth.
    D,
}

impl Letter {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// Takes a letter in either case.
    #[must_use]
    pub const fn parse(letter: char) -> Option<Self> {
        match letter.to_ascii_uppercase() {
            'A' => Some(Self::A),
            'B' => Some(Self::B),
            'C' => Some(Self::C),
            'D' => Some(Self::D),
            _ => None,
        }
    }

    /// The letter, in upper case.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
        }
    }
}

/// Four answers that differ in more than case, white space or notation. Exactly one is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    texts: [AnswerText; 4],
    right: Letter,
}

impl Choices {
    /// Mixes the answer with three wrong ones. The same seed gives the same order.
    ///
    /// # Errors
    /// Two of the texts say the same.
    pub fn shuffled(answer: AnswerText, wrong: [AnswerText; 3], seed: u64) -> Result<Self, Breach> {
        let [first, second, third] = wrong;
        let mut texts = [
            (answer, true),
            (first, false),
            (second, false),
            (third, false),
        ];
        fastrand::Rng::with_seed(seed).shuffle(&mut texts);
        let right = Letter::ALL
            .into_iter()
            .zip(&texts)
            .find(|(_, (_, is_right))| *is_right);
        let (right, _) = right.expect("one of the four is the answer");
        Self::restore(texts.map(|(text, _)| text), right)
    }

    /// Takes choices in their order, as they were stored.
    ///
    /// # Errors
    /// Two of the texts say the same.
    pub fn restore(texts: [AnswerText; 4], right: Letter) -> Result<Self, Breach> {
        for (index, text) in texts.iter().enumerate() {
            let earlier = &texts[..index];
            if earlier
                .iter()
                .any(|other| same(other.as_str(), text.as_str()))
            {
                return Err(Breach::new(
                    BreachKind::Unacceptable,
                    "should be four different answers",
                ));
            }
        }
        Ok(Self { texts, right })
    }

    /// The texts in their order, without letters.
    #[must_use]
    pub const fn texts(&self) -> &[AnswerText; 4] {
        &self.texts
    }

    /// The text of a letter.
    #[must_use]
    pub const fn text(&self, letter: Letter) -> &AnswerText {
        let [a, b, c, d] = &self.texts;
        match letter {
            Letter::A => a,
            Letter::B => b,
            Letter::C => c,
            Letter::D => d,
        }
    }

    /// The letter of the right answer.
    #[must_use]
    pub const fn right(&self) -> Letter {
        self.right
    }

    /// The right answer.
    #[must_use]
    pub const fn answer(&self) -> &AnswerText {
        self.text(self.right)
    }

    /// The wrong answers, in their order.
    #[must_use]
    pub fn wrong(&self) -> [AnswerText; 3] {
        let [a, b, c, d] = self.texts.clone();
        match self.right {
            Letter::A => [b, c, d],
            Letter::B => [a, c, d],
            Letter::C => [a, b, d],
            Letter::D => [a, b, c],
        }
    }

    /// A choice as it is shown: `A) …`.
    #[must_use]
    pub fn shown(&self, letter: Letter) -> String {
        format!("{}) {}", letter.letter(), self.text(letter).as_str())
    }

    /// All choices as they are shown.
    #[must_use]
    pub fn all_shown(&self) -> [String; 4] {
        Letter::ALL.map(|letter| self.shown(letter))
    }
}

#[cfg(test)]
mod tests;
