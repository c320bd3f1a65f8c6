//! Items: between a table's rows and the types that describe them. A row that does not decode is an error, never skipped.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::names::Table;

/// One row.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// The row as a value.
pub(crate) fn decode<T: DeserializeOwned>(table: Table, item: Item) -> Result<T, Error> {
    // serde's message may quote the value; the table is what an operator needs to know.
    serde_dynamo::from_item(item)
        .map_err(|_| Error::Fault(format!("a row of {} cannot be decoded", table.suffix())))
}

/// The value as a row. What is `None` is left out, because an attribute that is null cannot be an index key.
pub(crate) fn encode<T: Serialize>(table: Table, value: &T) -> Result<Item, Error> {
    serde_dynamo::to_item(value).map_err(|e| {
        Error::Fault(format!(
            "a row of {} cannot be encoded: {e}",
            table.suffix()
        ))
    })
}

/// A text attribute.
pub(crate) fn s(text: impl ToString) -> AttributeValue {
    AttributeValue::S(text.to_string())
}

/// A number attribute.
pub(crate) fn n(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// A key of one or more attributes.
pub(crate) fn key<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    attributes
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
