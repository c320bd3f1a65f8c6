//! JSON as the SDK has it, and as serde has it.

use aws_smithy_types::{Document, Number};
use serde_json::Value;

/// For the SDK.
pub(super) fn from_json(value: Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(flag) => Document::Bool(flag),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(n), _) => Number::PosInt(n),
            (None, Some(n)) => Number::NegInt(n),
            (None, None) => Number::Float(number.as_f64().unwrap_or(f64::NAN)),
        }),
        Value::String(text) => Document::String(text),
        Value::Array(items) => Document::Array(items.into_iter().map(from_json).collect()),
        Value::Object(fields) => Document::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name, from_json(value)))
                .collect(),
        ),
    }
}

/// For serde. A number that JSON does not have becomes null.
pub(super) fn into_json(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(flag) => Value::Bool(*flag),
        Document::Number(Number::PosInt(n)) => Value::from(*n),
        Document::Number(Number::NegInt(n)) => Value::from(*n),
        Document::Number(Number::Float(n)) => Value::from(*n),
        Document::String(text) => Value::String(text.clone()),
        Document::Array(items) => items.iter().map(into_json).collect(),
        Document::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), into_json(value)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_comes_back_as_it_was() {
        let value =
            json!({"a": [1, -2, 0.5, "x", null, true], "b": {"c": u64::MAX, "d": i64::MIN}});
        assert_eq!(into_json(&from_json(value.clone())), value);
        let none = Document::Number(Number::Float(f64::INFINITY));
        assert_eq!(into_json(&none), Value::Null);
    }
}
