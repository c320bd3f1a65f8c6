//! What the API answered, after the checks that hold for every answer.

use bytes::Bytes;
use http::{HeaderMap, Response};
use serde_json::Value;

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; `null` when there is none, or when it is text for Prometheus.
    pub json: Value,
    /// The body as it was sent.
    pub body: Bytes,
}

impl Reply {
    pub(crate) fn new(response: Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let json = match body.is_empty() {
            true => Value::Null,
            false if is_text(&parts.headers) => Value::Null,
            false => serde_json::from_slice(&body).expect("every body is JSON"),
        };
        let reply = Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            json,
            body,
        };
        reply.keep_the_rules();
        reply
    }

    /// What holds for every answer of ours: errors have all their parts, the id is in header and body, nothing is cached.
    fn keep_the_rules(&self) {
        let Some(id) = self.headers.get("x-request-id") else {
            return;
        };
        assert_eq!(self.headers["cache-control"], "no-store");
        if !is_text(&self.headers) {
            assert_eq!(self.headers["content-type"], "application/json");
        }
        if self.status >= 400 && self.json.get("error").is_some() {
            let (detail, error) = (&self.json["detail"], &self.json["error"]);
            assert!(
                detail.is_string() && error["code"].is_string() && error["details"].is_array(),
                "{self:?}"
            );
            assert_eq!(self.json["success"], false);
            assert_eq!(
                self.json["metadata"]["request_id"],
                id.to_str().expect("ids are ASCII")
            );
        }
        if self.status == 503 || self.status == 429 {
            let is_health = self.json.get("database").is_some();
            assert!(
                is_health || self.headers.contains_key("retry-after"),
                "{self:?}"
            );
        }
    }

    /// The body, if the status is this one.
    #[track_caller]
    pub fn expect(&self, status: u16) -> &Value {
        assert_eq!(self.status, status, "{}", self.json);
        &self.json
    }

    /// The error's code, if the status is this one.
    #[track_caller]
    pub fn refused(&self, status: u16) -> &str {
        self.expect(status)["error"]["code"]
            .as_str()
            .expect("an error of ours has a code")
    }

    /// The fields that a 422 names.
    #[track_caller]
    pub fn fields(&self) -> Vec<&str> {
        let details = self.expect(422)["error"]["details"]
            .as_array()
            .expect("details are a list");
        details
            .iter()
            .filter_map(|detail| detail["field"].as_str())
            .collect()
    }
}

/// Whether the body is the one text that is no JSON: figures for Prometheus.
fn is_text(headers: &HeaderMap) -> bool {
    headers
        .get("content-type")
        .is_some_and(|kind| kind == "text/plain; version=0.0.4; charset=utf-8")
}
