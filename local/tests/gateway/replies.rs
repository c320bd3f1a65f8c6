//! What becomes of a function's reply.

use http::StatusCode;
use serde_json::{Value, json};

use crate::api::{Api, header_of, json_of};
use crate::functions::Deed;

#[tokio::test]
async fn a_reply_becomes_the_response() {
    let api = Api::returning(&json!({
        "statusCode": 201,
        "headers": {"Content-Type": "application/json", "X-Number": 7, "Content-Length": "999", "Connection": "close"},
        "multiValueHeaders": {"X-Old": ["ignored"]},
        "cookies": ["a=1", "b=2; Secure"],
        "body": "{\"made\":true}",
        "isBase64Encoded": false,
    }));
    let response = api.get("/health").await;
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(json_of(&response), json!({"made": true}));
    assert_eq!(header_of(&response, "x-number"), Some("7"));
    for absent in ["content-length", "connection", "x-old"] {
        assert_eq!(header_of(&response, absent), None, "{absent}");
    }
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2; Secure"]);
    assert_eq!(
        header_of(&response, "apigw-requestid").map(str::len),
        Some(16)
    );
}

#[tokio::test]
async fn a_body_in_base64_is_decoded() {
    let api = Api::returning(&json!({"statusCode": 200, "body": "/wD/", "isBase64Encoded": true}));
    assert_eq!(&api.get("/health").await.body()[..], [0xff, 0x00, 0xff]);
}

#[tokio::test]
async fn a_reply_without_a_type_is_plain_text() {
    let api = Api::returning(&json!({"statusCode": 200, "body": "hello"}));
    assert_eq!(
        header_of(&api.get("/health").await, "content-type"),
        Some("text/plain;charset=UTF-8")
    );
}

#[tokio::test]
async fn json_without_a_status_is_the_body_of_a_200() {
    for (payload, body) in [
        (json!({"a": 1}), "{\"a\":1}"),
        (json!("hello"), "hello"),
        (json!([1]), "[1]"),
    ] {
        let response = Api::returning(&payload).get("/health").await;
        assert_eq!(
            (response.status(), &response.body()[..]),
            (StatusCode::OK, body.as_bytes())
        );
        assert_eq!(
            header_of(&response, "content-type"),
            Some("application/json")
        );
    }
}

#[tokio::test]
async fn what_is_no_reply_is_an_internal_server_error() {
    let text = |value: Value| value.to_string().into_bytes();
    for payload in [
        b"no json".to_vec(),
        Vec::new(),
        text(json!({"statusCode": "many"})),
        text(json!({"statusCode": 99})),
        text(json!({"statusCode": 100})),
        text(json!({"statusCode": 200, "body": {"not": "text"}})),
        text(json!({"statusCode": 200, "headers": {"bad name": "x"}})),
        text(json!({"statusCode": 200, "headers": {"x": "line\nbreak"}})),
        text(json!({"statusCode": 200, "headers": ["x"]})),
        text(json!({"statusCode": 200, "body": "%%%", "isBase64Encoded": true})),
    ] {
        let shown = String::from_utf8_lossy(&payload).into_owned();
        let response = Api::doing(Deed::Return(payload)).get("/health").await;
        assert_eq!(
            response.status(),
            StatusCode::INTERNAL_SERVER_ERROR,
            "{shown}"
        );
        assert_eq!(
            json_of(&response),
            json!({"message": "Internal Server Error"})
        );
    }
}
