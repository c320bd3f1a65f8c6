//! Sessions while DynamoDB is not well.

use domain::link::LinkKind;
use serde_json::json;
use testkit::Fault;

use super::Lesson;

const PATH: &str = "/api/v1/sessions";
const WRITE: &str = "TransactWriteItems";

#[tokio::test]
async fn a_session_that_meets_another_transaction_is_recorded_all_the_same() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    for _ in 0..3 {
        lesson
            .api
            .wire()
            .fail_next(WRITE, Fault::TransactionConflict);
    }
    let (reply, sent) = lesson
        .api
        .count(lesson.tess.post(PATH, lesson.session()))
        .await;
    reply.expect(201);
    assert_eq!(sent.of(WRITE), 4);
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
}

#[tokio::test]
async fn a_session_that_always_meets_others_is_a_503_and_changes_nothing() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    lesson
        .api
        .wire()
        .fail_all(WRITE, Fault::TransactionConflict);
    let reply = lesson.tess.post(PATH, lesson.session()).await;
    assert_eq!(reply.refused(503), "BUSY");
    lesson.api.wire().heal();
    assert_eq!(lesson.counted().await, 0);
    assert_eq!(lesson.completion(goal).await, 0.0);
    let list = lesson
        .ana
        .get(&format!("{PATH}?student_id={}", lesson.ana.id()))
        .await;
    assert_eq!(list.expect(200)["data"], json!([]));
}

#[tokio::test]
async fn a_lost_answer_does_not_count_a_session_twice() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    lesson.api.wire().fail_next(WRITE, Fault::LostAck);
    lesson.tess.post(PATH, lesson.session()).await.expect(201);
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
    let list = lesson
        .ana
        .get(&format!("{PATH}?student_id={}", lesson.ana.id()))
        .await;
    assert_eq!(list.expect(200)["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_client_that_never_got_its_answer_sends_the_session_again() {
    let lesson = Lesson::start().await;
    let body = lesson.session_with(json!({"id": "01234567-89ab-4cde-8f01-23456789abcd"}));
    // Every attempt is written, and no answer comes.
    lesson.api.wire().fail_all(WRITE, Fault::LostAck);
    lesson.tess.post(PATH, body.clone()).await.expect(503);
    lesson.api.wire().heal();
    lesson.tess.post(PATH, body).await.expect(201);
    assert_eq!(lesson.counted().await, 1);
}

#[tokio::test]
async fn a_store_that_is_down_is_a_503_that_says_nothing_of_the_inside() {
    let lesson = Lesson::start().await;
    lesson.api.wire().fail_everything(Fault::Status500);
    let reply = lesson.tess.post(PATH, lesson.session()).await;
    assert_eq!(reply.refused(503), "SERVICE_UNAVAILABLE");
    assert!(!reply.json.to_string().contains("Dynamo"));
}

#[tokio::test]
async fn names_that_dynamodb_did_not_get_to_are_asked_for_again() {
    let lesson = Lesson::start().await;
    for name in ["Geometry", "Physics", "Chemistry"] {
        let subject = testkit::builders::a_subject(name);
        lesson.api.store().create_subject(&subject).await.unwrap();
        let body = lesson.session_with(json!({"subject_id": subject.id}));
        lesson.tess.post(PATH, body).await.expect(201);
    }
    lesson
        .api
        .wire()
        .fail_next("BatchGetItem", Fault::Unprocessed);
    lesson
        .api
        .wire()
        .fail_next("BatchGetItem", Fault::Unprocessed);
    let list = lesson
        .ana
        .get(&format!("{PATH}?student_id={}", lesson.ana.id()))
        .await;
    let sessions = list.expect(200)["data"].as_array().unwrap();
    let mut names: Vec<_> = sessions
        .iter()
        .map(|s| s["subject"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Chemistry", "Geometry", "Physics"]);
}

#[tokio::test]
async fn access_that_cannot_be_read_is_not_granted() {
    let lesson = Lesson::start().await;
    let paul = lesson.api.parent("paul").await;
    lesson.api.link(&lesson.ana, &paul, LinkKind::Parent).await;
    lesson.api.wire().fail_all("BatchGetItem", Fault::Throttled);
    let reply = paul
        .get(&format!("{PATH}?student_id={}", lesson.ana.id()))
        .await;
    assert_eq!(reply.refused(503), "BUSY");
}
