//! What a function is given.

use bytes::Bytes;
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::api::{Api, SUB};

async fn event_of(request: http::request::Builder, body: &'static [u8]) -> Value {
    let api = Api::fine();
    let request = request.header("authorization", api.pool.access_token_for(SUB));
    let response = api
        .send(request.body(Bytes::from_static(body)).expect("a request"))
        .await;
    assert_eq!(response.status(), StatusCode::OK);
    api.event()
}

#[tokio::test]
async fn an_event_is_complete() {
    let request = Request::post("/api/v1/goals?status=active&status=paused&q=a%20b&empty=")
        .header("Host", "127.0.0.1:3000")
        .header("User-Agent", "tests/1")
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Accept", "text/html")
        .header("Accept", "application/json")
        .header("Cookie", "a=1; b=2")
        .header("X-Forwarded-For", "198.51.100.1");
    let mut event = event_of(request, br#"{"title":"Algebra"}"#).await;
    let context = &event["requestContext"];
    let request_id = context["requestId"].as_str().expect("an id").to_owned();
    assert_eq!((request_id.len(), request_id.ends_with('=')), (16, true));
    let claims = context["authorizer"]["jwt"]["claims"].clone();
    assert!(
        claims
            .as_object()
            .expect("claims")
            .values()
            .all(Value::is_string)
    );
    let authorization = event["headers"]["authorization"].clone();
    let trace = event["headers"]["x-amzn-trace-id"].take();
    assert!(trace.as_str().expect("a trace").starts_with("Root=1-"));
    let expected = json!({
        "version": "2.0",
        "routeKey": "POST /api/v1/goals",
        "rawPath": "/api/v1/goals",
        "rawQueryString": "status=active&status=paused&q=a%20b&empty=",
        "cookies": ["a=1", "b=2"],
        "headers": {
            "accept": "text/html,application/json",
            "authorization": authorization,
            "content-length": "19",
            "content-type": "application/json; charset=utf-8",
            "host": "127.0.0.1:3000",
            "user-agent": "tests/1",
            "x-amzn-trace-id": null,
            "x-forwarded-for": "198.51.100.1, 203.0.113.7",
            "x-forwarded-port": "443",
            "x-forwarded-proto": "https",
        },
        "queryStringParameters": {"status": "active,paused", "q": "a b", "empty": ""},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdefghij",
            "authorizer": {"jwt": {"claims": claims, "scopes": ["aws.cognito.signin.user.admin"]}},
            "domainName": "abcdefghij.execute-api.eu-west-1.amazonaws.com",
            "domainPrefix": "abcdefghij",
            "http": {
                "method": "POST",
                "path": "/api/v1/goals",
                "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7",
                "userAgent": "tests/1",
            },
            "requestId": request_id,
            "routeKey": "POST /api/v1/goals",
            "stage": "$default",
            "time": "22/Nov/2026:12:00:00 +0000",
            "timeEpoch": 1_795_348_800_000_i64,
        },
        "body": "{\"title\":\"Algebra\"}",
        "isBase64Encoded": false,
    });
    assert_eq!(event, expected);
}

#[tokio::test]
async fn parts_that_say_nothing_are_left_out() {
    let event = event_of(Request::get("/health"), b"").await;
    for part in ["body", "cookies", "queryStringParameters", "pathParameters"] {
        assert!(event.get(part).is_none(), "{part}");
    }
    assert_eq!(
        (&event["rawQueryString"], &event["isBase64Encoded"]),
        (&json!(""), &json!(false))
    );
}

#[tokio::test]
async fn text_stays_text_and_all_else_is_base64() {
    for (content_type, body, is_text) in [
        ("application/json", "{\"ä\":1}".as_bytes(), true),
        ("text/plain", b"plain", true),
        ("application/problem+json", b"{}", true),
        ("application/json", b"\xff\xfe", false),
        ("application/octet-stream", b"plain", false),
        ("application/x-www-form-urlencoded", b"a=1", false),
        ("image/png", b"\x89PNG", false),
    ] {
        let event = event_of(
            Request::post("/api/v1/goals").header("content-type", content_type),
            body,
        )
        .await;
        assert_eq!(event["isBase64Encoded"], json!(!is_text), "{content_type}");
        let text = event["body"].as_str().expect("a body");
        if is_text {
            assert_eq!(text.as_bytes(), body);
        } else {
            use base64::Engine as _;
            let decoded = base64::engine::general_purpose::STANDARD.decode(text);
            assert_eq!(decoded.expect("base64"), body);
        }
    }
    let gzip = Request::post("/api/v1/goals")
        .header("content-type", "text/plain")
        .header("content-encoding", "gzip");
    assert_eq!(
        event_of(gzip, b"looks like text").await["isBase64Encoded"],
        json!(true)
    );
}

#[tokio::test]
async fn the_path_is_decoded_and_the_query_is_not() {
    let event = event_of(Request::get("/api/v1/goals/%C3%A4%3Fb?q=%C3%A4"), b"").await;
    assert_eq!(event["rawPath"], "/api/v1/goals/ä");
    assert_eq!(event["pathParameters"], json!({"goal_id": "ä?b"}));
    assert_eq!(
        (
            &event["rawQueryString"],
            &event["queryStringParameters"]["q"]
        ),
        (&json!("q=%C3%A4"), &json!("ä"))
    );
}

#[tokio::test]
async fn the_lambda_library_reads_the_event_as_the_request_that_was_sent() {
    use lambda_http::RequestExt as _;
    use lambda_http::request::{LambdaRequest, RequestContext};
    let request = Request::post("/api/v1/goals?a=1&a=2").header("content-type", "application/json");
    let event = event_of(request.header("host", "127.0.0.1:3000"), b"{}").await;
    let read: LambdaRequest =
        serde_json::from_value(event).expect("an event that the library knows");
    assert!(matches!(read, LambdaRequest::ApiGatewayV2(_)));
    let request = lambda_http::Request::from(read);
    assert_eq!(
        (request.method().as_str(), request.uri().path()),
        ("POST", "/api/v1/goals")
    );
    assert_eq!(
        request.query_string_parameters().all("a"),
        Some(vec!["1", "2"])
    );
    let RequestContext::ApiGatewayV2(context) = request.request_context() else {
        panic!("another context")
    };
    let jwt = context
        .authorizer
        .and_then(|authorizer| authorizer.jwt)
        .expect("claims");
    assert_eq!(jwt.claims["sub"], SUB.to_string());
}
