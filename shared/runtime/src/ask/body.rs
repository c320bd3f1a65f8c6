//! The body: JSON of at most 256 KiB. A body that is missing, too large, of another type, no JSON or of the wrong shape is
//! told apart.

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use domain::{Breach, BreachKind, Error};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt, Limited};
use serde::de::DeserializeOwned;

use super::breach;
use crate::Failure;

/// The most bytes of a body.
pub(super) const MAX_BODY: usize = 256 * 1024;

/// The body as a struct. Unknown fields are ignored, because old clients send some.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let Some(bytes) = bytes(request).await? else {
            let breach = Breach::new(BreachKind::Missing, "is required");
            return Err(Error::invalid("body", breach).into());
        };
        let value = read(&bytes)?;
        // serde takes an array for a struct, field by field in their order; no client means that.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            let breach = Breach::new(BreachKind::WrongType, "should be an object");
            return Err(Error::invalid("body", breach).into());
        }
        Ok(Self(value))
    }
}

/// A body that may be missing, as any JSON: `None` when it is.
#[derive(Debug)]
pub struct MaybeBody<T>(pub Option<T>);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for MaybeBody<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let bytes = bytes(request).await?;
        bytes.map(|bytes| read(&bytes)).transpose().map(Self)
    }
}

/// The bytes of the body; `None` when there are none.
async fn bytes(request: Request) -> Result<Option<Bytes>, Failure> {
    let is_json = is_json(&request);
    let Ok(bytes) = Limited::new(request.into_body(), MAX_BODY).collect().await else {
        let message = format!("The body is larger than {} KiB.", MAX_BODY / 1024);
        return Err(Failure::of_request(
            StatusCode::PAYLOAD_TOO_LARGE,
            "BODY_TOO_LARGE",
            message,
        ));
    };
    let bytes = bytes.to_bytes();
    if bytes.is_empty() {
        return Ok(None);
    }
    if !is_json {
        let message = "The body must be JSON, with `Content-Type: application/json`.";
        return Err(Failure::of_request(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            message,
        ));
    }
    Ok(Some(bytes))
}

/// The value that the bytes are, as JSON.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|e| {
        // serde_json calls `{}` a syntax error where the word of an enum is expected: whether it is JSON is asked apart.
        match serde_json::from_slice::<serde_json::Value>(bytes) {
            Ok(_) => breach::of("body", &e.path().to_string(), &e.inner().to_string()),
            Err(syntax) => not_json(bytes, &syntax),
        }
    })?;
    json.end().map_err(|e| not_json(bytes, &e))?;
    Ok(value)
}

/// `application/json`, with parameters or not, or any type that says it is JSON.
fn is_json(request: &Request) -> bool {
    let value = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let essence = value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// The field is `body.<offset>`, as in the old service.
fn not_json(bytes: &[u8], error: &serde_json::Error) -> Error {
    let before: usize = bytes
        .split_inclusive(|b| *b == b'\n')
        .take(error.line().saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    // At the end of the text the place is behind its last byte.
    let offset = if error.is_eof() {
        bytes.len()
    } else {
        before + error.column().saturating_sub(1)
    };
    Error::invalid(
        format!("body.{offset}"),
        Breach::new(BreachKind::NotJson, "JSON decode error"),
    )
}
