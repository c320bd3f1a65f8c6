//! Polynomials over exact fractions: two expressions are equal when theirs are.

use std::collections::BTreeMap;

use crate::practice::ratio::Ratio;

/// Letters and their exponents, none of which is 0.
type Monomial = BTreeMap<char, u32>;

/// A sum of monomials, none of which has the coefficient 0. Equal polynomials are equal values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Polynomial(BTreeMap<Monomial, Ratio>);

// Far above what anyone would write; they keep a hostile text from costing time.
const MOST_TERMS: usize = 100;
const HIGHEST_DEGREE: u32 = 60;

impl Polynomial {
    pub(super) fn number(number: Ratio) -> Self {
        Self::term(Monomial::new(), number)
    }

    pub(super) fn letter(letter: char) -> Self {
        Self::term(Monomial::from([(letter, 1)]), Ratio::ONE)
    }

    fn term(monomial: Monomial, coefficient: Ratio) -> Self {
        let mut terms = BTreeMap::new();
        if !coefficient.is_zero() {
            terms.insert(monomial, coefficient);
        }
        Self(terms)
    }

    /// The number that it is, if no letter is in it.
    pub(super) fn as_number(&self) -> Option<Ratio> {
        match self.0.len() {
            0 => Some(Ratio::ZERO),
            1 => self.0.get(&Monomial::new()).copied(),
            _ => None,
        }
    }

    pub(super) fn negated(self) -> Self {
        Self(self.0.into_iter().map(|(m, c)| (m, -c)).collect())
    }

    /// The sum, unless it grows too large.
    pub(super) fn plus(mut self, other: Self) -> Option<Self> {
        for (monomial, coefficient) in other.0 {
            let held = self.0.remove(&monomial).unwrap_or(Ratio::ZERO);
            let sum = held.checked_add(coefficient)?;
            if !sum.is_zero() {
                self.0.insert(monomial, sum);
            }
        }
        (self.0.len() <= MOST_TERMS).then_some(self)
    }

    /// The product, unless it grows too large.
    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        let mut product = Self(BTreeMap::new());
        for (left, by) in &self.0 {
            for (right, and) in &other.0 {
                let monomial = joined(left, right)?;
                product = product.plus(Self::term(monomial, by.checked_mul(*and)?))?;
            }
        }
        Some(product)
    }

    /// The quotient by a number that is not 0, unless it grows too large.
    pub(super) fn over(&self, divisor: Ratio) -> Option<Self> {
        self.times(&Self::number(Ratio::ONE.checked_div(divisor)?))
    }

    /// The power, unless it grows too large. Only a number has negative powers.
    pub(super) fn power(&self, exponent: i32) -> Option<Self> {
        if let Some(number) = self.as_number() {
            let power = number.checked_pow(exponent.unsigned_abs())?;
            let power = if exponent < 0 {
                Ratio::ONE.checked_div(power)?
            } else {
                power
            };
            return Some(Self::number(power));
        }
        let exponent = u32::try_from(exponent)
            .ok()
            .filter(|e| *e <= HIGHEST_DEGREE)?;
        (0..exponent).try_fold(Self::number(Ratio::ONE), |power, _| power.times(self))
    }
}

fn joined(left: &Monomial, right: &Monomial) -> Option<Monomial> {
    let mut joined = left.clone();
    for (letter, exponent) in right {
        *joined.entry(*letter).or_default() += exponent;
    }
    (joined.values().sum::<u32>() <= HIGHEST_DEGREE).then_some(joined)
}
