//! What the gateway answers when a function does not, and when too much comes in.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, StatusCode};
use local::gateway::{GatewayConfig, Invoke, InvokeError};
use serde_json::json;
use tokio::sync::Notify;

use crate::api::{Api, SUB, json_of};
use crate::functions::Deed;

#[tokio::test]
async fn a_function_that_fails_is_an_internal_server_error() {
    for deed in [
        Deed::Fail(InvokeError::Crashed {
            detail: "signal 9".to_owned(),
        }),
        Deed::Fail(InvokeError::TimedOut),
        Deed::Fail(InvokeError::Function {
            payload: Bytes::from_static(b"{\"errorMessage\":\"secret\"}"),
        }),
        Deed::Panic,
    ] {
        let response = Api::doing(deed).get("/health").await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(
            json_of(&response),
            json!({"message": "Internal Server Error"})
        );
    }
}

#[tokio::test]
async fn a_throttled_function_is_unavailable() {
    let response = Api::doing(Deed::Fail(InvokeError::Throttled))
        .get("/health")
        .await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        json_of(&response),
        json!({"message": "Service Unavailable"})
    );
}

#[tokio::test]
async fn a_function_that_takes_too_long_is_given_up() {
    assert_eq!(GatewayConfig::INTEGRATION_TIMEOUT, Duration::from_secs(30));
    let hurried = |config| GatewayConfig {
        integration_timeout: Duration::from_millis(20),
        ..config
    };
    let api = Api::with(Deed::Hang, hurried, |keys| keys);
    let response = api.get("/health").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        json_of(&response),
        json!({"message": "Service Unavailable"})
    );
}

/// A function that ends only when it is let.
#[derive(Debug, Default)]
struct Slow {
    begun: Notify,
    let_end: Notify,
    ended: Notify,
}

impl Invoke for Slow {
    fn invoke<'a>(&'a self, _: &'a str, _: Bytes) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        Box::pin(async {
            self.begun.notify_one();
            self.let_end.notified().await;
            self.ended.notify_one();
            Ok(Bytes::from_static(b"{}"))
        })
    }
}

#[tokio::test]
async fn a_function_runs_on_when_its_client_has_gone() {
    let function = Arc::new(Slow::default());
    let api = Api::calling(function.clone());
    let client = tokio::spawn(async move { api.get("/health").await });
    function.begun.notified().await;
    client.abort();
    assert!(client.await.expect_err("gone").is_cancelled());
    function.let_end.notify_one();
    function.ended.notified().await;
}

async fn post(size: usize, content_type: &str) -> (u16, serde_json::Value) {
    let api = Api::fine();
    let request = Request::post("/api/v1/goals")
        .header("content-type", content_type)
        .header("authorization", api.pool.access_token_for(SUB));
    let response = api
        .send(
            request
                .body(Bytes::from(vec![b'a'; size]))
                .expect("a request"),
        )
        .await;
    (response.status().as_u16(), json_of(&response))
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let mebibyte = 1024 * 1024;
    let over_api = post(10 * mebibyte + 1, "text/plain").await;
    assert_eq!(
        over_api,
        (413, json!({"message": "Request Entity Too Large"}))
    );
    let over_lambda = post(7 * mebibyte, "text/plain").await;
    assert_eq!(over_lambda, (413, json!({"message": "Request Too Long"})));
    let over_in_base64 = post(5 * mebibyte, "application/octet-stream").await;
    assert_eq!(over_in_base64.0, 413);
    assert_eq!(post(5 * mebibyte, "text/plain").await.0, 200);
}

#[tokio::test]
async fn headers_that_are_too_large_are_refused() {
    for (size, status) in [(10_300, 431), (8_000, 200)] {
        let request = Request::get("/health").header("x-large", "x".repeat(size));
        let response = Api::fine()
            .send(request.body(Bytes::new()).expect("a request"))
            .await;
        assert_eq!(response.status().as_u16(), status);
    }
    let request = Request::get(format!("/health?q={}", "x".repeat(10_300)));
    let response = Api::fine()
        .send(request.body(Bytes::new()).expect("a request"))
        .await;
    assert_eq!(
        response.status(),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE
    );
}

#[tokio::test]
async fn a_reply_that_is_too_large_is_an_internal_server_error() {
    let large = json!({"statusCode": 200, "body": "a".repeat(6 * 1024 * 1024)});
    let response = Api::returning(&large).get("/health").await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
}
