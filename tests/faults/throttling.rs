//! DynamoDB asks to slow down.

use testkit::Fault;

use crate::scene::{seeded, send};

#[tokio::test]
async fn a_request_that_is_throttled_for_a_moment_is_served() {
    let api = seeded().await;
    api.wire().fail_next("Query", Fault::Throttled);
    api.wire().fail_next("Query", Fault::Throttled);
    let (answer, sent) = api.count(send(&api, "goals/list.ok")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(sent.of("Query"), 3);
}

#[tokio::test]
async fn a_request_that_stays_throttled_is_told_to_come_back() {
    let api = seeded().await;
    for (file, operation) in [
        ("goals/list.ok", "Query"),
        ("goals/create.ok", "TransactWriteItems"),
        ("accounts/change_user.ok", "UpdateItem"),
        ("summaries/list.ok", "BatchGetItem"),
        ("qa/ask.ok", "PutItem"),
        ("qa/history.ok", "Query"),
    ] {
        api.wire().fail_all(operation, Fault::Throttled);
        let answer = send(&api, file).await;
        api.wire().heal();
        answer.is_a_503_that_tells_nothing(file);
        assert_eq!(answer.body["error"]["code"], "BUSY", "{file}");
    }
}

#[tokio::test]
async fn a_throttled_write_changes_nothing() {
    let api = seeded().await;
    let before = send(&api, "goals/list.ok").await;
    api.wire().fail_all("TransactWriteItems", Fault::Throttled);
    assert_eq!(send(&api, "goals/create.ok").await.status, 503);
    api.wire().heal();
    assert_eq!(send(&api, "goals/list.ok").await.body, before.body);
}
