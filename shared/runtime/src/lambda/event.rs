//! From an event to the request that the routes see.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lambda_runtime::LambdaEvent;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Event;

/// What a query may not hold as it is. `%` may: the query arrives encoded.
const NOT_IN_QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a path may not hold as it is, nor anything that would make other segments of it.
const NOT_IN_PATH: &AsciiSet = &NOT_IN_QUERY.add(b'?').add(b'%');

/// The request of an event; `None` when the event is none that API Gateway sends. The request context and Lambda's own context
/// are its extensions.
pub(super) fn request(event: LambdaEvent<Event>) -> Option<Request> {
    let LambdaEvent { payload, context } = event;
    let path = path(&payload)?;
    let query = payload
        .raw_query_string
        .as_deref()
        .filter(|query| !query.is_empty());
    let query = query
        .map(|query| format!("?{}", utf8_percent_encode(query, NOT_IN_QUERY)))
        .unwrap_or_default();
    let body = payload.body.unwrap_or_default();
    let body = if payload.is_base64_encoded {
        STANDARD.decode(body).ok()?
    } else {
        body.into_bytes()
    };
    let mut request = http::Request::builder()
        .method(payload.request_context.http.method.clone())
        .uri(format!("{path}{query}"))
        .body(Body::from(body))
        .ok()?;
    *request.headers_mut() = payload.headers;
    request.extensions_mut().insert(payload.request_context);
    request.extensions_mut().insert(context);
    Some(request)
}

/// The path of the route that API Gateway chose, with the parameters that it decoded. A catch-all route (`$default`, which only
/// local tools have) tells no more than the path itself.
fn path(event: &Event) -> Option<String> {
    let key = event
        .request_context
        .route_key
        .as_deref()
        .or(event.route_key.as_deref())?;
    match key.split_once(' ') {
        Some((_, template)) => fill(template, &event.path_parameters),
        None => Some(utf8_percent_encode(event.raw_path.as_deref()?, NOT_IN_PATH).to_string()),
    }
}

fn fill(template: &str, parameters: &HashMap<String, String>) -> Option<String> {
    let segment = |segment: &str| {
        let Some(name) = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            return Some(segment.to_owned());
        };
        Some(utf8_percent_encode(parameters.get(name)?, NON_ALPHANUMERIC).to_string())
    };
    let segments: Option<Vec<_>> = template.split('/').map(segment).collect();
    Some(segments?.join("/"))
}
