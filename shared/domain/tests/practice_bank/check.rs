//! How an item's answer is held against its question, by a way that differs from the one it was written by.

use serde::Deserialize;

use crate::answer::{self, Solution};
use crate::condition::Condition;
use crate::expression::Expression;
use crate::numeric::{bend, close, integral, limit, maximum, near, same, slope};

/// What an answer has to be. Expressions are texts; where one depends on a single letter, that is `x`.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Check {
    /// This number.
    Value { expression: String },
    /// This number, rounded to the places that the answer shows.
    Rounded { expression: String },
    /// This expression, written in another way.
    Identity { expression: String },
    /// Numbers for which every equation holds.
    Solves { equations: Vec<String> },
    /// All the roots of this polynomial, each once.
    Roots { polynomial: String },
    /// A condition that holds exactly where this one does.
    Truth { condition: String },
    /// The inverse of this function.
    Inverse { of: String },
    /// How many whole numbers `n` meet the conditions.
    Count {
        conditions: Vec<String>,
        from: i32,
        to: i32,
    },
    /// The derivative, everywhere or at one place.
    Derivative { of: String, at: Option<String> },
    /// The second derivative at one place.
    SecondDerivative { of: String, at: String },
    /// The tangent at one place.
    Tangent { of: String, at: String },
    /// A function that has this derivative.
    Antiderivative { of: String },
    /// The derivative of the integral over `t` from here to `x`.
    Accumulation { of: String, from: String },
    /// The definite integral.
    Integral {
        of: String,
        from: String,
        to: String,
    },
    /// The limit.
    Limit { of: String, at: String },
    /// The sum over `n` from here on.
    Series { term: String, from: i32 },
    /// The largest value on an interval.
    Maximum {
        of: String,
        from: String,
        to: String,
    },
    /// A solution `y` of `y' = slope` with `y(at) = value`.
    Ode {
        slope: String,
        at: String,
        value: String,
    },
}

/// Places on both sides of zero, none of them a round number.
fn places() -> impl Iterator<Item = f64> {
    (0..16).map(|i| f64::from(i - 6) * 0.37 + 0.291)
}

fn number(text: &str) -> Result<f64, String> {
    if text == "infinity" {
        return Ok(f64::INFINITY);
    }
    Expression::read(text)?.value()
}

/// An expression as a function of `x`. The constant of integration is held at one value.
fn function(expression: &Expression) -> Result<impl Fn(f64) -> f64 + '_, String> {
    if let Some(letter) = expression.letters().iter().find(|c| !"xtnC".contains(**c)) {
        return Err(format!("a function of `{letter}`"));
    }
    // Every letter is known, so there always is a value.
    Ok(|x| {
        expression
            .at(&|letter| Some(if letter == 'C' { 0.7 } else { x }))
            .unwrap_or(f64::NAN)
    })
}

/// Whether two functions agree wherever the first is defined, which has to be in eight places or more.
fn agree(wanted: &dyn Fn(f64) -> f64, given: &dyn Fn(f64) -> f64) -> bool {
    let met: Vec<f64> = places().filter(|x| wanted(*x).is_finite()).collect();
    met.len() >= 8 && met.into_iter().all(|x| close(wanted(x), given(x)))
}

impl Check {
    /// Whether an answer passes; an error when the answer or the check cannot be read.
    pub(crate) fn passes(&self, answer: &str) -> Result<bool, String> {
        match self {
            Self::Value { expression } => Ok(same(number(expression)?, answer::value(answer)?)),
            Self::Rounded { expression } => {
                let off = (number(expression)? - answer::value(answer)?).abs();
                Ok(off <= answer::rounding(answer)?)
            }
            Self::Identity { expression } => identical(expression, answer),
            Self::Solves { equations } => solves(equations, answer),
            Self::Roots { polynomial } => all_roots(polynomial, answer),
            Self::Truth { condition } => {
                let (wanted, given) = (Condition::read(condition)?, Condition::read(answer)?);
                // Quarters meet every boundary that an answer names.
                (-120..=120)
                    .map(|i| f64::from(i) / 4.0)
                    .map(|x| Ok(wanted.holds(&|_| Some(x))? == given.holds(&|_| Some(x))?))
                    .try_fold(true, |all, one: Result<bool, String>| Ok(all && one?))
            }
            Self::Inverse { of } => {
                let (of, given) = (Expression::read(of)?, answer::expression(answer)?);
                let (of, given) = (function(&of)?, function(&given)?);
                Ok(agree(&|x| x, &|x| given(of(x))))
            }
            Self::Count {
                conditions,
                from,
                to,
            } => {
                let conditions: Vec<Condition> = conditions
                    .iter()
                    .map(|condition| Condition::read(condition))
                    .collect::<Result<_, _>>()?;
                let mut count = 0.0;
                for n in *from..=*to {
                    let meets = |c: &Condition| c.holds(&|_| Some(f64::from(n)));
                    let met: Vec<bool> = conditions.iter().map(meets).collect::<Result<_, _>>()?;
                    count += if met.into_iter().all(|met| met) {
                        1.0
                    } else {
                        0.0
                    };
                }
                Ok(same(count, answer::value(answer)?))
            }
            _ => self.calculus(answer),
        }
    }

    /// The checks that speak of one function and an answer that is a number or a function.
    fn calculus(&self, answer: &str) -> Result<bool, String> {
        let given = answer::expression(answer)?;
        let given = function(&given)?;
        let (Self::Derivative { of, .. }
        | Self::SecondDerivative { of, .. }
        | Self::Tangent { of, .. }
        | Self::Antiderivative { of }
        | Self::Accumulation { of, .. }
        | Self::Integral { of, .. }
        | Self::Limit { of, .. }
        | Self::Series { term: of, .. }
        | Self::Maximum { of, .. }
        | Self::Ode { slope: of, .. }) = self
        else {
            return Err(format!("{self:?} is not about a function"));
        };
        let of = Expression::read(of)?;
        if let Self::Ode { at, value, .. } = self {
            let start = close(given(number(at)?), number(value)?);
            let along = |x: f64| {
                let y = given(x);
                of.at(&|letter| Some(if letter == 'y' { y } else { x }))
                    .unwrap_or(f64::NAN)
            };
            return Ok(start && agree(&along, &|x| slope(&given, x)));
        }
        let f = function(&of)?;
        Ok(match self {
            Self::Derivative { at: None, .. } => agree(&|x| slope(&f, x), &given),
            Self::Derivative { at: Some(at), .. } => {
                close(slope(&f, number(at)?), answer::value(answer)?)
            }
            Self::SecondDerivative { at, .. } => {
                close(bend(&f, number(at)?), answer::value(answer)?)
            }
            Self::Tangent { at, .. } => {
                let at = number(at)?;
                let rise = slope(&f, at);
                agree(&|x| f(at) + rise * (x - at), &given)
            }
            Self::Antiderivative { .. } => agree(&f, &|x| slope(&given, x)),
            Self::Accumulation { from, .. } => {
                let from = number(from)?;
                agree(&|x| slope(&|end| integral(&f, from, end), x), &given)
            }
            Self::Integral { from, to, .. } => {
                let wanted = integral(&f, number(from)?, number(to)?);
                close(wanted, answer::value(answer)?)
            }
            Self::Limit { at, .. } => {
                let wanted = limit(&f, number(at)?).ok_or("the sides disagree")?;
                let given = answer::value(answer)?;
                near(wanted, given, 1e-3)
            }
            Self::Series { from, .. } => {
                let sum = (*from..from + 1000).map(|n| f(f64::from(n))).sum();
                close(sum, answer::value(answer)?)
            }
            Self::Maximum { from, to, .. } => {
                let wanted = maximum(&f, number(from)?, number(to)?);
                close(wanted, answer::value(answer)?)
            }
            _ => return Err(format!("{self:?} is no calculus")),
        })
    }
}

/// Whether an expression and an answer agree for many values of all their letters.
fn identical(expression: &str, answer: &str) -> Result<bool, String> {
    let (wanted, given) = (Expression::read(expression)?, answer::expression(answer)?);
    let mut met = 0;
    for place in places() {
        // Letters differ from each other in a way that no formula of the bank has.
        let letter = |letter: char| Some(place + f64::from(u32::from(letter)) * 0.0173);
        let (wanted, given) = (wanted.at(&letter)?, given.at(&letter)?);
        if wanted.is_finite() {
            met += 1;
            if !close(wanted, given) {
                return Ok(false);
            }
        }
    }
    Ok(met >= 8)
}

/// Whether every solution that an answer names meets every equation.
fn solves(equations: &[String], answer: &str) -> Result<bool, String> {
    let equations: Vec<Condition> = equations
        .iter()
        .map(|equation| Condition::read(equation))
        .collect::<Result<_, _>>()?;
    let mut letters: Vec<char> = equations.iter().flat_map(Condition::letters).collect();
    letters.sort_unstable();
    letters.dedup();
    let holds = |solution: &Solution, equation: &Condition| {
        let value = |letter| solution.iter().find(|(l, _)| *l == letter).map(|(_, v)| *v);
        equation.holds(&value)
    };
    let mut all = true;
    for solution in answer::solutions(answer, &letters)? {
        for equation in &equations {
            all &= holds(&solution, equation)?;
        }
    }
    Ok(all)
}

/// Whether a polynomial is nothing but a constant times the product of `x - root`.
fn all_roots(polynomial: &str, answer: &str) -> Result<bool, String> {
    let polynomial = Expression::read(polynomial)?;
    let polynomial = function(&polynomial)?;
    let roots = answer::solutions(answer, &['x'])?;
    let product = |x: f64| {
        roots
            .iter()
            .flatten()
            .map(|(_, root)| x - root)
            .product::<f64>()
    };
    let constant = polynomial(0.1) / product(0.1);
    Ok(agree(&polynomial, &|x| constant * product(x)))
}
