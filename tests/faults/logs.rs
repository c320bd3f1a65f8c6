//! What is written down while requests are served, and while they fail: never who somebody is, what opens a door, or what a
//! student wrote. `tests::logs` looks at every line; here is that it has something to look at.

use std::process::Command;

use serde_json::{Value, json};
use testkit::Fault;
use tests::{Api, logs};
use tracing::level_filters::LevelFilter;

use crate::scene::{Answer, seeded, send, served};

/// The lines of the invocation that gave this answer.
fn lines(answer: &Answer) -> Vec<Value> {
    logs::of(answer.headers["x-request-id"].as_str().unwrap())
}

/// The line that says what became of a request.
fn line(answer: &Answer) -> Value {
    let mut lines = lines(answer).into_iter();
    lines.find(|line| line.get("route").is_some()).unwrap()
}

#[tokio::test]
async fn no_log_line_of_a_served_request_names_a_person_a_secret_or_a_students_words() {
    let api = seeded().await;
    logs::with_demo_data();
    for file in served() {
        let answer = send(&api, &file).await;
        assert_eq!(line(&answer)["status"], answer.status, "{file}");
    }
}

#[tokio::test]
async fn no_log_line_of_a_failed_request_does_either_and_it_says_what_failed_once() {
    let api = seeded().await;
    logs::with_demo_data();
    for file in [
        "goals/create.bad_fields",
        "goals/create.bad_json",
        "accounts/register.bad_fields",
        "accounts/register.email_exists",
        "accounts/log_in.wrong_password",
    ] {
        let answer = send(&api, file).await;
        assert_eq!(
            line(&answer)["code"],
            answer.body["error"]["code"],
            "{file}"
        );
        assert_eq!(line(&answer)["level"], "INFO", "{file}: no fault of ours");
    }
    api.wire().fail_everything(Fault::Status500);
    for file in [
        "goals/create.ok",
        "summaries/create.ok",
        "accounts/register.ok",
        "qa/ask.ok",
        "ops/health.ok",
    ] {
        let answer = send(&api, file).await;
        let error = line(&answer);
        assert_eq!(error["level"], "ERROR", "{file}: {error}");
        let cause = error["cause"].as_str().unwrap();
        assert!(cause.contains("DynamoDB: service error"), "{file}: {error}");
    }
}

#[tokio::test]
async fn nor_does_the_finest_level_that_can_be_asked_for() {
    let api = seeded().await;
    logs::with_demo_data();
    let _listening = logs::listen(LevelFilter::TRACE);
    for file in served() {
        send(&api, &file).await;
    }
}

/// What a student says, and then a line.
const SAID: &str = "my dog ate the fraction worksheet, all of it";

/// Begins to watch, as the first API of a process does.
fn watch() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { drop(Api::start().await) });
}

#[test]
#[ignore = "ends its process: a test below runs it"]
fn tells_what_was_sent() {
    watch();
    let event = json!({"body": json!({"query": SAID}).to_string()});
    logs::sent(event.to_string().as_bytes());
    let swallowed = std::panic::catch_unwind(|| {
        tracing::debug!(target: "store", "cannot read ate the fraction worksheet, all");
    });
    drop(swallowed);
}

#[test]
#[ignore = "ends its process: a test below runs it"]
fn tells_what_is_answered_later() {
    watch();
    tracing::debug!(target: "store", request_id = "r-1", row = SAID, "read");
    let body = json!({"data": [SAID]}).to_string();
    let answer = json!({"headers": {"x-request-id": "r-1"}, "body": body});
    logs::answered(b"{}", answer.to_string().as_bytes());
}

#[test]
fn a_line_that_tells_what_a_student_wrote_ends_the_process() {
    for test in ["tells_what_was_sent", "tells_what_is_answered_later"] {
        let this = std::env::current_exe().unwrap();
        let test = format!("logs::{test}");
        let ended = Command::new(this)
            .args(["--exact", &test, "--include-ignored"])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(101), "{test}: {told}");
        let why = format!("{test}: a log line holds what was sent or answered");
        assert!(told.contains(&why), "{told}");
    }
}
