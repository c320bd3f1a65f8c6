//! Expressions: how a number or a polynomial is written. The value is one thing, the form another: `6/8` and `3/4` are equal, and
//! `x^2 + 5x + 6` is no answer where factors are asked for.

use super::polynomial::Polynomial;
use super::tokens::{Token, tokens};
use crate::practice::ratio::Ratio;

/// An expression as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    Number(Ratio),
    Letter(char),
    Negated(Box<Self>),
    Sum(Vec<Self>),
    Product(Vec<Self>),
    Quotient(Box<Self>, Box<Self>),
    Power(Box<Self>, Box<Self>),
}

/// Brackets within brackets: more is no answer, and recursion must end.
const DEEPEST: u8 = 12;

impl Expression {
    /// Reads a plain text. A product need not have a sign (`2x`, `3(x + 1)`), unless a number comes second; it and the quotient
    /// are read from left to right, so `1/2x` is half of `x`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let tokens = tokens(text)?;
        // Letters alone are a word, but for a single one.
        let is_word = tokens.iter().all(|token| matches!(token, Token::Letter(_)));
        if is_word && tokens.len() != 1 {
            return None;
        }
        let mut reader = Reader {
            rest: &tokens,
            depth: 0,
        };
        let expression = reader.sum()?;
        reader.rest.is_empty().then_some(expression)
    }

    /// Its value; `None` if it is not a polynomial, or too large.
    pub(super) fn value(&self) -> Option<Polynomial> {
        match self {
            Self::Number(number) => Some(Polynomial::number(*number)),
            Self::Letter(letter) => Some(Polynomial::letter(*letter)),
            Self::Negated(inner) => Some(inner.value()?.negated()),
            Self::Sum(terms) => {
                let nothing = Polynomial::number(Ratio::ZERO);
                terms
                    .iter()
                    .try_fold(nothing, |sum, term| sum.plus(term.value()?))
            }
            Self::Product(factors) => {
                let one = Polynomial::number(Ratio::ONE);
                factors
                    .iter()
                    .try_fold(one, |product, factor| product.times(&factor.value()?))
            }
            Self::Quotient(upper, lower) => upper.value()?.over(lower.value()?.as_number()?),
            Self::Power(base, exponent) => base.value()?.power(exponent.whole()?),
        }
    }

    /// Whether it is one number and no calculation: `-3`, `3/4`, `1 1/2`, `1.6 * 10^-19`.
    pub(super) fn is_number(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Negated(inner) => inner.is_number(),
            Self::Quotient(upper, lower) => upper.is_literal() && lower.is_literal(),
            Self::Product(factors) => match factors.as_slice() {
                [Self::Number(_), power] => power.is_power_of_ten(),
                _ => false,
            },
            Self::Power(..) => self.is_power_of_ten(),
            Self::Letter(_) | Self::Sum(_) => false,
        }
    }

    fn is_literal(&self) -> bool {
        match self {
            Self::Negated(inner) => inner.is_literal(),
            _ => matches!(self, Self::Number(_)),
        }
    }

    fn is_power_of_ten(&self) -> bool {
        matches!(self, Self::Power(base, _) if **base == Self::Number(Ratio::whole(10)))
    }

    /// Whether it is worked out as far as `answer` is: one number where the answer is one, as many factors as the answer, and,
    /// where the answer has no brackets, no more terms.
    pub(super) fn is_as_worked_out_as(&self, answer: &Self) -> bool {
        (self.is_number() || !answer.is_number())
            && self.factors() == answer.factors()
            && (self.terms() <= answer.terms() || answer.has_brackets())
    }

    /// How many factors with a letter in them are written.
    fn factors(&self) -> u32 {
        match self {
            Self::Number(_) => 0,
            Self::Letter(_) => 1,
            Self::Negated(inner) | Self::Quotient(inner, _) => inner.factors(),
            Self::Sum(terms) => u32::from(terms.iter().any(|term| term.factors() > 0)),
            Self::Product(factors) => factors.iter().map(Self::factors).sum(),
            Self::Power(base, exponent) => {
                let times = exponent.whole().map_or(1, i32::unsigned_abs);
                base.factors().saturating_mul(times)
            }
        }
    }

    fn terms(&self) -> usize {
        match self {
            Self::Sum(terms) => terms.len(),
            Self::Negated(inner) => inner.terms(),
            _ => 1,
        }
    }

    fn has_brackets(&self) -> bool {
        let is_sum = |part: &Self| matches!(part, Self::Sum(_)) || part.has_brackets();
        match self {
            Self::Number(_) | Self::Letter(_) => false,
            Self::Negated(inner) => is_sum(inner),
            Self::Sum(terms) => terms.iter().any(is_sum),
            Self::Product(factors) => factors.iter().any(is_sum),
            Self::Quotient(left, right) | Self::Power(left, right) => is_sum(left) || is_sum(right),
        }
    }

    /// The exponent that it is.
    fn whole(&self) -> Option<i32> {
        let number = self
            .value()?
            .as_number()
            .filter(|number| number.is_whole())?;
        let number = i32::try_from(number.numerator()).ok()?;
        (number.unsigned_abs() <= 40).then_some(number)
    }
}

struct Reader<'a> {
    rest: &'a [Token],
    depth: u8,
}

impl Reader<'_> {
    fn take(&mut self, wanted: Token) -> bool {
        let is_next = self.rest.first() == Some(&wanted);
        if is_next {
            self.rest = &self.rest[1..];
        }
        is_next
    }

    fn sum(&mut self) -> Option<Expression> {
        let mut terms = vec![self.term()?];
        loop {
            if self.take(Token::Plus) {
                terms.push(self.product()?);
            } else if self.take(Token::Minus) {
                terms.push(Expression::Negated(Box::new(self.product()?)));
            } else if let [_] = terms.as_slice() {
                return terms.pop();
            } else {
                return Some(Expression::Sum(terms));
            }
        }
    }

    /// The first term may have a sign.
    fn term(&mut self) -> Option<Expression> {
        if self.take(Token::Minus) {
            return Some(Expression::Negated(Box::new(self.product()?)));
        }
        self.take(Token::Plus);
        self.product()
    }

    fn product(&mut self) -> Option<Expression> {
        let mut product = self.power()?;
        loop {
            if self.take(Token::Over) {
                let divisor = self.factor()?;
                product = Expression::Quotient(Box::new(product), Box::new(divisor));
                continue;
            }
            let follows = matches!(self.rest.first(), Some(Token::Letter(_) | Token::Open));
            let factor = if self.take(Token::Times) {
                self.factor()?
            } else if follows {
                self.power()?
            } else {
                return Some(product);
            };
            product = match product {
                Expression::Product(mut factors) => {
                    factors.push(factor);
                    Expression::Product(factors)
                }
                first => Expression::Product(vec![first, factor]),
            };
        }
    }

    /// After a sign of operation a factor may have one of its own: `2 * -3`.
    fn factor(&mut self) -> Option<Expression> {
        if self.take(Token::Minus) {
            return Some(Expression::Negated(Box::new(self.power()?)));
        }
        self.power()
    }

    fn power(&mut self) -> Option<Expression> {
        let base = self.atom()?;
        if !self.take(Token::Power) {
            return Some(base);
        }
        let exponent = if self.take(Token::Minus) {
            Expression::Negated(Box::new(self.atom()?))
        } else {
            self.atom()?
        };
        Some(Expression::Power(Box::new(base), Box::new(exponent)))
    }

    fn atom(&mut self) -> Option<Expression> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        match *first {
            Token::Number(number) => Some(Expression::Number(number)),
            Token::Letter(letter) => Some(Expression::Letter(letter)),
            Token::Open if self.depth < DEEPEST => {
                self.depth += 1;
                let inner = self.sum()?;
                self.depth -= 1;
                self.take(Token::Close).then_some(inner)
            }
            _ => None,
        }
    }
}
