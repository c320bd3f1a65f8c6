//! What browsers are told: API Gateway's CORS, which replaces whatever a function says about it.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use template::Cors;

/// The headers that are the gateway's alone once an API has a CORS configuration.
const OURS: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
];

/// How browsers are answered.
#[derive(Debug)]
pub(super) struct Browsers {
    cors: Option<Cors>,
}

impl Browsers {
    pub(super) fn new(cors: Option<Cors>) -> Self {
        Self { cors }
    }

    /// The answer to a browser's question before its request. No route is needed for it, and no token.
    pub(super) fn preflight(&self, request: &Request<Bytes>) -> Option<Response<Bytes>> {
        let cors = self.cors.as_ref()?;
        if request.method() != Method::OPTIONS {
            return None;
        }
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let origin = request.headers().get(header::ORIGIN);
        if origin
            .and_then(|origin| allowed_origin(cors, origin))
            .is_some()
        {
            let headers = response.headers_mut();
            put_list(
                headers,
                header::ACCESS_CONTROL_ALLOW_METHODS,
                &cors.allow_methods,
            );
            put_list(
                headers,
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                &cors.allow_headers,
            );
            headers.insert(
                header::ACCESS_CONTROL_MAX_AGE,
                HeaderValue::from(cors.max_age),
            );
        }
        Some(response)
    }

    /// Puts the gateway's CORS headers on a response, whoever gave it.
    pub(super) fn mark(&self, response: &mut Response<Bytes>, origin: Option<&HeaderValue>) {
        let Some(cors) = &self.cors else { return };
        let is_preflight = response
            .headers()
            .contains_key(header::ACCESS_CONTROL_MAX_AGE);
        let headers = response.headers_mut();
        let Some(allowed) = origin.and_then(|origin| allowed_origin(cors, origin)) else {
            return;
        };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        if cors.allow_credentials {
            headers.insert(
                header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        if !is_preflight {
            put_list(
                headers,
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                &cors.expose_headers,
            );
        }
    }

    /// Removes what a function said about CORS.
    pub(super) fn silence(&self, response: &mut Response<Bytes>) {
        if self.cors.is_some() {
            for name in OURS {
                response.headers_mut().remove(name);
            }
        }
    }
}

/// What to tell a page of this origin, or nothing when it may not call.
fn allowed_origin(cors: &Cors, origin: &HeaderValue) -> Option<HeaderValue> {
    if cors.allow_origins.iter().any(|allowed| allowed == "*") {
        return Some(HeaderValue::from_static("*"));
    }
    let text = origin.to_str().ok()?;
    cors.allow_origins
        .iter()
        .any(|allowed| fits(allowed, text))
        .then(|| origin.clone())
}

/// `https://*` stands for every origin of that scheme, as the service has it.
fn fits(allowed: &str, origin: &str) -> bool {
    match allowed.strip_suffix('*') {
        Some(scheme) if scheme.ends_with("://") => origin.starts_with(scheme),
        _ => allowed.eq_ignore_ascii_case(origin),
    }
}

fn put_list(headers: &mut HeaderMap, name: HeaderName, list: &[String]) {
    if let Ok(value) = HeaderValue::from_str(&list.join(","))
        && !list.is_empty()
    {
        headers.insert(name, value);
    }
}
