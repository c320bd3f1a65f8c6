//! DynamoDB is not there.

use futures_util::future::join_all;
use testkit::Fault;

use crate::scene::{seeded, send, served};

/// Needs no table.
const WITHOUT_TABLES: &str = "ops/root.ok";

#[tokio::test]
async fn every_operation_answers_503_while_connections_break() {
    everything_is_unavailable(Fault::Dropped).await;
}

#[tokio::test]
async fn every_operation_answers_503_while_dynamodb_fails() {
    everything_is_unavailable(Fault::Status500).await;
}

async fn everything_is_unavailable(fault: Fault) {
    let api = seeded().await;
    api.wire().fail_everything(fault);
    let files: Vec<_> = served()
        .into_iter()
        .filter(|file| file != WITHOUT_TABLES)
        .collect();
    assert!(
        files.len() > 20,
        "there are events of every operation: {files:?}"
    );
    let answers = join_all(files.iter().map(|file| send(&api, file))).await;
    for (file, answer) in files.iter().zip(answers) {
        if file == "ops/health.ok" {
            assert_eq!(answer.status, 503);
            assert_eq!(answer.body["database"], "disconnected");
        } else {
            answer.is_a_503_that_tells_nothing(file);
            assert_eq!(
                answer.body["error"]["code"], "SERVICE_UNAVAILABLE",
                "{file}"
            );
        }
    }
}

#[tokio::test]
async fn a_service_that_was_away_serves_again_and_nothing_was_half_done() {
    let api = seeded().await;
    let before = send(&api, "goals/list.ok").await;
    api.wire().fail_everything(Fault::Dropped);
    for file in ["goals/create.ok", "goals/delete.ok", "goals/reset.ok"] {
        assert_eq!(send(&api, file).await.status, 503);
    }
    api.wire().heal();
    assert_eq!(send(&api, "goals/list.ok").await.body, before.body);
    assert_eq!(send(&api, "goals/create.ok").await.status, 200);
}

#[tokio::test]
async fn one_broken_connection_costs_a_retry_and_not_a_request() {
    let api = seeded().await;
    for (file, operation) in [
        ("goals/list.ok", "Query"),
        ("goals/get.ok", "GetItem"),
        ("summaries/list.ok", "BatchGetItem"),
    ] {
        api.wire().fail_next(operation, Fault::Dropped);
        let (answer, sent) = api.count(send(&api, file)).await;
        assert_eq!(answer.status, 200, "{file}: {}", answer.text);
        assert!(sent.of(operation) >= 2, "{file}: {sent:?}");
    }
}
