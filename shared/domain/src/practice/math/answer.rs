//! Answers: a text, and the mathematical value by which two answers are compared.

use super::polynomial::Polynomial;
use crate::practice::ratio::Ratio;

/// An answer to a math item. Two answers are equal if they mean the same, however they are written.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    text: String,
    value: Value,
}

/// The normal form of what an answer means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    /// One number, or one of each unknown in turn.
    Numbers(Vec<Ratio>),
    /// Two different roots, by their sum and their product: these decide the pair, and are rational even if the roots are not.
    Roots { sum: Ratio, product: Ratio },
    /// What a product or sum comes to, multiplied out.
    Polynomial(Polynomial),
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// The fraction of two small whole numbers.
///
/// # Panics
/// If the denominator is 0.
pub(super) fn fraction(numerator: i64, denominator: i64) -> Ratio {
    Ratio::new(numerator.into(), denominator.into()).expect("a denominator that is not 0")
}

impl Answer {
    /// `3/4`
    pub(super) fn number(value: Ratio) -> Self {
        Self::numbers(value.to_string(), vec![value])
    }

    /// `$92`
    pub(super) fn dollars(value: i64) -> Self {
        let sign = if value < 0 { "-" } else { "" };
        Self::numbers(format!("{sign}${}", value.abs()), vec![value.into()])
    }

    /// `15%`
    pub(super) fn percent(value: i64) -> Self {
        Self::numbers(format!("{value}%"), vec![value.into()])
    }

    /// `x = 3/4`
    pub(super) fn unknown(x: Ratio) -> Self {
        Self::numbers(format!("x = {x}"), vec![x])
    }

    /// `x = 2, y = -1`
    pub(super) fn unknowns(x: Ratio, y: Ratio) -> Self {
        Self::numbers(format!("x = {x}, y = {y}"), vec![x, y])
    }

    fn numbers(text: String, numbers: Vec<Ratio>) -> Self {
        let value = Value::Numbers(numbers);
        Self { text, value }
    }

    /// `x = 2 or x = 3`, the smaller first; one root alone if both are the same.
    pub(super) fn roots(one: Ratio, other: Ratio) -> Self {
        if one == other {
            return Self::unknown(one);
        }
        let fits = "the roots of small coefficients";
        Self {
            text: format!("x = {} or x = {}", one.min(other), one.max(other)),
            value: Value::Roots {
                sum: one.checked_add(other).expect(fits),
                product: one.checked_mul(other).expect(fits),
            },
        }
    }

    /// The roots (p ± √d)/q, where `d` is positive and no square. Written in lowest terms: `x = (1 ± 2√3)/5`.
    pub(super) fn surds(p: i64, d: i64, q: i64) -> Self {
        let k = (1..)
            .take_while(|k| k * k <= d)
            .filter(|k| d % (k * k) == 0)
            .last()
            .unwrap_or(1);
        // The sign of `q` goes to `p`: the root has both signs anyway.
        let divisor = gcd(gcd(p, k), q) * q.signum();
        let (p_shown, k_shown, q_shown) = (p / divisor, (k / divisor).abs(), q / divisor);
        let root = match k_shown {
            1 => format!("√{}", d / (k * k)),
            _ => format!("{k_shown}√{}", d / (k * k)),
        };
        let text = match (p_shown, q_shown) {
            (0, 1) => format!("x = ±{root}"),
            (0, _) => format!("x = ±{root}/{q_shown}"),
            (_, 1) => format!("x = {p_shown} ± {root}"),
            _ => format!("x = ({p_shown} ± {root})/{q_shown}"),
        };
        let value = Value::Roots {
            sum: fraction(2 * p, q),
            product: fraction(p * p - d, q * q),
        };
        Self { text, value }
    }

    /// `2x² - 3x + 1`
    pub(super) fn polynomial(polynomial: Polynomial) -> Self {
        Self {
            text: polynomial.to_string(),
            value: Value::Polynomial(polynomial),
        }
    }

    /// `3(x + 2)(x - 5)`, which means what it comes to when multiplied out.
    pub(super) fn product(lead: i64, factors: [&Polynomial; 2]) -> Self {
        let [one, other] = factors;
        let lead_shown = match lead {
            1 => String::new(),
            -1 => "-".to_owned(),
            _ => lead.to_string(),
        };
        let shown = if one == other {
            format!("{}²", one.bracketed())
        } else {
            format!("{}{}", one.bracketed(), other.bracketed())
        };
        Self {
            text: format!("{lead_shown}{shown}"),
            value: Value::Polynomial(Polynomial::new([lead]).times(one).times(other)),
        }
    }

    /// `3(2x + 5)`
    pub(super) fn multiple(lead: i64, factor: &Polynomial) -> Self {
        Self {
            text: format!("{lead}{}", factor.bracketed()),
            value: Value::Polynomial(Polynomial::new([lead]).times(factor)),
        }
    }

    /// As the student reads it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The greatest common divisor: never negative, and 0 only of two zeros.
pub(super) fn gcd(one: i64, other: i64) -> i64 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
