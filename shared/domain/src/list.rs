//! Lists with a bound on their length.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::{RefOr, schema};

use crate::{Breach, BreachKind};

/// At most `MAX` entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Bounded<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Bounded<T, MAX> {
    /// Takes a list of at most `MAX` entries.
    ///
    /// # Errors
    /// The list is longer.
    pub fn parse(entries: Vec<T>) -> Result<Self, Breach> {
        if entries.len() > MAX {
            let message = format!("should have at most {MAX} entries");
            return Err(Breach::new(BreachKind::TooLong, message));
        }
        Ok(Self(entries))
    }

    /// The entries.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The entries themselves.
    #[must_use]
    pub fn into_inner(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MAX: usize> Default for Bounded<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for Bounded<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Vec::deserialize(deserializer)?;
        Self::parse(entries).map_err(|breach| serde::de::Error::custom(breach.encode()))
    }
}

impl<T: utoipa::PartialSchema, const MAX: usize> utoipa::PartialSchema for Bounded<T, MAX> {
    fn schema() -> RefOr<schema::Schema> {
        schema::ArrayBuilder::new()
            .items(T::schema())
            .max_items(Some(MAX))
            .into()
    }
}

impl<T: utoipa::ToSchema, const MAX: usize> utoipa::ToSchema for Bounded<T, MAX> {}
