//! Somebody who calls the API.

use domain::UserId;
use http::Method;
use serde_json::Value;

use crate::{Api, Reply};

/// Somebody who calls the API with a token, or without.
#[derive(Debug, Clone)]
pub struct Person {
    api: Api,
    id: Option<UserId>,
    token: Option<String>,
}

impl Person {
    pub(crate) fn new(api: Api, id: Option<UserId>, token: Option<String>) -> Self {
        Self { api, id, token }
    }

    /// The user's id.
    pub fn id(&self) -> UserId {
        self.id.expect("a registered user has an id")
    }

    /// The token.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The same person at another environment.
    pub fn at(&self, api: &Api) -> Self {
        Self {
            api: api.clone(),
            ..self.clone()
        }
    }

    /// Sends a GET.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    /// Sends a POST with JSON.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body)).await
    }

    /// Sends a PATCH with JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, Some(body)).await
    }

    /// Sends a DELETE.
    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None).await
    }

    /// Sends any request.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.api
            .json(method, path, self.token(), body.as_ref())
            .await
    }
}
