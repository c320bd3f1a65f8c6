//! Attributes as the wire has them: a list of names with values.

use serde::Deserialize;

use crate::user_pool::accounts::Attributes;

/// A name with its value; no value is an empty one.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Attribute {
    name: String,
    #[serde(default)]
    value: String,
}

/// The attributes of a list; of two with one name, the later holds.
pub(super) fn collect(list: Vec<Attribute>) -> Attributes {
    list.into_iter()
        .map(|attribute| (attribute.name, attribute.value))
        .collect()
}
