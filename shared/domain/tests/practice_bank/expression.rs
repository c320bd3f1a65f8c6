//! Expressions as they stand in the bank: `2x(x + 1)^2`, `6√3`, `e^(2x)/4`.
//!
//! Written for this test alone and shared with no rule of the product, so that it can contradict them.

/// What a letter stands for.
pub(crate) type Letters<'a> = &'a dyn Fn(char) -> Option<f64>;

/// An expression that can be evaluated.
#[derive(Debug, Clone)]
pub(crate) enum Expression {
    Number(f64),
    Letter(char),
    Negative(Box<Self>),
    Operation(char, Box<Self>, Box<Self>),
    Call(fn(f64) -> f64, Box<Self>),
    Modulo(Box<Self>, Box<Self>),
}

impl Expression {
    /// Reads an expression; multiplication signs may be left out.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let symbols = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut reader = Reader { symbols, next: 0 };
        let expression = reader.sum();
        match (expression, reader.peek()) {
            (Some(expression), None) => Ok(expression),
            _ => Err(format!(
                "`{text}` is no expression: stuck at symbol {}",
                reader.next
            )),
        }
    }

    /// The letters it speaks of, in alphabetical order; e and π are numbers.
    pub(crate) fn letters(&self) -> Vec<char> {
        let mut letters = match self {
            Self::Number(_) => Vec::new(),
            Self::Letter(letter) => vec![*letter],
            Self::Negative(inner) | Self::Call(_, inner) => inner.letters(),
            Self::Operation(_, left, right) | Self::Modulo(left, right) => {
                [left.letters(), right.letters()].concat()
            }
        };
        letters.sort_unstable();
        letters.dedup();
        letters
    }

    /// Its value; not a number where it is undefined.
    pub(crate) fn at(&self, letters: Letters) -> Result<f64, String> {
        Ok(match self {
            Self::Number(number) => *number,
            Self::Letter(letter) => {
                letters(*letter).ok_or_else(|| format!("`{letter}` has no value"))?
            }
            Self::Negative(inner) => -inner.at(letters)?,
            Self::Call(function, inner) => function(inner.at(letters)?),
            Self::Modulo(left, right) => left.at(letters)?.rem_euclid(right.at(letters)?),
            Self::Operation(sign, left, right) => {
                let (left, right) = (left.at(letters)?, right.at(letters)?);
                match sign {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    '/' => left / right,
                    _ => left.powf(right),
                }
            }
        })
    }

    /// The value of an expression without letters.
    pub(crate) fn value(&self) -> Result<f64, String> {
        self.at(&|_| None)
    }
}

/// Reads a name that is a function's.
fn function(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name {
        "sqrt" => f64::sqrt,
        "sin" => f64::sin,
        "cos" => f64::cos,
        "tan" => f64::tan,
        "ln" => f64::ln,
        "log" => f64::log10,
        "abs" => f64::abs,
        "arctan" => f64::atan,
        _ => return None,
    })
}

struct Reader {
    symbols: Vec<char>,
    next: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.symbols.get(self.next).copied()
    }

    fn take(&mut self, any_of: &str) -> Option<char> {
        let symbol = self.peek().filter(|c| any_of.contains(*c))?;
        self.next += 1;
        Some(symbol)
    }

    fn sum(&mut self) -> Option<Expression> {
        let mut left = self.product()?;
        while let Some(sign) = self.take("+-−") {
            let sign = if sign == '+' { '+' } else { '-' };
            left = Expression::Operation(sign, Box::new(left), Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Expression> {
        let mut left = self.signed()?;
        loop {
            let sign = match self.take("*·×/") {
                Some('/') => '/',
                Some(_) => '*',
                // Side by side means times.
                None if self.starts_a_factor() => '*',
                None => return Some(left),
            };
            left = Expression::Operation(sign, Box::new(left), Box::new(self.signed()?));
        }
    }

    fn starts_a_factor(&self) -> bool {
        self.peek()
            .is_some_and(|c| c.is_alphabetic() || c == '(' || c == '√')
    }

    fn signed(&mut self) -> Option<Expression> {
        match self.take("+-−") {
            Some('+') => self.signed(),
            Some(_) => Some(Expression::Negative(Box::new(self.signed()?))),
            None => self.power(),
        }
    }

    fn power(&mut self) -> Option<Expression> {
        let base = self.factor()?;
        if self.take("^").is_none() {
            return Some(base);
        }
        let exponent = self.signed()?;
        Some(Expression::Operation(
            '^',
            Box::new(base),
            Box::new(exponent),
        ))
    }

    fn factor(&mut self) -> Option<Expression> {
        if self.take("√").is_some() {
            return Some(Expression::Call(f64::sqrt, Box::new(self.factor()?)));
        }
        if self.peek()? == '(' {
            return self.bracket();
        }
        if self.peek()?.is_ascii_digit() {
            return self.number();
        }
        self.name()
    }

    fn bracket(&mut self) -> Option<Expression> {
        self.take("(")?;
        let inner = self.sum()?;
        self.take(")")?;
        Some(inner)
    }

    fn number(&mut self) -> Option<Expression> {
        let mut digits = String::new();
        while let Some(digit) = self.take("0123456789.") {
            digits.push(digit);
        }
        digits.parse().ok().map(Expression::Number)
    }

    fn name(&mut self) -> Option<Expression> {
        let rest = self.symbols.get(self.next..)?;
        let name: String = rest
            .iter()
            .take_while(|c| c.is_ascii_alphabetic())
            .collect();
        if let Some(function) = function(&name) {
            self.next += name.len();
            return Some(Expression::Call(function, Box::new(self.bracket()?)));
        }
        if name == "mod" {
            self.next += name.len();
            self.take("(")?;
            let left = self.sum()?;
            self.take(",")?;
            let right = self.sum()?;
            self.take(")")?;
            return Some(Expression::Modulo(Box::new(left), Box::new(right)));
        }
        if name.starts_with("pi") {
            self.next += 2;
            return Some(Expression::Number(std::f64::consts::PI));
        }
        let letter = self.peek().filter(|c| c.is_alphabetic())?;
        self.next += 1;
        Some(match letter {
            'e' => Expression::Number(std::f64::consts::E),
            'π' => Expression::Number(std::f64::consts::PI),
            letter => Expression::Letter(letter),
        })
    }
}
