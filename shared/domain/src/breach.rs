//! What is wrong with one value, in words a client can show and with the code that old clients know.

use std::fmt;

/// The kind of a breach. Its code is the one that the old service (pydantic) sent as `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreachKind {
    /// The value is absent.
    Missing,
    /// Text or list with fewer characters or entries than allowed.
    TooShort,
    /// Text or list with more characters or entries than allowed.
    TooLong,
    /// A number below its bound.
    TooSmall,
    /// A number above its bound.
    TooLarge,
    /// Not a UUID.
    NotUuid,
    /// None of the values that are allowed.
    NotListed,
    /// Another JSON type than expected.
    WrongType,
    /// Not JSON at all.
    NotJson,
    /// Well formed, and still not acceptable.
    Unacceptable,
}

const KINDS: [BreachKind; 10] = [
    BreachKind::Missing,
    BreachKind::TooShort,
    BreachKind::TooLong,
    BreachKind::TooSmall,
    BreachKind::TooLarge,
    BreachKind::NotUuid,
    BreachKind::NotListed,
    BreachKind::WrongType,
    BreachKind::NotJson,
    BreachKind::Unacceptable,
];

impl BreachKind {
    /// The code sent as `type`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooShort => "string_too_short",
            Self::TooLong => "string_too_long",
            Self::TooSmall => "greater_than_equal",
            Self::TooLarge => "less_than_equal",
            Self::NotUuid => "uuid_parsing",
            Self::NotListed => "enum",
            Self::WrongType => "type_error",
            Self::NotJson => "json_invalid",
            Self::Unacceptable => "value_error",
        }
    }
}

/// What is wrong with one value. Says nothing of where the value stood: see [`FieldBreach`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Breach {
    /// What kind of breach.
    pub kind: BreachKind,
    /// A sentence for the person who sent the value. Never repeats the value.
    pub message: String,
}

/// Separates the parts of a coded breach: a character that no message holds.
const MARK: char = '\u{1f}';

impl Breach {
    /// A breach of `kind`, told by `message`.
    pub fn new(kind: BreachKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// The breach as one text, to pass through an error type that can only carry text (serde's). [`Self::decode`] undoes it.
    #[must_use]
    pub fn encode(&self) -> String {
        format!("{MARK}{}{MARK}{}{MARK}", self.kind.code(), self.message)
    }

    /// The breach inside a text made by [`Self::encode`], whatever stands around it; `None` for any other text.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut parts = text.split(MARK).skip(1);
        let (code, message) = (parts.next()?, parts.next()?);
        let kind = *KINDS.iter().find(|k| k.code() == code)?;
        Some(Self::new(kind, message))
    }
}

/// A breach and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldBreach {
    /// Dotted place of the value: `body.title`, `query.limit`, `path.user_id`.
    pub field: String,
    /// What is wrong there.
    pub breach: Breach,
}

impl FieldBreach {
    /// `breach` at `field`.
    pub fn new(field: impl Into<String>, breach: Breach) -> Self {
        Self {
            field: field.into(),
            breach,
        }
    }
}

impl fmt::Display for FieldBreach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.breach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breach_survives_an_error_that_carries_only_text() {
        for kind in KINDS {
            let breach = Breach::new(kind, "is not right");
            let wrapped = format!("{} at line 1 column 2", breach.encode());
            assert_eq!(Breach::decode(&wrapped), Some(breach));
        }
        assert_eq!(Breach::decode("missing field `x`"), None);
    }
}
