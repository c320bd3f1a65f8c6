//! CloudWatch's metric math, as far as this template speaks it, over one moment: a figure is there or it is missing, and with what is
//! missing nothing can be worked out but by FILL.

use std::collections::{BTreeMap, BTreeSet};

/// What is known at a moment, by the ids that an expression uses. What is not in it is missing.
pub(crate) type Figures<'a> = BTreeMap<&'a str, f64>;

/// The ids that an expression uses: they begin in lower case, functions and operators do not.
pub(crate) fn ids(expression: &str) -> BTreeSet<&str> {
    let words = expression.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words
        .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

/// What an expression says at a moment; `None` when nothing can be worked out.
///
/// # Panics
///
/// The expression is not of the part that is known here.
pub(crate) fn evaluate(expression: &str, figures: &Figures<'_>) -> Option<f64> {
    let mut spaced = expression.to_owned();
    for sign in ["(", ")", ",", "+", "-", "*", "/"] {
        spaced = spaced.replace(sign, &format!(" {sign} "));
    }
    let mut reader = Reader {
        words: spaced.split_whitespace().collect(),
        at: 0,
        figures,
    };
    let value = reader.both();
    assert_eq!(reader.at, reader.words.len(), "{expression}");
    value
}

struct Reader<'a> {
    words: Vec<&'a str>,
    at: usize,
    figures: &'a Figures<'a>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> &'a str {
        self.words.get(self.at).copied().unwrap_or_default()
    }

    fn next(&mut self) -> &'a str {
        let word = self.peek();
        self.at += 1;
        word
    }

    fn expect(&mut self, wanted: &str) {
        assert_eq!(self.next(), wanted, "{:?} at {}", self.words, self.at);
    }

    /// Operators that bind equally, from the left.
    fn chain(
        &mut self,
        operators: &[&str],
        inner: fn(&mut Self) -> Option<f64>,
        work: fn(&str, f64, f64) -> f64,
    ) -> Option<f64> {
        let mut value = inner(self);
        while operators.contains(&self.peek()) {
            let operator = self.next();
            let right = inner(self);
            value = value.zip(right).map(|(a, b)| work(operator, a, b));
        }
        // What is divided by nothing is no figure.
        value.filter(|value| value.is_finite())
    }

    fn both(&mut self) -> Option<f64> {
        self.chain(&["AND"], Self::comparison, |_, a, b| {
            truth(a != 0.0 && b != 0.0)
        })
    }

    fn comparison(&mut self) -> Option<f64> {
        self.chain(&[">=", "<"], Self::sum, |operator, a, b| {
            truth(if operator == "<" { a < b } else { a >= b })
        })
    }

    fn sum(&mut self) -> Option<f64> {
        self.chain(&["+", "-"], Self::product, |operator, a, b| {
            if operator == "+" { a + b } else { a - b }
        })
    }

    fn product(&mut self) -> Option<f64> {
        self.chain(&["*", "/"], Self::one, |operator, a, b| {
            if operator == "*" { a * b } else { a / b }
        })
    }

    fn one(&mut self) -> Option<f64> {
        let word = self.next();
        match word {
            "(" => {
                let value = self.both();
                self.expect(")");
                value
            }
            "FILL" => {
                let [value, filler] = self.arguments();
                value.or(filler)
            }
            "IF" => {
                let [condition, yes, no] = self.arguments();
                if condition? == 0.0 { no } else { yes }
            }
            _ => match word.parse() {
                Ok(number) => Some(number),
                Err(_) => self.figures.get(word).copied(),
            },
        }
    }

    fn arguments<const N: usize>(&mut self) -> [Option<f64>; N] {
        self.expect("(");
        std::array::from_fn(|at| {
            let value = self.both();
            self.expect(if at + 1 == N { ")" } else { "," });
            value
        })
    }
}

fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

#[test]
fn it_reckons_as_one_would() {
    let figures = Figures::from([("a", 6.0), ("b", 3.0)]);
    for (expression, value) in [
        ("1 + 2 * a / b - 1", Some(4.0)),
        ("(1 + 2) * a", Some(18.0)),
        ("a - b - 1", Some(2.0)),
        ("IF((a >= 6) AND (b < 3), 1, 2)", Some(2.0)),
        ("a / 0", None),
        ("a + c", None),
        ("a + FILL(c, 4)", Some(10.0)),
        ("IF(c >= 1, 1, 0)", None),
    ] {
        assert_eq!(evaluate(expression, &figures), value, "{expression}");
    }
    assert_eq!(ids("IF(FILL(a_1, 0) < b, c, 2)"), ["a_1", "b", "c"].into());
}
