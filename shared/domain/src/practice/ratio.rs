//! Exact fractions: what answers are worked out and compared in. No floating point, and nothing wraps around.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

use thiserror::Error;

/// A fraction in lowest terms. The sign stands in the numerator, the denominator is at least 1; equal fractions are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    // Never `i128::MIN`, so that every fraction has its opposite.
    numerator: i128,
    denominator: i128,
}

/// The text is no number, or one too long to be worked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("should be a whole number, a fraction such as 3/4, or a decimal such as 0.75")]
pub struct NotANumber;

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self::whole(0);
    /// One whole.
    pub const ONE: Self = Self::whole(1);

    /// The fraction, in lowest terms. `None` if the denominator is 0, or a part does not fit.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let size = i128::try_from(numerator.unsigned_abs() / divisor).ok()?;
        Some(Self {
            numerator: if (numerator < 0) == (denominator < 0) {
                size
            } else {
                -size
            },
            denominator: i128::try_from(denominator.unsigned_abs() / divisor).ok()?,
        })
    }

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self {
            numerator: number as i128,
            denominator: 1,
        }
    }

    /// The upper part, with the sign.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The lower part: at least 1.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// Whether it is less than 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// The sum, if it fits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let divisor = i128::try_from(gcd(
            self.denominator.unsigned_abs(),
            other.denominator.unsigned_abs(),
        ))
        .ok()?;
        let left = self.numerator.checked_mul(other.denominator / divisor)?;
        let right = other.numerator.checked_mul(self.denominator / divisor)?;
        let denominator = (self.denominator / divisor).checked_mul(other.denominator)?;
        Self::new(left.checked_add(right)?, denominator)
    }

    /// The difference, if it fits.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(-other)
    }

    /// The product, if it fits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        // Reduced across first, so that only a product that is itself too large is refused.
        let left = Self::new(self.numerator, other.denominator)?;
        let right = Self::new(other.numerator, self.denominator)?;
        Self::new(
            left.numerator.checked_mul(right.numerator)?,
            left.denominator.checked_mul(right.denominator)?,
        )
    }

    /// The quotient, if it fits and `other` is not 0.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.checked_mul(Self::new(other.denominator, other.numerator)?)
    }

    /// The power, if it fits. Anything to the power of 0 is 1.
    #[must_use]
    pub fn checked_pow(self, exponent: u32) -> Option<Self> {
        // A power of a fraction in lowest terms is in lowest terms.
        Self::new(
            self.numerator.checked_pow(exponent)?,
            self.denominator.checked_pow(exponent)?,
        )
    }
}

impl From<i64> for Ratio {
    fn from(number: i64) -> Self {
        Self::whole(number)
    }
}

impl Neg for Ratio {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            numerator: -self.numerator,
            ..self
        }
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        // Whole parts first, then the rests turned upside down: multiplying across could overflow.
        let (mut left, mut right) = (*self, *other);
        loop {
            let whole = |ratio: Self| ratio.numerator.div_euclid(ratio.denominator);
            let rest = |ratio: Self| ratio.numerator.rem_euclid(ratio.denominator);
            let by_whole = whole(left).cmp(&whole(right));
            if by_whole.is_ne() || rest(left) == 0 || rest(right) == 0 {
                return by_whole.then(rest(left).cmp(&rest(right)));
            }
            (left, right) = (
                Self {
                    numerator: right.denominator,
                    denominator: rest(right),
                },
                Self {
                    numerator: left.denominator,
                    denominator: rest(left),
                },
            );
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    /// `-3/4`, and a whole number without a denominator.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.numerator)?;
        if self.denominator != 1 {
            write!(f, "/{}", self.denominator)?;
        }
        Ok(())
    }
}

impl FromStr for Ratio {
    type Err = NotANumber;

    /// Takes `-2`, `3/4`, `0.75` and `.5`, with white space around it or around the stroke. The minus may be the typographic one.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        read(text.trim()).ok_or(NotANumber)
    }
}

fn read(text: &str) -> Option<Ratio> {
    if let Some(size) = text.strip_prefix(['-', '\u{2212}']) {
        return read_size(size).map(Neg::neg);
    }
    read_size(text)
}

fn read_size(text: &str) -> Option<Ratio> {
    if let Some((upper, lower)) = text.split_once('/') {
        return Ratio::new(digits(upper.trim_end())?, digits(lower.trim_start())?);
    }
    let Some((whole, places)) = text.split_once('.') else {
        return Ratio::new(digits(text)?, 1);
    };
    let shown = format!("{whole}{}", digits(places).map(|_| places)?);
    let exponent = u32::try_from(places.len()).ok()?;
    Ratio::new(digits(&shown)?, 10_i128.checked_pow(exponent)?)
}

/// Decimal digits alone: `i128` itself would take a sign as well.
fn digits(text: &str) -> Option<i128> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn gcd(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

#[cfg(test)]
mod tests;
