//! The DynamoDB tables: keys, indexes, expiry.

use crate::{TemplateError, property};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name in the template: `GoalsTable`.
    pub logical_id: String,
    /// Its name without the stack's: `goals`.
    pub suffix: String,
    /// What identifies an item: one HASH part, at most one RANGE part after it.
    pub key: Vec<KeyPart>,
    /// The other ways to ask, in the order of the template.
    pub indexes: Vec<Index>,
    /// The type of every attribute that a key or an index uses.
    pub attributes: BTreeMap<String, AttributeType>,
    /// The attribute that holds when an item expires, in seconds since 1970.
    pub ttl_attribute: Option<String>,
}

/// One index of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Index {
    /// Its name, the same in every stack.
    #[serde(rename = "IndexName")]
    pub name: String,
    /// Its key, HASH parts first.
    #[serde(rename = "KeySchema")]
    pub key: Vec<KeyPart>,
    /// What an item in it holds.
    pub projection: Projection,
}

/// One attribute of a key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeyPart {
    /// The attribute's name.
    #[serde(rename = "AttributeName")]
    pub attribute: String,
    /// Whether it finds the partition or sorts within it.
    #[serde(rename = "KeyType")]
    pub role: KeyRole,
}

/// What an attribute does in a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum KeyRole {
    /// Finds the partition; must be given, and is compared for equality.
    Hash,
    /// Sorts within the partition.
    Range,
}

/// What DynamoDB allows a key attribute to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum AttributeType {
    /// Text.
    S,
    /// A number.
    N,
    /// Bytes.
    B,
}

/// Which attributes an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "ProjectionType", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Projection {
    /// All of them.
    All,
    /// The keys of the index and of the table.
    KeysOnly,
    /// The keys, and these.
    Include {
        /// The attributes besides the keys.
        #[serde(rename = "NonKeyAttributes")]
        attributes: Vec<String>,
    },
}

impl Table {
    /// The name of this table in the stack that `prefix` names: `<prefix>-goals`.
    #[must_use]
    pub fn name(&self, prefix: &str) -> String {
        format!("{prefix}-{}", self.suffix)
    }

    /// What to send to DynamoDB's `CreateTable`. Expiry is not part of it: DynamoDB takes that in `UpdateTimeToLive`.
    #[must_use]
    pub fn create_request(&self, prefix: &str) -> Value {
        let mut request = json!({
            "TableName": self.name(prefix),
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": self.attributes.iter()
                .map(|(name, kind)| json!({"AttributeName": name, "AttributeType": format!("{kind:?}")}))
                .collect::<Value>(),
            "KeySchema": key_schema(&self.key),
        });
        if !self.indexes.is_empty() {
            request["GlobalSecondaryIndexes"] = self.indexes.iter().map(Index::request).collect();
        }
        request
    }
}

impl Index {
    fn request(&self) -> Value {
        let projection = match &self.projection {
            Projection::All => json!({"ProjectionType": "ALL"}),
            Projection::KeysOnly => json!({"ProjectionType": "KEYS_ONLY"}),
            Projection::Include { attributes } => {
                json!({"ProjectionType": "INCLUDE", "NonKeyAttributes": attributes})
            }
        };
        json!({"IndexName": self.name, "KeySchema": key_schema(&self.key), "Projection": projection})
    }
}

impl KeyRole {
    /// The word DynamoDB uses: `HASH` or `RANGE`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hash => "HASH",
            Self::Range => "RANGE",
        }
    }
}

fn key_schema(key: &[KeyPart]) -> Value {
    key.iter()
        .map(|part| json!({"AttributeName": part.attribute, "KeyType": part.role.as_str()}))
        .collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    table_name: TableName,
    attribute_definitions: Vec<Attribute>,
    key_schema: Vec<KeyPart>,
    #[serde(default)]
    global_secondary_indexes: Vec<Index>,
    time_to_live_specification: Option<TimeToLive>,
}

/// Names must carry the stack's, so that two stacks can live in one account.
#[derive(Deserialize)]
struct TableName {
    #[serde(rename = "Fn::Sub")]
    pattern: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Attribute {
    attribute_name: String,
    attribute_type: AttributeType,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TimeToLive {
    attribute_name: String,
    enabled: bool,
}

/// Every table of the template.
pub(crate) fn read_all(document: &Value) -> Result<Vec<Table>, TemplateError> {
    property::resources_of(document, "AWS::DynamoDB::Table")
        .map(|resource| {
            let properties: Properties = resource.read()?;
            let suffix = properties
                .table_name
                .pattern
                .strip_prefix("${AWS::StackName}-")
                .ok_or_else(|| resource.wrong("TableName", "must be `${AWS::StackName}-<name>`"))?;
            Ok(Table {
                logical_id: resource.logical_id.to_owned(),
                suffix: suffix.to_owned(),
                key: properties.key_schema,
                indexes: properties.global_secondary_indexes,
                attributes: properties
                    .attribute_definitions
                    .into_iter()
                    .map(|attribute| (attribute.attribute_name, attribute.attribute_type))
                    .collect(),
                ttl_attribute: properties
                    .time_to_live_specification
                    .filter(|ttl| ttl.enabled)
                    .map(|ttl| ttl.attribute_name),
            })
        })
        .collect()
}
