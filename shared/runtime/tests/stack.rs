//! What the stack around the routes does, whatever the routes are.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::sync::Arc;

use axum::extract::State;
use domain::access::Action;
use domain::{Breach, Error, SubjectId};
use lambda_runtime::{Context, LambdaEvent};
use runtime::lambda::{Event, Handler, Response};
use runtime::{Answer, Body, Env, Kit, Path, Query, Reply, Routes};
use serde::Deserialize;
use serde_json::{Value, json};
use testkit::ManualClock;
use testkit::builders::VARIABLES;
use tower::ServiceExt;

fn kit() -> Kit {
    let env = Env::of(VARIABLES);
    Kit::with_clock(&env, Arc::new(ManualClock::default())).unwrap()
}

#[derive(Deserialize)]
struct InPath {
    #[serde(rename = "subject_id")]
    id: SubjectId,
}

#[derive(Deserialize)]
struct InQuery {
    limit: domain::page::PageSize,
    on: Option<Mode>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Fast,
    Slow,
}

#[derive(Deserialize)]
struct InBody {
    name: domain::subject::SubjectName,
    inner: Option<Inner>,
}

#[derive(Deserialize)]
struct Inner {
    minutes: Vec<domain::session::DurationMinutes>,
}

async fn path(Path(InPath { id }): Path<InPath>) -> Answer {
    Ok(Reply::ok(&id))
}

async fn query(Query(asked): Query<InQuery>) -> Answer {
    Ok(Reply::ok(&json!([
        asked.limit,
        asked.on.map(|mode| format!("{mode:?}"))
    ])))
}

async fn body(Body(asked): Body<InBody>) -> Answer {
    Ok(Reply::ok(&json!([
        asked.name,
        asked.inner.map(|inner| inner.minutes)
    ])))
}

async fn panics() -> Answer {
    panic!("secret")
}

async fn never() -> Answer {
    std::future::pending().await
}

async fn fault() -> Answer {
    Err(Error::Fault("secret".to_owned()).into())
}

async fn state(State(word): State<&'static str>) -> Answer {
    Ok(Reply::ok(&word))
}

fn handler() -> Handler {
    let routes = Routes::new(&kit(), "state")
        .get("/path/{subject_id}", Action::Public, path)
        .get("/query", Action::Public, query)
        .post("/body", Action::Public, body)
        .get("/panics", Action::Public, panics)
        .get("/never", Action::Public, never)
        .get("/fault", Action::Public, fault)
        .get("/state", Action::Public, state)
        .get("/closed", Action::OwnAccount, state);
    Handler::new(routes.into_service())
}

/// An event as API Gateway sends it for `route`, the path parameters as it decodes them.
fn event(route: &str, parameters: Value, query: &str, content_type: &str, body: &str) -> Event {
    let (method, path) = route.split_once(' ').unwrap();
    serde_json::from_value(json!({
        "version": "2.0", "routeKey": route, "rawPath": path, "rawQueryString": query,
        "headers": {"content-type": content_type}, "pathParameters": parameters, "body": body,
        "isBase64Encoded": false,
        "requestContext": {
            "routeKey": route, "stage": "$default", "timeEpoch": 0, "http": {"method": method, "path": path},
        },
    }))
    .unwrap()
}

async fn call(handler: Handler, payload: Event) -> (u16, Value, Response) {
    let mut context = Context::default();
    context.request_id = "the-request".to_owned();
    // Just longer than the margin that is kept for the answer: a handler that waits has a millisecond.
    context.deadline = u64::try_from(ManualClock::start().as_millisecond()).unwrap() + 501;
    let response = handler
        .oneshot(LambdaEvent { payload, context })
        .await
        .unwrap();
    (
        response.status_code,
        serde_json::from_str(&response.body).unwrap(),
        response,
    )
}

async fn get(path: &str) -> (u16, Value, Response) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    call(
        handler(),
        event(&format!("GET {path}"), json!({}), query, "", ""),
    )
    .await
}

async fn get_by_id(id: &str) -> (u16, Value) {
    let event = event(
        "GET /path/{subject_id}",
        json!({"subject_id": id}),
        "",
        "",
        "",
    );
    let (status, json, _) = call(handler(), event).await;
    (status, json)
}

async fn post(content_type: &str, body: &str) -> (u16, Value) {
    let (status, json, _) = call(
        handler(),
        event("POST /body", json!({}), "", content_type, body),
    )
    .await;
    (status, json)
}

fn field(json: &Value) -> (&str, &str, &str) {
    let detail = &json["error"]["details"][0];
    let text = |name: &str| detail[name].as_str().unwrap();
    (text("field"), text("type"), text("message"))
}

#[tokio::test]
async fn a_panic_is_a_500_that_says_nothing_and_the_next_request_is_served() {
    let (status, json, _) = get("/panics").await;
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (500, Some("INTERNAL_SERVER_ERROR"))
    );
    assert!(!json.to_string().contains("secret"));
    assert_eq!(get("/state").await.0, 200);
}

#[tokio::test]
async fn an_operation_that_would_outlive_the_function_is_a_503_that_says_when_to_retry() {
    let (status, json, response) = get("/never").await;
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (503, Some("TIMEOUT"))
    );
    assert_eq!(response.headers["retry-after"], "1");
}

#[tokio::test]
async fn a_fault_has_every_part_of_an_error_and_nothing_of_its_cause() {
    let (status, json, response) = get("/fault").await;
    let told = "Something went wrong on our side.";
    let expected = json!({
        "success": false,
        "detail": told,
        "error": {"code": "INTERNAL_SERVER_ERROR", "message": told, "details": []},
        "metadata": {"request_id": "the-request", "timestamp": "2026-11-22T08:00:00.000000+00:00"},
    });
    assert_eq!((status, json), (500, expected));
    assert_eq!(response.headers["x-request-id"], "the-request");
}

#[tokio::test]
async fn every_answer_carries_its_id_its_time_and_no_leave_to_cache_it() {
    let (_, _, response) = get("/state").await;
    let headers = &response.headers;
    assert_eq!(headers["x-request-id"], "the-request");
    assert_eq!(headers["x-response-time"], "0.000");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_route_that_is_not_public_is_closed_to_an_event_without_claims() {
    let (status, json, response) = get("/closed").await;
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (401, Some("UNAUTHORIZED"))
    );
    assert_eq!(response.headers["www-authenticate"], "Bearer");
}

#[tokio::test]
async fn a_malformed_id_in_the_path_names_its_field() {
    let malformed = [
        "17",
        "a b",
        "\u{e9}",
        "..",
        "../query",
        "a987fbc9-4bed-4078-8f07-9141ba07c9f3/x",
        "#",
        "%2F",
    ];
    for id in malformed {
        let (status, json) = get_by_id(id).await;
        assert_eq!(status, 422, "{id}");
        assert_eq!(
            field(&json),
            ("path.subject_id", "uuid_parsing", "should be a valid UUID")
        );
    }
    assert_eq!(
        get_by_id("a987fbc9-4bed-4078-8f07-9141ba07c9f3").await.0,
        200
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_query_is_told_by_field_and_kind() {
    let cases = [
        ("/query", "query.limit", "missing"),
        ("/query?limit=0", "query.limit", "greater_than_equal"),
        ("/query?limit=101", "query.limit", "less_than_equal"),
        ("/query?limit=x", "query.limit", "type_error"),
        ("/query?limit=", "query.limit", "type_error"),
        (
            "/query?limit=99999999999999999999",
            "query.limit",
            "type_error",
        ),
        ("/query?limit=5&on=never", "query.on", "enum"),
        ("/query?limit=5&limit=6", "query.limit", "type_error"),
    ];
    for (path, place, kind) in cases {
        let (status, json, _) = get(path).await;
        assert_eq!(status, 422, "{path}");
        let (found, code, message) = field(&json);
        assert_eq!((found, code), (place, kind), "{path}: {message}");
        assert!(
            !message.contains("99999") && !message.contains("never"),
            "values are not repeated: {message}"
        );
    }
    assert_eq!(
        get("/query?limit=5&on=slow&unknown=1").await.1["data"],
        json!([5, "Slow"])
    );
    assert_eq!(get("/query?limit=5&on=fast").await.0, 200);
    for odd in [
        "/query?limit=5&q=\"<>\\^`{|} #é",
        "/query?limit=5&q=%",
        "/query?limit=5&%zz=%ff&&=&",
    ] {
        assert_eq!(get(odd).await.0, 200, "{odd}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_body_is_told_by_field_and_kind() {
    let cases = [
        ("{}", "body.name", "missing"),
        (r#"{"name": ""}"#, "body.name", "string_too_short"),
        (r#"{"name": 5}"#, "body.name", "type_error"),
        (r#"{"name": null}"#, "body.name", "type_error"),
        (
            r#"{"name": "a", "inner": {}}"#,
            "body.inner.minutes",
            "missing",
        ),
        (
            r#"{"name": "a", "inner": {"minutes": [1, 481]}}"#,
            "body.inner.minutes[1]",
            "less_than_equal",
        ),
        (
            r#"{"name": "a", "inner": {"minutes": [1.5]}}"#,
            "body.inner.minutes[0]",
            "type_error",
        ),
        ("[]", "body", "type_error"),
        (r#"["a", null]"#, "body", "type_error"),
        ("17", "body", "type_error"),
        ("{", "body.1", "json_invalid"),
        ("{\"name\":\n x}", "body.10", "json_invalid"),
        (r#"{"name": "a"} x"#, "body.14", "json_invalid"),
        (r#"{"name": "\ud800"}"#, "body.16", "json_invalid"),
    ];
    for (body, place, kind) in cases {
        let (status, json) = post("application/json", body).await;
        assert_eq!(status, 422, "{body}");
        let (found, code, message) = field(&json);
        assert_eq!((found, code), (place, kind), "{body}: {message}");
    }
    let (status, json) = post(
        "application/json; charset=utf-8",
        r#"{"name": "数学 𝛑", "more": 1}"#,
    )
    .await;
    assert_eq!((status, &json["data"][0]), (200, &json!("数学 𝛑")));
}

#[tokio::test]
async fn bodies_that_are_missing_too_large_or_of_another_type_are_told_apart() {
    let (status, json) = post("application/json", "").await;
    assert_eq!(
        (status, field(&json)),
        (422, ("body", "missing", "is required"))
    );
    let (status, json) = post("text/plain", r#"{"name": "a"}"#).await;
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (415, Some("UNSUPPORTED_MEDIA_TYPE"))
    );
    let fits = format!(
        r#"{{"name": "a", "more": "{}"}}"#,
        "x".repeat(256 * 1024 - 26)
    );
    assert_eq!(fits.len(), 256 * 1024 - 1);
    assert_eq!(post("application/json", &fits).await.0, 200);
    let (status, json) = post("application/json", &format!("{fits}  ")).await;
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (413, Some("BODY_TOO_LARGE"))
    );
}

#[tokio::test]
async fn several_breaches_are_all_in_the_body() {
    let breach = |message: &str| Breach::new(domain::BreachKind::Unacceptable, message);
    let error = Error::Invalid(vec![
        domain::FieldBreach::new("body.a", breach("is one thing")),
        domain::FieldBreach::new("body.b", breach("is another")),
    ]);
    let routes = Routes::new(&kit(), error).get(
        "/",
        Action::Public,
        async |State(error): State<Error>| -> Answer { Err(error.into()) },
    );
    let handler = Handler::new(routes.into_service());
    let (_, json, _) = call(handler, event("GET /", json!({}), "", "", "")).await;
    assert_eq!(
        json["detail"],
        "Invalid request: body.a: is one thing; body.b: is another"
    );
    assert_eq!(json["error"]["details"][1]["field"], "body.b");
}
