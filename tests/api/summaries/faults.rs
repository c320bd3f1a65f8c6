//! Summaries while DynamoDB is not well.

use serde_json::json;
use testkit::Fault;

use super::{asked, asked_with};
use crate::sessions::Lesson;

const PATH: &str = "/api/v1/summaries";
const WRITE: &str = "TransactWriteItems";

#[tokio::test]
async fn a_conflict_is_tried_again() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    lesson
        .api
        .wire()
        .fail_next(WRITE, Fault::TransactionConflict);
    lesson.tess.post(PATH, asked(&lesson)).await.expect(200);
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
}

#[tokio::test]
async fn a_lost_answer_makes_neither_a_second_summary_nor_a_second_session() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    lesson.api.wire().fail_next(WRITE, Fault::LostAck);
    let written = lesson.tess.post(PATH, asked(&lesson)).await;
    let list = lesson.ana.get(&format!("{PATH}/{}", lesson.ana.id())).await;
    let summaries = list.expect(200)["data"]["summaries"].as_array().unwrap();
    assert_eq!(summaries.len(), 1);
    assert_eq!(
        summaries[0]["summary_id"],
        written.expect(200)["data"]["summary_id"]
    );
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
}

#[tokio::test]
async fn a_summary_that_cannot_be_written_leaves_nothing_behind() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    lesson.api.wire().fail_all(WRITE, Fault::Status500);
    let reply = lesson.tess.post(PATH, asked(&lesson)).await;
    assert_eq!(reply.refused(503), "SERVICE_UNAVAILABLE");
    lesson.api.wire().heal();
    assert_eq!(lesson.counted().await, 0);
    assert_eq!(lesson.completion(goal).await, 0.0);
    for list in [format!("{PATH}/{}", lesson.ana.id()), sessions(&lesson)] {
        let reply = lesson.ana.get(&list).await;
        assert!(!reply.expect(200)["data"].to_string().contains("narrative"));
        assert!(!reply.json["data"].to_string().contains("session_date"));
    }
}

fn sessions(lesson: &Lesson) -> String {
    format!("/api/v1/sessions?student_id={}", lesson.ana.id())
}

#[tokio::test]
async fn keys_that_dynamodb_did_not_get_to_are_asked_for_again() {
    let lesson = Lesson::start().await;
    for _ in 0..20 {
        let body = asked_with(&lesson, json!({"session_id": uuid::Uuid::new_v4()}));
        lesson.tess.post(PATH, body).await.expect(200);
    }
    for _ in 0..3 {
        lesson
            .api
            .wire()
            .fail_next("BatchGetItem", Fault::Unprocessed);
    }
    let path = format!("{PATH}/{}", lesson.ana.id());
    let (list, sent) = lesson.api.count(lesson.ana.get(&path)).await;
    assert_eq!(sent.of("BatchGetItem"), 4);
    let summaries = list.expect(200)["data"]["summaries"].as_array().unwrap();
    assert_eq!(summaries.len(), 20);
    for summary in summaries {
        assert!(summary["session_date"].is_string(), "{summary}");
        assert_eq!(summary["tutor_name"], "tess@example.com");
    }
}

#[tokio::test]
async fn keys_that_dynamodb_never_gets_to_are_a_503_and_no_shorter_page() {
    let lesson = Lesson::start().await;
    lesson.tess.post(PATH, asked(&lesson)).await.expect(200);
    lesson
        .api
        .wire()
        .fail_all("BatchGetItem", Fault::Unprocessed);
    let list = lesson.ana.get(&format!("{PATH}/{}", lesson.ana.id())).await;
    assert_eq!(list.refused(503), "BUSY");
}
