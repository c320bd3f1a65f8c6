//! From YAML with CloudFormation's short forms to plain JSON with the long ones.

use crate::TemplateError;
use serde_json::{Map, Value};
use serde_norway::Value as Yaml;

/// Reads a template's text; its top level must be a mapping.
pub(crate) fn read(text: &str) -> Result<Value, TemplateError> {
    match to_json(serde_norway::from_str(text)?)? {
        document @ Value::Object(_) => Ok(document),
        _ => Err(TemplateError::Shape(
            "the top level must be a mapping".into(),
        )),
    }
}

fn to_json(yaml: Yaml) -> Result<Value, TemplateError> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(flag),
        Yaml::String(text) => Value::String(text),
        Yaml::Number(number) => serde_json::to_value(&number)
            .map_err(|error| TemplateError::Shape(format!("the number {number}: {error}")))?,
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(to_json).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert(key_text(key)?, to_json(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => long_form(&tagged.tag.to_string(), to_json(tagged.value)?),
    })
}

fn key_text(key: Yaml) -> Result<String, TemplateError> {
    match key {
        Yaml::String(text) => Ok(text),
        Yaml::Number(number) => Ok(number.to_string()),
        Yaml::Bool(flag) => Ok(flag.to_string()),
        other => Err(TemplateError::Shape(format!(
            "a key must be text, not {other:?}"
        ))),
    }
}

/// `!Ref` and `!Condition` keep their names, every other short form gets `Fn::` in front. `!GetAtt A.B` is the one
/// whose value changes too.
fn long_form(tag: &str, value: Value) -> Value {
    let name = tag.trim_start_matches('!');
    let (key, value) = match (name, value) {
        ("Ref" | "Condition", value) => (name.to_owned(), value),
        ("GetAtt", Value::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap_or((&path, ""));
            (
                "Fn::GetAtt".to_owned(),
                serde_json::json!([resource, attribute]),
            )
        }
        (_, value) => (format!("Fn::{name}"), value),
    };
    Value::Object(Map::from_iter([(key, value)]))
}
