//! What a function returns: the response of payload format 2.0.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Deserialize;
use serde_json::Value;

/// Headers that belong to one connection, and so to the gateway's own.
const OF_ONE_CONNECTION: [HeaderName; 7] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::PROXY_AUTHENTICATE,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// A payload that is no response.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadReply {
    #[error("it is no JSON: {0}")]
    NoJson(serde_json::Error),
    #[error("it has another shape: {0}")]
    Shape(serde_json::Error),
    #[error("`statusCode` is no status")]
    Status,
    #[error("a header is no header: {0}")]
    Header(String),
    #[error("`body` is no base64, though `isBase64Encoded` says so")]
    Body,
}

/// `multiValueHeaders` belongs to format 1.0: an API of format 2.0 does not look at it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reply {
    status_code: Value,
    #[serde(default)]
    headers: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    cookies: Option<Vec<String>>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: Option<bool>,
}

/// Reads a function's payload.
///
/// # Errors
/// It is no response; the client is told 500.
pub(super) fn read(payload: &[u8]) -> Result<Response<Bytes>, BadReply> {
    let value: Value = serde_json::from_slice(payload).map_err(BadReply::NoJson)?;
    if value.get("statusCode").is_none() {
        return Ok(inferred(&value));
    }
    let reply: Reply = serde_json::from_value(value).map_err(BadReply::Shape)?;
    let body = match (reply.body, reply.is_base64_encoded) {
        (Some(text), Some(true)) => STANDARD.decode(text).map_err(|_| BadReply::Body)?.into(),
        (Some(text), _) => Bytes::from(text),
        (None, _) => Bytes::new(),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status(&reply.status_code).ok_or(BadReply::Status)?;
    for (name, value) in reply.headers.unwrap_or_default() {
        let bad = || BadReply::Header(name.clone());
        let text = scalar(&value).ok_or_else(bad)?;
        let header = HeaderName::try_from(name.as_str()).map_err(|_| bad())?;
        if !OF_ONE_CONNECTION.contains(&header) {
            let value = HeaderValue::try_from(text).map_err(|_| bad())?;
            response.headers_mut().insert(header, value);
        }
    }
    for cookie in reply.cookies.unwrap_or_default() {
        let value =
            HeaderValue::try_from(cookie).map_err(|_| BadReply::Header("set-cookie".into()))?;
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    if !response.body().is_empty() {
        let plain = HeaderValue::from_static("text/plain;charset=UTF-8");
        response
            .headers_mut()
            .entry(header::CONTENT_TYPE)
            .or_insert(plain);
    }
    Ok(response)
}

/// JSON without a `statusCode` is a 200 with that JSON; a text is the body itself.
fn inferred(value: &Value) -> Response<Bytes> {
    let body = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    let mut response = Response::new(Bytes::from(body));
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// A final status: a number, or one written as text.
fn status(value: &Value) -> Option<StatusCode> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
    let status = StatusCode::from_u16(u16::try_from(number).ok()?).ok()?;
    (200..600).contains(&status.as_u16()).then_some(status)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}
