//! The API. The stand-in takes what SAM describes it by without a word, and then has no routes: they are made here, through API Gateway's
//! own operations, one for each that SAM describes, with the authorizer and the function that it says.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value, json};

use crate::deployed::Deployed;
use crate::wire::{Answer, Wire};

const API: &str = "Api";

/// Makes the routes, unless the stand-in has made some. Whether it has.
pub(crate) async fn open(deployed: &Deployed, wire: &Wire) -> bool {
    if !list(deployed, wire, "routes").await.is_empty() {
        return true;
    }
    let described = described(deployed);
    let schemes = &described["components"]["securitySchemes"];
    let mut authorizers = BTreeMap::new();
    for (name, scheme) in schemes.as_object().unwrap() {
        let own = &scheme["x-amazon-apigateway-authorizer"];
        let made = json!({
            "name": name,
            "authorizerType": own["type"].as_str().unwrap().to_uppercase(),
            "identitySource": [own["identitySource"]],
            "jwtConfiguration": own["jwtConfiguration"],
        });
        let made = make(deployed, wire, "authorizers", &made).await;
        authorizers.insert(name, made["authorizerId"].clone());
    }
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let own = &operation["x-amazon-apigateway-integration"];
            let made = json!({
                "integrationType": own["type"].as_str().unwrap().to_uppercase(),
                "integrationMethod": own["httpMethod"],
                "integrationUri": own["uri"],
                "payloadFormatVersion": own["payloadFormatVersion"],
            });
            let made = make(deployed, wire, "integrations", &made).await;
            let mut route = json!({
                "routeKey": format!("{} {path}", method.to_uppercase()),
                "target": format!("integrations/{}", made["integrationId"].as_str().unwrap()),
            });
            let security = operation["security"][0].as_object().unwrap();
            for (name, scopes) in security.iter().filter(|(name, _)| *name != "NONE") {
                route["authorizationType"] = "JWT".into();
                route["authorizerId"] = authorizers[name].clone();
                route["authorizationScopes"] = scopes.clone();
            }
            make(deployed, wire, "routes", &route).await;
        }
    }
    false
}

/// What SAM describes the API by: OpenAPI.
pub(crate) fn described(deployed: &Deployed) -> Value {
    deployed.properties(API)["Body"].clone()
}

/// What there is of the API: `routes`, `authorizers`, `stages`.
pub(crate) async fn list(deployed: &Deployed, wire: &Wire, what: &str) -> Vec<Value> {
    let path = format!("/v2/apis/{}/{what}", deployed.physical(API));
    let answer = wire.rest("apigateway", Method::GET, &path, "").await.json();
    answer["items"].as_array().unwrap().clone()
}

/// A request to the API.
pub(crate) async fn call(
    deployed: &Deployed,
    wire: &Wire,
    (method, path): (Method, &str),
    token: Option<&str>,
    body: Option<&Value>,
) -> Answer {
    let port = deployed.url.rsplit(':').next().unwrap();
    let host = format!("{}.execute-api.localhost:{port}", deployed.physical(API));
    let mut headers = vec![("host", host.as_str())];
    let token = token.map(|token| format!("Bearer {token}"));
    headers.extend(token.iter().map(|token| ("authorization", token.as_str())));
    headers.extend(body.map(|_| ("content-type", "application/json")));
    let body = body.map(Value::to_string).unwrap_or_default();
    wire.send(method, path, &headers, body).await
}

async fn make(deployed: &Deployed, wire: &Wire, what: &str, properties: &Value) -> Value {
    let path = format!("/v2/apis/{}/{what}", deployed.physical(API));
    let body = properties.to_string();
    let made = wire.rest("apigateway", Method::POST, &path, &body).await;
    made.json()
}
