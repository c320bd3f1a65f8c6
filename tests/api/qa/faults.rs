//! An assistant that fails, and a store that is not well: nothing is stored, nothing stays counted.

use assistant::AssistantError;
use aws_sdk_dynamodb::types::AttributeValue::{N, S};
use serde_json::json;
use testkit::Fault;

use super::mind::PLAIN;
use super::{ASK, CLEAR, Mind, Study};
use crate::goals::put;

#[tokio::test]
async fn an_assistant_that_fails_is_a_503_that_stores_nothing_and_gives_the_place_back() {
    for error in [AssistantError::Unavailable, AssistantError::Unusable] {
        let study = Study::with(Mind::failing(error)).await;
        let goal = study.goal().await;
        for _ in 0..25 {
            let asked = study.asked(CLEAR, json!({"goal_id": goal}));
            let reply = study.ana.post(ASK, asked).await;
            assert_eq!(reply.refused(503), "SERVICE_UNAVAILABLE");
            assert!(reply.headers.contains_key("retry-after"));
            assert!(!reply.json.to_string().contains("model"));
        }
        assert_eq!((study.stored().await, study.counted(goal).await), (0, 0));
        study.mind.now_says(PLAIN, 0.9);
        study.ask_with(CLEAR, json!({"goal_id": goal})).await;
        assert_eq!((study.stored().await, study.counted(goal).await), (1, 1));
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_stored_as_one_is_a_failure_too() {
    let study = Study::with(Mind::saying("", 0.9)).await;
    let goal = study.goal().await;
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    study.ana.post(ASK, asked).await.refused(503);
    assert_eq!((study.stored().await, study.counted(goal).await), (0, 0));
}

#[tokio::test]
async fn the_last_place_of_a_day_is_given_back_to_the_next_question() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    for _ in 0..19 {
        study.ask_with(CLEAR, json!({"goal_id": goal})).await;
    }
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    study.mind.now_fails(AssistantError::Unavailable);
    study.ana.post(ASK, asked.clone()).await.expect(503);
    study.mind.now_says(PLAIN, 0.9);
    study.ana.post(ASK, asked.clone()).await.expect(200);
    study.ana.post(ASK, asked).await.expect(429);
    assert_eq!(study.counted(goal).await, 20);
}

#[tokio::test]
async fn an_answer_that_cannot_be_written_gives_its_place_back() {
    for fault in [Fault::Status500, Fault::Throttled, Fault::Dropped] {
        let study = Study::with(Mind::sure()).await;
        let goal = study.goal().await;
        study.api.wire().fail_all("PutItem", fault);
        let asked = study.asked(CLEAR, json!({"goal_id": goal}));
        study.ana.post(ASK, asked).await.expect(503);
        study.api.wire().heal();
        assert_eq!(
            (study.stored().await, study.counted(goal).await),
            (0, 0),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_of_which_every_acknowledgement_was_lost_is_not_counted_although_it_stands() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    study.api.wire().fail_all("PutItem", Fault::LostAck);
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    study.ana.post(ASK, asked).await.expect(503);
    study.api.wire().heal();
    assert_eq!((study.stored().await, study.counted(goal).await), (1, 0));
}

#[tokio::test]
async fn what_it_is_answered_from_must_be_read_or_the_place_is_given_back() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    let broken = [
        ("id", S(study.ana.id().to_string())),
        ("subject_id", S(study.algebra.to_string())),
        ("active", N("1".to_owned())),
        ("difficulty", N("1".to_owned())),
    ];
    put(&study.api, "practice_bank_items", broken).await;
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    study.ana.post(ASK, asked).await.expect(500);
    assert_eq!((study.stored().await, study.counted(goal).await), (0, 0));
    assert!(study.mind.heard().is_empty());
}

#[tokio::test]
async fn one_fault_of_any_kind_anywhere_is_not_noticed() {
    for fault in [
        Fault::Status500,
        Fault::Throttled,
        Fault::Dropped,
        Fault::LostAck,
    ] {
        for operation in ["BatchGetItem", "Query", "UpdateItem", "PutItem"] {
            let study = Study::with(Mind::sure()).await;
            let goal = study.goal().await;
            study.api.wire().fail_next(operation, fault);
            study.ask_with(CLEAR, json!({"goal_id": goal})).await;
            let found = (study.stored().await, study.counted(goal).await);
            assert_eq!(found, (1, 1), "{operation} {fault:?}");
        }
    }
}

#[tokio::test]
async fn a_place_taken_without_an_answer_is_given_back() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    // Every attempt to take it is lost, then every attempt to give it back is, though both are done.
    study.api.wire().fail_all("UpdateItem", Fault::LostAck);
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    study.ana.post(ASK, asked).await.expect(503);
    study.api.wire().heal();
    assert_eq!((study.stored().await, study.counted(goal).await), (0, 0));
    assert!(study.mind.heard().is_empty());
}

#[tokio::test]
async fn a_counter_that_cannot_be_written_is_a_503_before_anybody_thinks() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    study.api.wire().fail_all("UpdateItem", Fault::Throttled);
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    assert_eq!(study.ana.post(ASK, asked).await.refused(503), "BUSY");
    assert!(study.mind.heard().is_empty());
    assert_eq!(study.stored().await, 0);
}

#[tokio::test]
async fn a_store_that_is_down_is_a_503_that_says_nothing_of_the_inside() {
    let study = Study::with(Mind::sure()).await;
    study.api.wire().fail_everything(Fault::Status500);
    let student = study.ana.id();
    let history = format!("/api/v1/enhancements/qa/conversation-history/{student}");
    let context =
        format!("/api/v1/enhancements/qa/conversation-context/{student}?current_query=Why");
    for reply in [
        study.ana.post(ASK, study.asked(CLEAR, json!({}))).await,
        study.ana.get(&history).await,
        study.ana.get(&context).await,
    ] {
        assert_eq!(reply.refused(503), "SERVICE_UNAVAILABLE");
        assert!(!reply.json.to_string().contains("Dynamo"));
    }
}
