//! What a change says about one field: nothing, "take it away", or "make it this".

use serde::{Deserialize, Deserializer};

use crate::Breach;

/// One field of a PATCH. Absent keeps the value, `null` clears it, anything else sets it.
///
/// Use with `#[serde(default)]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The field was not sent.
    #[default]
    Keep,
    /// The field was sent as `null`.
    Clear,
    /// The field was sent.
    Set(T),
}

impl<T> Patch<T> {
    /// The value after the change, given the value before it.
    pub fn apply(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Keep => before,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

/// Reads an optional value of which old clients send `""` when they mean that there is none.
///
/// # Errors
/// What is wrong with a value that is there.
pub fn blank_is_absent<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String, Error = Breach>,
{
    match Option::<String>::deserialize(deserializer)? {
        None => Ok(None),
        Some(text) if text.trim().is_empty() => Ok(None),
        Some(text) => T::try_from(text)
            .map(Some)
            .map_err(|b| serde::de::Error::custom(b.encode())),
    }
}
