//! What browsers are told.

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use local::gateway::GatewayConfig;
use serde_json::json;
use template::Cors;

use crate::api::{Api, SUB, header_of};
use crate::functions::Deed;

const APP: &str = "https://app.example.com";

async fn from_origin(api: &Api, method: &str, target: &str, origin: &str) -> Response<Bytes> {
    let request = Request::builder()
        .method(method)
        .uri(target)
        .header("origin", origin)
        .header("access-control-request-method", "GET")
        .header("authorization", api.pool.access_token_for(SUB));
    api.send(request.body(Bytes::new()).expect("a request"))
        .await
}

#[tokio::test]
async fn a_preflight_needs_no_token_and_no_route() {
    let api = Api::fine();
    for target in ["/api/v1/goals", "/nothing"] {
        let request = Request::builder()
            .method("OPTIONS")
            .uri(target)
            .header("origin", APP);
        let request = request.header("access-control-request-method", "GET");
        let response = api
            .send(request.body(Bytes::new()).expect("a request"))
            .await;
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert!(response.body().is_empty());
        assert_eq!(
            header_of(&response, "access-control-allow-origin"),
            Some(APP)
        );
        assert_eq!(
            header_of(&response, "access-control-allow-methods"),
            Some("GET,POST")
        );
        assert_eq!(
            header_of(&response, "access-control-allow-headers"),
            Some("Authorization,Content-Type")
        );
        assert_eq!(header_of(&response, "access-control-max-age"), Some("600"));
        assert_eq!(header_of(&response, "access-control-expose-headers"), None);
    }
    assert!(api.function.events().is_empty());
}

#[tokio::test]
async fn another_origin_is_told_nothing() {
    let api = Api::fine();
    for method in ["OPTIONS", "GET"] {
        let response = from_origin(&api, method, "/api/v1/goals", "https://evil.example.com").await;
        let names = response.headers().keys().map(http::HeaderName::as_str);
        assert!(
            !names
                .into_iter()
                .any(|name| name.starts_with("access-control")),
            "{method}"
        );
    }
}

#[tokio::test]
async fn refusals_carry_cors_headers_too() {
    let api = Api::fine();
    for (target, authorization, status) in [
        ("/api/v1/goals", "", 401),
        ("/api/v1/goals", "nonsense", 401),
        ("/nothing", "", 404),
    ] {
        let request = Request::get(target)
            .header("origin", APP)
            .header("authorization", authorization);
        let response = api
            .send(request.body(Bytes::new()).expect("a request"))
            .await;
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(
            header_of(&response, "access-control-allow-origin"),
            Some(APP)
        );
        assert_eq!(
            header_of(&response, "access-control-expose-headers"),
            Some("X-Request-Id")
        );
    }
}

#[tokio::test]
async fn what_a_function_says_of_cors_is_replaced() {
    let api = Api::returning(&json!({"statusCode": 200, "headers": {
        "Access-Control-Allow-Origin": "*", "access-control-max-age": "1", "x-request-id": "7",
    }}));
    let response = from_origin(&api, "GET", "/health", APP).await;
    assert_eq!(
        header_of(&response, "access-control-allow-origin"),
        Some(APP)
    );
    assert_eq!(header_of(&response, "access-control-max-age"), None);
    assert_eq!(header_of(&response, "x-request-id"), Some("7"));
    let without_origin = api.get("/health").await;
    assert_eq!(
        header_of(&without_origin, "access-control-allow-origin"),
        None
    );
}

fn with_cors(alter: impl FnOnce(Cors) -> Option<Cors>) -> Api {
    let payload =
        json!({"statusCode": 200, "headers": {"access-control-allow-origin": "https://mine"}});
    Api::with(
        Deed::Return(payload.to_string().into_bytes()),
        |config| GatewayConfig {
            cors: config.cors.and_then(alter),
            ..config
        },
        |keys| keys,
    )
}

#[tokio::test]
async fn a_star_stands_for_every_origin() {
    let api = with_cors(|cors| {
        Some(Cors {
            allow_origins: vec!["*".to_owned()],
            ..cors
        })
    });
    let response = from_origin(&api, "GET", "/health", "https://anyone.example.com").await;
    assert_eq!(
        header_of(&response, "access-control-allow-origin"),
        Some("*")
    );
    let api = with_cors(|cors| {
        Some(Cors {
            allow_origins: vec!["https://*".to_owned()],
            ..cors
        })
    });
    let secure = from_origin(&api, "GET", "/health", "https://anyone.example.com").await;
    assert_eq!(
        header_of(&secure, "access-control-allow-origin"),
        Some("https://anyone.example.com")
    );
    let plain = from_origin(&api, "GET", "/health", "http://anyone.example.com").await;
    assert_eq!(header_of(&plain, "access-control-allow-origin"), None);
}

#[tokio::test]
async fn an_api_without_cors_lets_the_function_speak() {
    let api = with_cors(|_| None);
    let response = from_origin(&api, "GET", "/health", APP).await;
    assert_eq!(
        header_of(&response, "access-control-allow-origin"),
        Some("https://mine")
    );
    let preflight = from_origin(&api, "OPTIONS", "/health", APP).await;
    assert_eq!(preflight.status(), StatusCode::NOT_FOUND);
}
