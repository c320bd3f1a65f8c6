//! What the API tells browsers.

use crate::{TemplateError, property, resolve::Resolver};
use serde::Deserialize;
use serde_json::Value;

/// The API's answer to a browser's question whether a page of another origin may call it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Cors {
    /// Origins that may call; `*` alone means every one. Empty if the API answers no such question at all.
    pub allow_origins: Vec<String>,
    /// Methods that may be used.
    pub allow_methods: Vec<String>,
    /// Headers that may be sent.
    pub allow_headers: Vec<String>,
    /// Headers that the page may read.
    #[serde(default)]
    pub expose_headers: Vec<String>,
    /// Whether cookies may be sent.
    #[serde(default)]
    pub allow_credentials: bool,
    /// How long the answer may be remembered, in seconds.
    #[serde(default)]
    pub max_age: u32,
}

/// Reads the configuration of the template's one API.
pub(crate) fn read(document: &Value, resolver: &Resolver<'_>) -> Result<Cors, TemplateError> {
    let api = property::resources_of(document, "AWS::Serverless::HttpApi")
        .next()
        .ok_or_else(|| TemplateError::Shape("there is no AWS::Serverless::HttpApi".into()))?;
    let place = format!("{}.CorsConfiguration", api.logical_id);
    let resolved = resolver.value(&place, &api.properties["CorsConfiguration"])?;
    if resolved.is_null() {
        return Ok(Cors::default());
    }
    property::Resource {
        properties: &resolved,
        ..api
    }
    .read()
    .map_err(|error| match error {
        TemplateError::Property {
            resource,
            property,
            problem,
        } => TemplateError::Property {
            resource,
            property: format!("CorsConfiguration.{property}"),
            problem,
        },
        other => other,
    })
}
