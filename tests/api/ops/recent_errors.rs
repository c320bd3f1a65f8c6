//! `recent_errors` of `GET /metrics`.

use std::sync::Arc;

use domain::Clock;
use jiff::SignedDuration;
use runtime::errors::Work;
use runtime::{Mint, RecentError};
use serde_json::{Value, json};
use testkit::{Fault, ManualClock};
use tests::Api;

async fn recent_errors(api: &Api) -> Vec<Value> {
    let reply = api.monitoring().get("/metrics").await;
    let errors = reply.expect(200)["data"]["recent_errors"].as_array();
    errors.unwrap().clone()
}

/// An API, and a path on it whose reads fail until the wire heals.
async fn broken() -> (Api, tests::Person, String) {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    api.wire().fail_all("Query", Fault::Status500);
    let path = format!("/api/v1/goals?student_id={}", ana.id());
    (api, ana, path)
}

#[tokio::test]
async fn an_error_of_ours_is_told_with_its_route_its_cause_and_nothing_that_anybody_sent() {
    let (api, ana, path) = broken().await;
    let reply = ana.get(&path).await;
    reply.expect(503);
    api.wire().heal();

    let [error] = &recent_errors(&api).await[..] else {
        panic!("one error");
    };
    let expected = json!({
        "type": "SERVICE_UNAVAILABLE",
        "message": "DynamoDB: service error (InternalServerError)",
        "context": {
            "request_id": reply.headers["x-request-id"].to_str().unwrap(), "function": "goals", "duration": 0.0,
            "method": "GET", "path": "/api/v1/goals", "status": 503,
        },
        "timestamp": api.clock().now(),
    });
    assert_eq!(*error, expected);
    assert!(!error.to_string().contains(&ana.id().to_string()));
}

#[tokio::test]
async fn what_is_the_clients_fault_is_no_error_of_ours() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    ana.get("/api/v1/goals/not-an-id").await.expect(422);
    ana.get("/api/v1/links").await;
    api.nobody().get("/api/v1/goals").await.expect(401);
    assert!(recent_errors(&api).await.is_empty());
}

#[tokio::test]
async fn a_request_of_an_outage_is_told_when_the_outage_is_over() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    api.wire().fail_everything(Fault::Dropped);
    ana.get("/api/v1/auth/me").await.expect(503);
    api.wire().heal();
    ana.get("/api/v1/auth/me").await.expect(200);
    let errors = recent_errors(&api).await;
    assert_eq!(errors[0]["context"]["path"], "/api/v1/auth/me");
}

#[tokio::test]
async fn the_newest_comes_first_and_fifty_are_told() {
    let api = Api::start().await;
    let clock = Arc::new(ManualClock::default());
    let mint = Mint::new(clock.clone());
    for number in 0..60 {
        let error = RecentError {
            id: mint.id(),
            at: clock.now(),
            request_id: number.to_string(),
            function: "goals".to_owned(),
            code: "BUSY".to_owned(),
            message: "The service is busy. Please try again.".to_owned(),
            ms: 12,
            work: Work::Request {
                method: "GET".to_owned(),
                route: "/api/v1/goals".to_owned(),
                status: 503,
            },
        };
        let kept = api.store().keep_error(error.id, error.at, &error);
        kept.await.unwrap();
        clock.advance(SignedDuration::from_secs(1));
    }
    let errors = recent_errors(&api).await;
    let numbers = errors
        .iter()
        .map(|error| error["context"]["request_id"].clone());
    let newest = (10..60).rev().map(|number| json!(number.to_string()));
    assert_eq!(numbers.collect::<Vec<_>>(), newest.collect::<Vec<_>>());
}

#[tokio::test]
async fn an_environment_writes_six_in_a_minute() {
    let (api, ana, path) = broken().await;
    for _ in 0..8 {
        ana.get(&path).await.expect(503);
    }
    let other = api.beside_cold();
    ana.at(&other).get(&path).await.expect(503);
    api.wire().heal();
    assert_eq!(recent_errors(&api).await.len(), 6 + 1);
}

#[tokio::test]
async fn after_a_week_an_error_is_forgotten_although_its_row_may_still_be_there() {
    let (api, ana, path) = broken().await;
    ana.get(&path).await.expect(503);
    api.wire().heal();
    api.clock().advance(SignedDuration::from_hours(7 * 24 - 1));
    assert_eq!(recent_errors(&api).await.len(), 1);
    api.clock().advance(SignedDuration::from_hours(1));
    assert_eq!(recent_errors(&api).await.len(), 0);
}

#[tokio::test]
async fn a_message_that_a_worker_could_not_do_is_told_too() {
    let api = Api::start().await;
    let values = api.stack().values();
    let url = values.get("PracticeQueue").unwrap();
    let send = api.queue_client().send_message().queue_url(url);
    send.message_body("ana@example.com").send().await.unwrap();
    api.work().await;
    let [error] = &recent_errors(&api).await[..] else {
        panic!("one error");
    };
    assert_eq!(error["type"], "malformed");
    assert_eq!(error["context"]["function"], "practice-worker");
    assert_eq!(error["context"]["receive_count"], 1);
    assert_eq!(error["context"].get("path"), None);
    assert!(!error.to_string().contains("ana@"));
}
