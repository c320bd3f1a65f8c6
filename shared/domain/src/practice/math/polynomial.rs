//! Polynomials in x with whole coefficients, and how sums of terms are written.

use std::fmt;

/// A polynomial in x. Equal polynomials are equal values: the highest coefficient is never 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Polynomial {
    /// The constant first.
    coefficients: Vec<i64>,
}

impl Polynomial {
    /// From the coefficients, the highest power first, as they are written.
    pub(super) fn new<const N: usize>(highest_first: [i64; N]) -> Self {
        Self::from_lowest(highest_first.into_iter().rev().collect())
    }

    fn from_lowest(mut coefficients: Vec<i64>) -> Self {
        let used = coefficients.iter().rposition(|c| *c != 0);
        coefficients.truncate(used.map_or(0, |last| last + 1));
        Self { coefficients }
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = vec![0; self.coefficients.len() + other.coefficients.len()];
        for (i, left) in self.coefficients.iter().enumerate() {
            for (j, right) in other.coefficients.iter().enumerate() {
                product[i + j] += left * right;
            }
        }
        Self::from_lowest(product)
    }

    /// The polynomial with `number` more as its constant.
    pub(super) fn plus(&self, number: i64) -> Self {
        let mut coefficients = self.coefficients.clone();
        match coefficients.first_mut() {
            Some(constant) => *constant += number,
            None => coefficients.push(number),
        }
        Self::from_lowest(coefficients)
    }

    /// In brackets, unless it is a single term.
    pub(super) fn bracketed(&self) -> String {
        if self.coefficients.iter().filter(|c| **c != 0).count() > 1 {
            format!("({self})")
        } else {
            self.to_string()
        }
    }
}

impl fmt::Display for Polynomial {
    /// `2x² - 3x + 1`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const POWERS: [&str; 5] = ["", "x", "x²", "x³", "x⁴"];
        let terms: Vec<_> = self
            .coefficients
            .iter()
            .copied()
            .zip(POWERS)
            .rev()
            .collect();
        f.write_str(&sum(&terms))
    }
}

/// `3x - y + 2` from the terms (3, "x"), (-1, "y"), (2, ""). Terms of 0 are left out; if there is no other, the sum is `0`.
pub(super) fn sum(terms: &[(i64, &str)]) -> String {
    let mut text = String::new();
    for (coefficient, symbol) in terms.iter().filter(|(coefficient, _)| *coefficient != 0) {
        text.push_str(match (text.is_empty(), *coefficient < 0) {
            (true, true) => "-",
            (true, false) => "",
            (false, true) => " - ",
            (false, false) => " + ",
        });
        if coefficient.abs() != 1 || symbol.is_empty() {
            text.push_str(&coefficient.abs().to_string());
        }
        text.push_str(symbol);
    }
    if text.is_empty() {
        text.push('0');
    }
    text
}

/// The number, in brackets if it would otherwise put two signs side by side.
pub(super) fn signed(number: i64) -> String {
    if number < 0 {
        format!("({number})")
    } else {
        number.to_string()
    }
}
