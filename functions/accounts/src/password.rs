//! Passwords that an account can have.

use std::fmt;

use domain::{Breach, BreachKind};
use serde::{Deserialize, Deserializer};
use utoipa::openapi::{RefOr, schema};

/// A password for a new account: 8 to 256 characters of any kind, without white space at either end and without line breaks.
/// The lower bound is the old service's; the rest is the user pool's.
#[derive(Clone)]
pub(crate) struct Password(String);

impl Password {
    const MIN: usize = 8;
    const MAX: usize = 256;

    /// Takes a password that an account can have.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn parse(text: impl Into<String>) -> Result<Self, Breach> {
        let text = text.into();
        let length = text.chars().count();
        if length < Self::MIN {
            let message = format!("should have at least {} characters", Self::MIN);
            return Err(Breach::new(BreachKind::TooShort, message));
        }
        if length > Self::MAX {
            let message = format!("should have at most {} characters", Self::MAX);
            return Err(Breach::new(BreachKind::TooLong, message));
        }
        if text.trim().len() != text.len() {
            let message = "should not begin or end with white space";
            return Err(Breach::new(BreachKind::Unacceptable, message));
        }
        if text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            let message = "should not contain line breaks";
            return Err(Breach::new(BreachKind::Unacceptable, message));
        }
        Ok(Self(text))
    }

    /// The password, for the pool alone.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

// A password must not reach a log by `{:?}`.
impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(text).map_err(|breach| serde::de::Error::custom(breach.encode()))
    }
}

impl utoipa::PartialSchema for Password {
    fn schema() -> RefOr<schema::Schema> {
        let format = schema::SchemaFormat::KnownFormat(schema::KnownFormat::Password);
        schema::ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .format(Some(format))
            .min_length(Some(Self::MIN))
            .max_length(Some(Self::MAX))
            .into()
    }
}

impl utoipa::ToSchema for Password {}

#[cfg(test)]
mod tests {
    use super::*;

    fn breach(text: &str) -> Option<BreachKind> {
        Password::parse(text).err().map(|breach| breach.kind)
    }

    #[test]
    fn any_characters_will_do_as_long_as_there_are_eight() {
        for good in [
            "aaaaaaaa",
            "12345678",
            "päßwörd…",
            "two words",
            "日本語日本語日本",
        ] {
            assert_eq!(breach(good), None, "{good}");
        }
        assert_eq!(breach("1234567"), Some(BreachKind::TooShort));
        assert_eq!(breach(&"é".repeat(256)), None);
        assert_eq!(breach(&"é".repeat(257)), Some(BreachKind::TooLong));
    }

    #[test]
    fn what_the_user_pool_cannot_keep_is_refused() {
        for bad in [" password", "password\t", "pass\nword", "        "] {
            assert_eq!(breach(bad), Some(BreachKind::Unacceptable), "{bad:?}");
        }
    }

    #[test]
    fn debug_never_shows_a_password() {
        let password = Password::parse("correct horse").unwrap();
        assert!(!format!("{password:?}").contains("horse"));
    }
}
