//! From the routes' response to what Lambda returns to API Gateway.

use std::collections::BTreeMap;

use http_body_util::BodyExt;
use serde::Serialize;

/// A response of payload format 2.0. Its body is text: JSON, or figures for Prometheus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The status.
    pub status_code: u16,
    /// The headers, lower case.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
    /// Always `false`.
    pub is_base64_encoded: bool,
}

impl Response {
    pub(super) async fn of(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        // Bodies are made of bytes in memory, and headers of ASCII: neither can fail.
        let bytes = body
            .collect()
            .await
            .map(http_body_util::Collected::to_bytes)
            .unwrap_or_default();
        let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            let value = value.to_str().unwrap_or_default();
            (name.as_str().to_owned(), value.to_owned())
        };
        Self {
            status_code: parts.status.as_u16(),
            headers: parts.headers.iter().map(header).collect(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            is_base64_encoded: false,
        }
    }

    /// For an event that API Gateway does not send: there is nobody to tell more.
    pub(super) fn bad_request() -> Self {
        Self {
            status_code: 400,
            headers: BTreeMap::new(),
            body: String::new(),
            is_base64_encoded: false,
        }
    }
}
