//! The Lambda functions: whose binary, how long, how much, with which environment.

use crate::{TemplateError, property};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The SAM type of a function.
pub(crate) const KIND: &str = "AWS::Serverless::Function";

/// The type of a function that SAM adds nothing to.
const PLAIN: &str = "AWS::Lambda::Function";

/// One Lambda function; what it does not set itself is that of the template's `Globals`.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name in the template: `GoalsFunction`.
    pub logical_id: String,
    /// Its route group, which is also its folder, package and binary: `goals`.
    pub group: String,
    /// How long one invocation may take, in seconds.
    pub timeout_seconds: u32,
    /// Its memory in MB, which decides its share of a processor too.
    pub memory_mb: u32,
    /// Its variables, as the template writes them; `Template::environment` works them out.
    pub environment: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    code_uri: String,
    timeout: u32,
    memory_size: u32,
    #[serde(default)]
    environment: Environment,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
struct Environment {
    variables: BTreeMap<String, Value>,
}

/// Every function of the template.
pub(crate) fn read_all(document: &Value) -> Result<Vec<Function>, TemplateError> {
    let globals = &document["Globals"]["Function"];
    property::resources_of(document, KIND)
        .map(|resource| {
            let merged = merge(globals, resource.properties);
            let resource = property::Resource {
                properties: &merged,
                ..resource
            };
            let properties: Properties = resource.read()?;
            Ok(Function {
                logical_id: resource.logical_id.to_owned(),
                group: group(&resource, "CodeUri", &properties.code_uri)?,
                timeout_seconds: properties.timeout,
                memory_mb: properties.memory_size,
                environment: properties.environment.variables,
            })
        })
        .collect()
}

/// The packages whose binaries the template deploys.
pub(crate) fn packages(
    document: &Value,
    functions: &[Function],
) -> Result<BTreeSet<String>, TemplateError> {
    let plain = property::resources_of(document, PLAIN).map(|resource| {
        let folder = resource.properties["Code"].as_str().unwrap_or_default();
        group(&resource, "Code", folder)
    });
    let own = functions.iter().map(|one| Ok(one.group.clone()));
    own.chain(plain).collect()
}

/// The folder that `cargo lambda build` leaves the binary in says whose it is.
pub(crate) fn group(
    resource: &property::Resource<'_>,
    property: &str,
    folder: &str,
) -> Result<String, TemplateError> {
    folder
        .strip_prefix("target/lambda/")
        .map(|rest| rest.trim_end_matches('/'))
        .filter(|group| !group.is_empty() && !group.contains('/'))
        .map(str::to_owned)
        .ok_or_else(|| resource.wrong(property, "must be `target/lambda/<group>/`"))
}

/// SAM's rule for globals: objects are merged, everything else is replaced.
fn merge(globals: &Value, own: &Value) -> Value {
    match (globals, own) {
        (Value::Object(globals), Value::Object(own)) => {
            let mut merged: Map<String, Value> = globals.clone();
            for (key, value) in own {
                let value = merge(globals.get(key).unwrap_or(&Value::Null), value);
                merged.insert(key.clone(), value);
            }
            Value::Object(merged)
        }
        (globals, Value::Null) => globals.clone(),
        (_, own) => own.clone(),
    }
}
