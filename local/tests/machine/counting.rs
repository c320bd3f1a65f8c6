//! What is said about requests to DynamoDB, and whose each of them was.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use engine::Engine;
use local::console::Console;
use local::roles::Roles;
use local::tally::Tally;
use local::turnstile::Turnstile;
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::echo::{self, invoke};

fn tally() -> Tally {
    Tally::new(["worker".to_owned()])
}

fn roles() -> Arc<Roles> {
    crate::roles::ours(Console::to(|_| ()))
}

/// An event that its process takes.
fn event(tally: &Tally, key: &str) {
    tally.event(key, || Ok::<_, ()>(())).unwrap();
}

/// The table's lines of one function, with single spaces.
fn rows(tally: &Tally, function: &str) -> Vec<String> {
    let report = tally.report().to_string();
    report
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| line.starts_with(function))
        .collect()
}

#[test]
fn a_process_is_fresh_for_its_first_request_and_warm_from_the_second_on() {
    let tally = tally();
    let key = tally.admit("goals", 1);
    event(&tally, &key);
    for operation in ["BatchGetItem", "Query", "BatchGetItem"] {
        tally.request(Some(&key), operation);
    }
    for _ in 0..3 {
        event(&tally, &key);
    }
    tally.request(Some(&key), "Query");
    assert_eq!(
        rows(&tally, "goals"),
        [
            "goals fresh 1 3 3.00 BatchGetItem 2, Query 1",
            "goals warm 3 1 0.33 Query 1"
        ]
    );
}

#[test]
fn all_functions_together_stand_at_the_end_and_on_the_first_line() {
    let tally = tally();
    for (function, number, requests) in [("goals", 1, 3), ("goals", 2, 2), ("progress", 1, 1)] {
        let key = tally.admit(function, number);
        event(&tally, &key);
        (0..requests).for_each(|_| tally.request(Some(&key), "Query"));
    }
    assert_eq!(rows(&tally, "goals"), ["goals fresh 2 5 2.50 Query 5"]);
    assert_eq!(
        rows(&tally, "in all"),
        [
            "in all fresh 3 6 2.00 Query 6",
            "in all warm 0 0 -",
            "in all both 3 6 2.00 Query 6"
        ]
    );
    let report = tally.report().to_string();
    let first =
        "3 API requests reached a function, and DynamoDB got 6 requests for them: 2.00 each.\n";
    assert!(report.starts_with(first), "{report}");
}

#[test]
fn what_a_starting_process_or_a_stranger_asks_for_is_no_api_requests() {
    let tally = tally();
    let key = tally.admit("goals", 1);
    tally.request(Some(&key), "GetItem");
    tally.request(Some("local"), "PutItem");
    tally.request(None, "PutItem");
    let report = tally.report().to_string();
    assert!(report.starts_with("0 API requests"), "{report}");
    assert!(
        report.ends_with(
            "Not among them: 1 requests of processes that were starting, 2 that came with other credentials than a \
             function's."
        ),
        "{report}"
    );
}

#[test]
fn an_event_that_a_process_did_not_take_is_not_counted() {
    let tally = tally();
    let key = tally.admit("goals", 1);
    assert_eq!(tally.event(&key, || Err("gone")), Err("gone"));
    event(&tally, &key);
    assert_eq!(rows(&tally, "goals"), ["goals fresh 1 0 0.00"]);
}

#[test]
fn what_a_worker_asks_for_is_told_apart_from_api_requests() {
    let tally = tally();
    let key = tally.admit("worker", 1);
    event(&tally, &key);
    tally.request(Some(&key), "UpdateItem");
    let report = tally.report().to_string();
    assert!(report.starts_with("0 API requests"), "{report}");
    assert_eq!(
        rows(&tally, "worker"),
        ["worker fresh 1 1 1.00 UpdateItem 1"]
    );
}

fn client(endpoint: &str, access_key: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new(access_key, "local", None, None, "test"))
        .endpoint_url(endpoint)
        .build();
    Client::from_conf(config)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a write as the SDK sends it, to a table that no cache is in front of"
)]
#[tokio::test]
async fn requests_pass_unchanged_and_are_counted_for_the_process_that_signed_them() {
    let engine = Engine::in_memory().await.unwrap();
    let tally = Arc::new(tally());
    let turnstile = Turnstile::open(engine.address(), Arc::clone(&tally), roles())
        .await
        .unwrap();
    // No functions of the template, so that no role is in the way.
    let (writer, reader) = (tally.admit("writer", 1), tally.admit("reader", 1));
    event(&tally, &writer);
    event(&tally, &reader);
    let writer = client(&turnstile.endpoint(), &writer);
    let reader = client(&turnstile.endpoint(), &reader);
    // Large enough to come in many pieces.
    let text = "x".repeat(300_000);
    let put = writer.put_item().table_name("local-goals");
    put.item("id", AttributeValue::S("one".to_owned()))
        .item("text", AttributeValue::S(text.clone()))
        .send()
        .await
        .unwrap();
    for _ in 0..2 {
        let get = reader.get_item().table_name("local-goals");
        let got = get.key("id", AttributeValue::S("one".to_owned())).send();
        assert_eq!(
            got.await.unwrap().item.unwrap()["text"],
            AttributeValue::S(text.clone())
        );
    }
    assert_eq!(rows(&tally, "writer"), ["writer fresh 1 1 1.00 PutItem 1"]);
    assert_eq!(rows(&tally, "reader"), ["reader fresh 1 2 2.00 GetItem 2"]);
}

#[tokio::test]
async fn without_the_turnstile_no_connection_through_it_stays_open() {
    let engine = Engine::in_memory().await.unwrap();
    let turnstile = Turnstile::open(engine.address(), Arc::new(tally()), roles())
        .await
        .unwrap();
    let address = turnstile.endpoint().replace("http://", "");
    let mut connection = TcpStream::connect(address).await.unwrap();
    drop(turnstile);
    let mut nothing = Vec::new();
    // Broken off rather than closed is as good.
    connection.read_to_end(&mut nothing).await.ok();
    assert!(nothing.is_empty());
    engine.stop().await.unwrap();
}

#[tokio::test]
async fn every_process_signs_with_a_key_of_its_own_and_its_events_are_counted() {
    let tally = Arc::new(tally());
    let mut function = echo::function();
    function.cloud.tally = Some(Arc::clone(&tally));
    let environments = echo::environments(function, 2);
    let key = async || {
        let answer = invoke(&environments, json!({"do": "echo"})).await.unwrap();
        answer["environment"]["AWS_ACCESS_KEY_ID"].clone()
    };
    let first = key().await;
    assert_eq!(key().await, first, "the same process");
    environments.replace("echo");
    assert_ne!(key().await, first, "another process");
    assert_eq!(
        rows(&tally, "echo"),
        ["echo fresh 2 0 0.00", "echo warm 1 0 0.00"]
    );
    environments.shut_down().await;
}
