//! Reads what a student reads, and calculates with whole numbers modulo a large prime. There every fraction has its own place as long
//! as its parts are small, and two expressions that agree at a few arbitrary points are the same. Shares nothing with the generator.

const PRIME: u64 = (1 << 61) - 1;

/// A number modulo the prime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Residue(u64);

impl Residue {
    pub(super) fn of(number: u64) -> Self {
        Self(number % PRIME)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self((self.0 + other.0) % PRIME)
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self((self.0 + PRIME - other.0) % PRIME)
    }

    pub(super) fn times(self, other: Self) -> Self {
        // 2^61 is 1 modulo the prime: the upper bits are added to the lower ones, which beats a division of 128 bits.
        let product = u128::from(self.0) * u128::from(other.0);
        Self::of((product as u64 & PRIME) + (product >> 61) as u64)
    }

    /// By Fermat's little theorem.
    pub(super) fn over(self, other: Self) -> Self {
        assert_ne!(other.0, 0, "a division by 0");
        let (mut inverse, mut power, mut exponent) = (Self(1), other, PRIME - 2);
        while exponent > 0 {
            if exponent & 1 == 1 {
                inverse = inverse.times(power);
            }
            power = power.times(power);
            exponent >>= 1;
        }
        self.times(inverse)
    }
}

/// The value of an expression for a given x and y.
///
/// A fraction such as `2/3` without white space is one number, so that `1/2 ÷ 2/3` is what it looks like.
pub(super) fn value(expression: &str, x: Residue, y: Residue) -> Residue {
    let mut reader = Reader {
        rest: expression,
        x,
        y,
    };
    let value = reader.sum();
    assert!(reader.rest.is_empty(), "{expression}: {} left", reader.rest);
    value
}

/// The value of an expression without unknowns.
pub(super) fn number(expression: &str) -> Residue {
    assert!(!expression.contains(['x', 'y']), "{expression}");
    value(expression, Residue(0), Residue(0))
}

struct Reader<'a> {
    rest: &'a str,
    x: Residue,
    y: Residue,
}

impl Reader<'_> {
    fn takes(&mut self, token: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(token) else {
            return false;
        };
        self.rest = rest;
        true
    }

    fn sum(&mut self) -> Residue {
        let mut sum = if self.takes("-") {
            Residue(0).minus(self.term())
        } else {
            self.term()
        };
        loop {
            if self.takes(" + ") {
                sum = sum.plus(self.term());
            } else if self.takes(" - ") {
                sum = sum.minus(self.term());
            } else {
                return sum;
            }
        }
    }

    fn term(&mut self) -> Residue {
        let mut term = self.factor();
        loop {
            if self.takes(" × ") {
                term = term.times(self.factor());
            } else if self.takes(" ÷ ") || self.takes("/") {
                term = term.over(self.factor());
            } else if self.rest.starts_with(['x', 'y', '(']) {
                term = term.times(self.factor());
            } else {
                return term;
            }
        }
    }

    fn factor(&mut self) -> Residue {
        let base = if self.takes("x") {
            self.x
        } else if self.takes("y") {
            self.y
        } else if self.takes("(") {
            let inside = self.sum();
            assert!(self.takes(")"), "a bracket stays open before {}", self.rest);
            inside
        } else {
            self.literal()
        };
        if self.takes("²") {
            base.times(base)
        } else if self.takes("³") {
            base.times(base).times(base)
        } else {
            base
        }
    }

    fn literal(&mut self) -> Residue {
        let upper = self.digits();
        let lower = self
            .rest
            .strip_prefix('/')
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        match lower {
            Some(rest) => {
                self.rest = rest;
                upper.over(self.digits())
            }
            None => upper,
        }
    }

    fn digits(&mut self) -> Residue {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        Residue::of(
            digits
                .parse()
                .unwrap_or_else(|_| panic!("no number before {rest}")),
        )
    }
}

#[test]
fn the_calculator_reads_what_stands_there() {
    let (x, y) = (Residue::of(5), Residue::of(7));
    for (expression, expected) in [
        ("2x² - 3x + 1", 36),
        ("3(x + 2)(x - 4)", 21),
        ("-x + 2y", 9),
        ("(x + 1)²", 36),
        ("x(2x - 1)", 45),
        ("(x² + 2x - 15)/(x - 3)", 10),
        ("2/3 ÷ 1/6", 4),
        ("1/2 + 3/2 × 3", 5),
    ] {
        assert_eq!(
            value(expression, x, y),
            Residue::of(expected),
            "{expression}"
        );
    }
}
