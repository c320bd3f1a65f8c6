//! What a function is given: the event of payload format 2.0, complete.

use std::collections::BTreeMap;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::Moment;
use http::{HeaderMap, Request, header};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ApiIdentity, Authorization};

/// A request that has found its route, with all that its event says.
#[derive(Debug)]
pub struct Arrival<'a> {
    /// The request as it was sent.
    pub request: &'a Request<Bytes>,
    /// Where it came from.
    pub source_ip: IpAddr,
    /// Its route, such as `GET /api/v1/goals/{goal_id}`.
    pub route_key: &'a str,
    /// What the route's parameters stand for, decoded.
    pub path_parameters: &'a BTreeMap<String, String>,
    /// What its token says; nothing on a public route.
    pub authorization: Option<&'a Authorization>,
    /// The API.
    pub api: &'a ApiIdentity,
    /// Its id.
    pub request_id: &'a str,
    /// When it came.
    pub now: Moment,
}

/// The event of a request. As in the cloud, parts that say nothing are left out, not null.
#[must_use]
pub fn event(arrival: &Arrival<'_>) -> Value {
    let request = arrival.request;
    let raw_path = raw_path(request.uri().path());
    let raw_query = request.uri().query().unwrap_or_default();
    let mut event = json!({
        "version": "2.0",
        "routeKey": arrival.route_key,
        "rawPath": raw_path,
        "rawQueryString": raw_query,
        "headers": headers(arrival),
        "requestContext": context(arrival, &raw_path),
        "isBase64Encoded": false,
    });
    let cookies = cookies(request.headers());
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    let query = query_parameters(raw_query);
    if !query.is_empty() {
        event["queryStringParameters"] = json!(query);
    }
    if !arrival.path_parameters.is_empty() {
        event["pathParameters"] = json!(arrival.path_parameters);
    }
    if !request.body().is_empty() {
        match text(request) {
            Some(text) => event["body"] = text.into(),
            None => {
                event["body"] = STANDARD.encode(request.body()).into();
                event["isBase64Encoded"] = true.into();
            }
        }
    }
    event
}

/// An HTTP API gives the path decoded, and cut off at a `?` that was encoded. REST APIs and function URLs do neither.
fn raw_path(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    decoded.split('?').next().unwrap_or_default().to_owned()
}

fn context(arrival: &Arrival<'_>, raw_path: &str) -> Value {
    let Arrival {
        request, api, now, ..
    } = arrival;
    let user_agent = request.headers().get(header::USER_AGENT);
    let mut context = json!({
        "accountId": api.account_id,
        "apiId": api.api_id,
        "domainName": api.domain_name,
        "domainPrefix": api.domain_name.split('.').next(),
        "http": {
            "method": request.method().as_str(),
            "path": raw_path,
            "protocol": format!("{:?}", request.version()),
            "sourceIp": arrival.source_ip,
            "userAgent": user_agent.and_then(|agent| agent.to_str().ok()).unwrap_or_default(),
        },
        "requestId": arrival.request_id,
        "routeKey": arrival.route_key,
        "stage": api.stage,
        "time": now.timestamp().strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
        "timeEpoch": now.as_millisecond(),
    });
    if let Some(Authorization { claims, scopes }) = arrival.authorization {
        let scopes = if scopes.is_empty() {
            Value::Null
        } else {
            json!(scopes)
        };
        context["authorizer"] = json!({"jwt": {"claims": claims, "scopes": scopes}});
    }
    context
}

/// Names in lower case, values of one name joined by commas, cookies apart; and what the gateway adds by itself.
fn headers(arrival: &Arrival<'_>) -> BTreeMap<String, String> {
    let sent = arrival.request.headers();
    let mut headers = BTreeMap::new();
    for name in sent.keys().filter(|name| *name != header::COOKIE) {
        let values: Vec<_> = sent
            .get_all(name)
            .iter()
            .map(|v| String::from_utf8_lossy(v.as_bytes()))
            .collect();
        headers.insert(name.as_str().to_owned(), values.join(","));
    }
    let source = arrival.source_ip.to_string();
    headers
        .entry("x-forwarded-for".to_owned())
        .and_modify(|chain| *chain = format!("{chain}, {source}"))
        .or_insert(source);
    headers.insert("x-forwarded-proto".to_owned(), "https".to_owned());
    headers.insert("x-forwarded-port".to_owned(), "443".to_owned());
    headers
        .entry("host".to_owned())
        .or_insert_with(|| arrival.api.domain_name.clone());
    headers
        .entry("content-length".to_owned())
        .or_insert_with(|| arrival.request.body().len().to_string());
    headers
        .entry("x-amzn-trace-id".to_owned())
        .or_insert_with(|| trace_id(arrival.now));
    headers
}

/// A trace id as X-Ray has it: the second, and 96 random bits.
fn trace_id(now: Moment) -> String {
    let random = Uuid::new_v4().simple().to_string();
    format!("Root=1-{:08x}-{}", now.as_second(), &random[..24])
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    let cookies = lines.flat_map(|line| line.split(';'));
    cookies
        .map(str::trim)
        .filter(|cookie| !cookie.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Decoded; values of one name joined by commas.
fn query_parameters(raw: &str) -> BTreeMap<String, String> {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    let pairs: Vec<(String, String)> = serde_html_form::from_str(raw).unwrap_or_default();
    for (name, value) in pairs {
        match parameters.get_mut(&name) {
            Some(values) => {
                values.push(',');
                values.push_str(&value);
            }
            None => {
                parameters.insert(name, value);
            }
        }
    }
    parameters
}

/// The body as text, if it counts as text: by its type, when it is not compressed, and when it is UTF-8.
fn text(request: &Request<Bytes>) -> Option<String> {
    let is_encoded = request
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"));
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or(""));
    if is_encoded || !content_type.is_none_or(is_text) {
        return None;
    }
    String::from_utf8(request.body().to_vec()).ok()
}

/// The types that an HTTP API does not encode. Forms are not among them.
fn is_text(content_type: &str) -> bool {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence.starts_with("text/")
        || [
            "application/json",
            "application/javascript",
            "application/xml",
        ]
        .contains(&essence.as_str())
        || essence.ends_with("+json")
        || essence.ends_with("+xml")
}
