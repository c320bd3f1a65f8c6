//! DynamoDB has written, and its answer never comes.

use serde_json::Value;
use testkit::Fault;

use crate::scene::{Answer, event, seeded, send, send_event};

#[tokio::test]
async fn a_goal_whose_transaction_lost_its_answer_is_created_once() {
    let api = seeded().await;
    let before = entries(&send(&api, "goals/list.ok").await);
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    let created = send(&api, "goals/create.ok").await;
    assert_eq!(created.status, 200, "{}", created.text);
    let listed = send(&api, "goals/list.ok").await;
    assert_eq!(entries(&listed), before + 1);
    assert_eq!(listed.body["data"][0]["id"], created.body["data"]["id"]);
}

#[tokio::test]
async fn a_session_whose_transaction_lost_its_answer_is_recorded_and_counted_once() {
    let undisturbed = seeded().await;
    let expected = send(&undisturbed, "sessions/record.ok").await;
    let moved = progress(&send(&undisturbed, "goals/get.ok").await);

    let api = seeded().await;
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    let recorded = send(&api, "sessions/record.ok").await;
    assert_eq!((recorded.status, &recorded.body), (201, &expected.body));
    assert_eq!(
        progress(&send(&api, "goals/get.ok").await),
        moved,
        "the goal moved by one session"
    );
    let again = send(&api, "sessions/record.ok").await;
    assert_eq!(
        again.body, expected.body,
        "sent again it is answered as before"
    );
    assert_eq!(progress(&send(&api, "goals/get.ok").await), moved);
}

#[tokio::test]
async fn a_change_and_a_deletion_that_lost_their_answers_are_done_once() {
    let api = seeded().await;
    api.wire().fail_next("PutItem", Fault::LostAck);
    let changed = send(&api, "goals/change.ok").await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(changed.body["data"]["status"], "paused");
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    let deleted = send(&api, "goals/delete.ok").await;
    assert_eq!(deleted.status, 200, "{}", deleted.text);
    assert_eq!(entries(&send(&api, "goals/list.ok").await), 5);
}

#[tokio::test]
async fn a_registration_that_lost_its_answer_leaves_one_user_who_can_log_in() {
    let api = seeded().await;
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    let registered = send(&api, "accounts/register.ok").await;
    assert_eq!(registered.status, 201, "{}", registered.text);
    let mut log_in = event("accounts/log_in.ok");
    log_in["body"] =
        Value::String(r#"{"email":"nina@example.com","password":"correct horse"}"#.to_owned());
    let logged_in = send_event(&api, "accounts/log_in.ok", log_in).await;
    assert_eq!(logged_in.body["user_id"], registered.body["user_id"]);
}

fn entries(list: &Answer) -> usize {
    list.body["data"].as_array().expect("a list").len()
}

fn progress(goal: &Answer) -> Value {
    goal.body["data"]["completion_percentage"].clone()
}
