//! The API, its stage and its name.

use http::Method;
use serde_json::{Map, Value, json};

use super::Asked;

/// Its description is taken as there when the stand-in has made routes of it.
pub(super) async fn api(asked: Asked<'_>) -> Value {
    if asked.deployed.has_own_routes {
        json!({"Body": asked.expected["Body"]})
    } else {
        json!({})
    }
}

pub(super) async fn stage(asked: Asked<'_>) -> Value {
    let path = format!("/v2/apis/{}/stages/{}", asked.text("ApiId"), asked.physical);
    let answer = asked.wire.rest("apigateway", Method::GET, &path, "").await;
    let mut answer = answer.json();
    let tags = answer["tags"].take();
    let mut found = capitalized(answer);
    found["Tags"] = tags;
    found["ApiId"] = asked.expected["ApiId"].clone();
    found
}

pub(super) async fn domain(asked: Asked<'_>) -> Value {
    let path = format!("/v2/domainnames/{}", asked.physical);
    let answer = asked.wire.rest("apigateway", Method::GET, &path, "").await;
    let mut answer = answer.json();
    let tags = answer["tags"].take();
    let mut found = capitalized(answer);
    found["Tags"] = tags;
    found
}

pub(super) async fn mapping(asked: Asked<'_>) -> Value {
    let domain = asked.text("DomainName");
    let path = format!("/v2/domainnames/{domain}/apimappings/{}", asked.physical);
    let answer = asked.wire.rest("apigateway", Method::GET, &path, "").await;
    let mut found = capitalized(answer.json());
    found["DomainName"] = domain.into();
    found
}

/// The template's names begin with capitals, and those of this service's answers do not.
fn capitalized(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let renamed = object.into_iter().map(|(name, value)| {
                let (first, rest) = name.split_at(1);
                (first.to_uppercase() + rest, capitalized(value))
            });
            Value::Object(renamed.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(capitalized).collect(),
        other => other,
    }
}
