//! The uniques table: a marker for each value that only one thing may have, written in the transaction of that thing.

use aws_sdk_dynamodb::types::Put;
use aws_sdk_dynamodb::types::builders::PutBuilder;
use domain::{Error, Id};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::item::{Item, encode, key, s};
use crate::names::Table;

/// What must be unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unique {
    /// A user's email address, whatever its case.
    Email,
    /// A subject's name, whatever its case.
    SubjectName,
}

impl Unique {
    const fn kind(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::SubjectName => "subject_name",
        }
    }
}

/// Whose value it is.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
struct Marker<T> {
    kind: String,
    value: String,
    owner_id: Id<T>,
}

/// The key of a marker.
pub(crate) fn unique_key(unique: Unique, value: &str) -> Item {
    key([("kind", s(unique.kind())), ("value", s(value))])
}

impl Store {
    /// Whose value this is, read consistently.
    pub(crate) async fn unique_owner<T>(
        &self,
        unique: Unique,
        value: &str,
    ) -> Result<Option<Id<T>>, Error> {
        let marker: Option<Marker<T>> = self.get(Table::Uniques, unique_key(unique, value)).await?;
        Ok(marker.map(|marker| marker.owner_id))
    }

    /// The write that makes the value `owner_id`'s. Its condition is for the caller to say.
    pub(crate) fn claim<T>(
        &self,
        unique: Unique,
        value: String,
        owner_id: Id<T>,
    ) -> Result<PutBuilder, Error> {
        let marker = Marker {
            kind: unique.kind().to_owned(),
            value,
            owner_id,
        };
        Ok(Put::builder()
            .table_name(self.name(Table::Uniques))
            .set_item(Some(encode(Table::Uniques, &marker)?)))
    }
}
