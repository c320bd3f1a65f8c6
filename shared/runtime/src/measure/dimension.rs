//! Dimensions: by what a metric may be told apart. Nothing that names a person, a record or a request ever is.

/// By what a metric may be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimension {
    /// As it is called in CloudWatch.
    pub name: &'static str,
    /// What it may say.
    pub values: Values,
}

/// What a dimension may say. Everything else becomes [`OTHER`], and is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    Among(&'static [&'static str]),
    /// A word of the code, such as a table's or a route's, which this room can't list: no more different ones than this, and none
    /// that looks like an id.
    Words(usize),
    /// A route's template, likewise.
    Routes(usize),
}

/// What stands for a value that a dimension may not have.
pub const OTHER: &str = "other";

/// What stands for a value that nobody gave.
pub(super) const NONE: &str = "none";

/// No value is longer.
const LONGEST: usize = 80;

impl Dimension {
    /// Whether the value may stand, as far as its form tells.
    #[must_use]
    pub fn admits(&self, value: &str) -> bool {
        match self.values {
            Values::Among(words) => words.contains(&value),
            Values::Words(_) => value.len() <= LONGEST && is_word(value),
            Values::Routes(_) => value.len() <= LONGEST && (value == NONE || is_template(value)),
        }
    }

    /// How many different values there can be in one environment, [`OTHER`] and "none" not counted.
    #[must_use]
    pub const fn most(&self) -> usize {
        match self.values {
            Values::Among(words) => words.len(),
            Values::Words(most) | Values::Routes(most) => most,
        }
    }
}

/// Letters with `_`, `-` and `.` between them, and hardly a digit: no UUID, number, email address or token. A word of hexadecimal
/// digits without one of the ten passes, and a value made of random letters does too: that is what the bound on different ones is for.
pub(crate) fn is_word(value: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.chars().all(fits)
        && value.chars().filter(char::is_ascii_digit).count() <= 2
}

/// `/` and words between slashes, some of them in braces.
fn is_template(value: &str) -> bool {
    let part = |part: &str| {
        let inside = part.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        part.is_empty() || is_word(inside.unwrap_or(part))
    };
    value
        .strip_prefix('/')
        .is_some_and(|rest| rest.split('/').all(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTE: Dimension = Dimension {
        name: "route",
        values: Values::Routes(9),
    };
    const TABLE: Dimension = Dimension {
        name: "table",
        values: Values::Words(9),
    };

    #[test]
    fn templates_and_names_may_stand() {
        for route in ["/", "none", "/api/v1/goals/{goal_id}", "/api/v1/goals/"] {
            assert!(ROUTE.admits(route), "{route}");
        }
        for table in ["users", "idx_users_email", "BatchGetItem", "s3.backup"] {
            assert!(TABLE.admits(table), "{table}");
        }
    }

    #[test]
    fn ids_addresses_numbers_and_sentences_may_not() {
        for value in [
            "",
            "0197f3a4-0000-7000-8000-000000000001",
            "/api/v1/goals/0197f3a4-0000-7000-8000-000000000001",
            "ada@example.com",
            "1234567890",
            "u12345",
            "what is a fraction",
            "/api/v1/users?email=a",
            &"a".repeat(81),
        ] {
            assert!(!TABLE.admits(value), "{value}");
            assert!(!ROUTE.admits(value), "{value}");
        }
    }
}
