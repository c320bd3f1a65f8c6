//! The API's routes: which function answers what, and who may ask.

use crate::{TemplateError, function, property};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One route of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The event's name in the template: `ListGoals`.
    pub event: String,
    /// In capitals: `GET`.
    pub method: String,
    /// With its parameters: `/api/v1/goals/{goal_id}`.
    pub path: String,
    /// The group of the function that answers: `goals`.
    pub function: String,
    /// Who may ask.
    pub access: RouteAccess,
}

/// Who may ask for a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteAccess {
    /// Anybody, without a token.
    Public,
    /// Whoever has a token with at least one of these scopes. If there are none, any token of the API's clients.
    Scopes(Vec<String>),
}

impl Route {
    /// What API Gateway calls this route, and puts into every event: `GET /api/v1/goals/{goal_id}`.
    #[must_use]
    pub fn route_key(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    code_uri: String,
    #[serde(default)]
    events: BTreeMap<String, Event>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Event {
    r#type: String,
    #[serde(default)]
    properties: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct HttpApi {
    method: String,
    path: String,
    #[serde(default)]
    auth: Auth,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
struct Auth {
    authorizer: Option<String>,
    #[serde(default)]
    authorization_scopes: Vec<String>,
}

/// Every route of the template. Events of other types (queues) are none.
pub(crate) fn read_all(document: &Value) -> Result<Vec<Route>, TemplateError> {
    let mut routes = Vec::new();
    for resource in property::resources_of(document, function::KIND) {
        let properties: Properties = resource.read()?;
        let group = function::group(&resource, "CodeUri", &properties.code_uri)?;
        for (name, event) in properties.events {
            if event.r#type == "HttpApi" {
                routes.push(read(&resource, &group, name, &event.properties)?);
            }
        }
    }
    Ok(routes)
}

fn read(
    resource: &property::Resource<'_>,
    group: &str,
    event: String,
    properties: &Value,
) -> Result<Route, TemplateError> {
    let api: HttpApi = serde_path_to_error::deserialize(properties).map_err(|error| {
        resource.wrong(
            &format!("Events.{event}.Properties.{}", error.path()),
            error.inner().to_string(),
        )
    })?;
    let access = match api.auth.authorizer.as_deref() {
        Some("NONE") => RouteAccess::Public,
        _ => RouteAccess::Scopes(api.auth.authorization_scopes),
    };
    Ok(Route {
        event,
        method: api.method.to_uppercase(),
        path: api.path,
        function: group.to_owned(),
        access,
    })
}
