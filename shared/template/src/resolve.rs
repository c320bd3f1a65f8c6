//! Works out intrinsic functions, as CloudFormation would, from the values that somebody brought.
//!
//! Only those that a value of ours can be made of; any other one is an error, never left standing as text.

use crate::{TemplateError, Values};
use serde_json::{Map, Value};

const SECRET: &str = "AWS::SecretsManager::Secret";

#[derive(Debug)]
pub(crate) struct Resolver<'a> {
    document: &'a Value,
    values: &'a Values,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(document: &'a Value, values: &'a Values) -> Self {
        Self { document, values }
    }

    /// A value that must come out as one text, with its dynamic references followed.
    pub(crate) fn text(&self, place: &str, value: &Value) -> Result<String, TemplateError> {
        let text = match self.value(place, value)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            other => return Err(unresolvable(place, &other)),
        };
        self.dynamic(place, &text)
    }

    /// A resource's properties, as [`Template::properties`](crate::Template::properties) promises them.
    pub(crate) fn properties(
        &self,
        logical_id: &str,
        resource: &Value,
    ) -> Result<Option<Value>, TemplateError> {
        let is_made = match &resource["Condition"] {
            Value::String(name) => self.condition(logical_id, name)?,
            _ if resource.is_object() => true,
            _ => return Err(unknown(logical_id, logical_id)),
        };
        if !is_made {
            return Ok(None);
        }
        let mut properties = self.value(logical_id, &resource["Properties"])?;
        drop_nulls(&mut properties);
        Ok(Some(properties))
    }

    /// A value with every intrinsic function in it worked out.
    pub(crate) fn value(&self, place: &str, value: &Value) -> Result<Value, TemplateError> {
        match value {
            Value::Array(items) => items
                .iter()
                .map(|item| self.value(place, item))
                .collect::<Result<_, _>>(),
            Value::Object(object) => match single(object) {
                Some((name, argument)) if name == "Ref" || name.starts_with("Fn::") => {
                    self.intrinsic(place, name, argument)
                }
                _ => object
                    .iter()
                    .map(|(key, value)| Ok((key.clone(), self.value(place, value)?)))
                    .collect::<Result<Map<_, _>, _>>()
                    .map(Value::Object),
            },
            plain => Ok(plain.clone()),
        }
    }

    fn intrinsic(&self, place: &str, name: &str, argument: &Value) -> Result<Value, TemplateError> {
        match (name, argument) {
            ("Ref", Value::String(reference)) if reference == "AWS::NoValue" => Ok(Value::Null),
            ("Ref", Value::String(reference)) => self.reference(place, reference),
            ("Fn::Sub", Value::String(pattern)) => self
                .substitute(place, pattern, &Map::new())
                .map(Value::String),
            ("Fn::Sub", Value::Array(parts)) => match parts.as_slice() {
                [Value::String(pattern), Value::Object(own)] => {
                    self.substitute(place, pattern, own).map(Value::String)
                }
                _ => Err(unresolvable(place, argument)),
            },
            ("Fn::If", Value::Array(parts)) => match parts.as_slice() {
                [Value::String(condition), yes, no] => {
                    let chosen = if self.condition(place, condition)? {
                        yes
                    } else {
                        no
                    };
                    self.value(place, chosen)
                }
                _ => Err(unresolvable(place, argument)),
            },
            ("Fn::GetAtt" | "Fn::Join" | "Fn::Select" | "Fn::Split", Value::Array(parts)) => {
                let parts = parts
                    .iter()
                    .map(|part| self.value(place, part))
                    .collect::<Result<Vec<_>, _>>()?;
                self.list_function(place, name, &parts)
            }
            _ => Err(unresolvable(place, &serde_json::json!({ name: argument }))),
        }
    }

    fn list_function(
        &self,
        place: &str,
        name: &str,
        parts: &[Value],
    ) -> Result<Value, TemplateError> {
        match (name, parts) {
            ("Fn::GetAtt", [Value::String(resource), Value::String(attribute)]) => {
                self.reference(place, &format!("{resource}.{attribute}"))
            }
            ("Fn::Join", [Value::String(between), Value::Array(items)]) => {
                let items = items
                    .iter()
                    .map(|item| self.text(place, item))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok(Value::String(items.join(between)))
            }
            ("Fn::Split", [Value::String(between), Value::String(text)]) => {
                Ok(text.split(between.as_str()).collect())
            }
            ("Fn::Select", [index, Value::Array(items)]) => index
                .as_u64()
                .or_else(|| index.as_str()?.parse().ok())
                .and_then(|index| items.get(usize::try_from(index).ok()?).cloned())
                .ok_or_else(|| unresolvable(place, index)),
            _ => Err(unresolvable(place, &serde_json::json!({ name: parts }))),
        }
    }

    /// What was brought, else a parameter's default, else (for secrets, which are only named inside dynamic
    /// references) the logical id.
    fn reference(&self, place: &str, reference: &str) -> Result<Value, TemplateError> {
        let parameter = &self.document["Parameters"][reference];
        let text = match (self.values.get(reference), &parameter["Default"]) {
            (Some(text), _) => text.to_owned(),
            (None, Value::String(text)) => text.clone(),
            (None, Value::Number(number)) => number.to_string(),
            _ if self.document["Resources"][reference]["Type"] == SECRET => reference.to_owned(),
            _ => return Err(unknown(place, reference)),
        };
        Ok(Value::String(text))
    }

    fn substitute(
        &self,
        place: &str,
        pattern: &str,
        own: &Map<String, Value>,
    ) -> Result<String, TemplateError> {
        let mut text = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| unresolvable(place, &pattern.into()))?;
            text.push_str(before);
            match (name.strip_prefix('!'), own.get(name)) {
                (Some(literal), _) => text.push_str(&format!("${{{literal}}}")),
                (None, Some(value)) => text.push_str(&self.text(place, value)?),
                (None, None) => match self.reference(place, name)? {
                    Value::String(value) => text.push_str(&value),
                    list => return Err(unresolvable(place, &list)),
                },
            }
            rest = after;
        }
        text.push_str(rest);
        Ok(text)
    }

    fn dynamic(&self, place: &str, text: &str) -> Result<String, TemplateError> {
        let mut followed = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{resolve:") {
            let (reference, after) = after
                .split_once("}}")
                .ok_or_else(|| unresolvable(place, &text.into()))?;
            followed.push_str(before);
            followed.push_str(
                self.values
                    .get(reference)
                    .ok_or_else(|| unknown(place, reference))?,
            );
            rest = after;
        }
        followed.push_str(rest);
        Ok(followed)
    }

    fn condition(&self, place: &str, name: &str) -> Result<bool, TemplateError> {
        match &self.document["Conditions"][name] {
            Value::Null => Err(unknown(place, name)),
            expression => self.holds(place, expression),
        }
    }

    fn holds(&self, place: &str, expression: &Value) -> Result<bool, TemplateError> {
        let (name, argument) = expression
            .as_object()
            .and_then(single)
            .ok_or_else(|| unresolvable(place, expression))?;
        match (name.as_str(), argument) {
            ("Condition", Value::String(other)) => self.condition(place, other),
            ("Fn::Not", Value::Array(parts)) if parts.len() == 1 => {
                Ok(!self.holds(place, &parts[0])?)
            }
            ("Fn::Equals", Value::Array(parts)) if parts.len() == 2 => {
                Ok(self.value(place, &parts[0])? == self.value(place, &parts[1])?)
            }
            ("Fn::And", Value::Array(parts)) => parts
                .iter()
                .try_fold(true, |all, part| Ok(self.holds(place, part)? && all)),
            ("Fn::Or", Value::Array(parts)) => parts
                .iter()
                .try_fold(false, |any, part| Ok(self.holds(place, part)? || any)),
            _ => Err(unresolvable(place, expression)),
        }
    }
}

/// Leaves out what is null, as which `AWS::NoValue` comes out.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(drop_nulls);
        }
        Value::Object(object) => {
            object.retain(|_, value| !value.is_null());
            object.values_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}

fn single(object: &Map<String, Value>) -> Option<(&String, &Value)> {
    (object.len() == 1).then(|| object.iter().next()).flatten()
}

fn unknown(place: &str, reference: &str) -> TemplateError {
    TemplateError::UnknownReference {
        place: place.to_owned(),
        reference: reference.to_owned(),
    }
}

fn unresolvable(place: &str, what: &Value) -> TemplateError {
    TemplateError::Unresolvable {
        place: place.to_owned(),
        what: what.to_string(),
    }
}
