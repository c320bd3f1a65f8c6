//! The parameters of the path.

use axum::extract::{FromRequestParts, RawPathParams};
use domain::Error;
use http::request::Parts;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as Plain, MapDeserializer};

use super::breach;
use crate::Failure;

/// The path's parameters as a struct with a field for each.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            // Only a percent-encoding that is no UTF-8 gets here: no id is written like that.
            .map_err(|_| {
                Error::invalid(
                    "path",
                    domain::Breach::new(domain::BreachKind::Unacceptable, "is not UTF-8"),
                )
            })?;
        let fields = MapDeserializer::<_, Plain>::new(params.iter());
        serde_path_to_error::deserialize(fields)
            .map(Self)
            .map_err(|e| breach::of("path", &e.path().to_string(), &e.inner().to_string()).into())
    }
}
