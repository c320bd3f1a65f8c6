//! The query string.

use axum::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;

use super::breach;
use crate::Failure;

/// The query string as a struct. Unknown fields are ignored.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        let fields = serde_html_form::Deserializer::from_bytes(query.as_bytes());
        serde_path_to_error::deserialize(fields)
            .map(Self)
            .map_err(|e| breach::of("query", &e.path().to_string(), &e.inner().to_string()).into())
    }
}
