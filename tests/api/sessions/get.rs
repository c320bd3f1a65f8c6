//! `GET /sessions/{session_id}`.

use serde_json::{Value, json};

use super::Lesson;

const UNKNOWN: &str = "01234567-89ab-4cde-8f01-23456789abcd";

#[tokio::test]
async fn a_transcript_is_told_only_when_it_is_asked_for() {
    let lesson = Lesson::start().await;
    let said = "Tutor: We begin.\nAna: Good.";
    let body = lesson.session_with(json!({"transcript": said}));
    let reply = lesson.tess.post("/api/v1/sessions", body).await;
    let path = format!(
        "/api/v1/sessions/{}",
        reply.expect(201)["data"]["id"].as_str().unwrap()
    );

    let without = lesson.ana.get(&path).await;
    assert_eq!(without.expect(200)["data"]["transcript_available"], true);
    assert!(without.json["data"].get("transcript").is_none());
    let with = lesson
        .ana
        .get(&format!("{path}?include_transcript=true"))
        .await;
    assert_eq!(with.expect(200)["data"]["transcript"], said);
}

#[tokio::test]
async fn a_session_without_transcript_says_so_when_it_is_asked_for() {
    let lesson = Lesson::start().await;
    let reply = lesson.tess.post("/api/v1/sessions", lesson.session()).await;
    let id = reply.expect(201)["data"]["id"].as_str().unwrap();
    let read = lesson
        .ana
        .get(&format!("/api/v1/sessions/{id}?include_transcript=true"))
        .await;
    assert_eq!(read.expect(200)["data"]["transcript"], Value::Null);
    assert!(
        read.json["data"]
            .as_object()
            .unwrap()
            .contains_key("transcript")
    );
}

#[tokio::test]
async fn only_those_who_may_read_the_student_read_its_session() {
    let lesson = Lesson::start().await;
    let reply = lesson.tess.post("/api/v1/sessions", lesson.session()).await;
    let path = format!(
        "/api/v1/sessions/{}",
        reply.expect(201)["data"]["id"].as_str().unwrap()
    );
    let (bob, tom) = (
        lesson.api.student("bob").await,
        lesson.api.tutor("tom").await,
    );
    for stranger in [&bob, &tom] {
        assert_eq!(stranger.get(&path).await.refused(403), "FORBIDDEN");
    }
    for known in [&lesson.ana, &lesson.tess, &lesson.api.admin().await] {
        known.get(&path).await.expect(200);
    }
}

#[tokio::test]
async fn an_unknown_session_is_a_404_and_a_malformed_id_a_422() {
    let lesson = Lesson::start().await;
    let unknown = lesson.ana.get(&format!("/api/v1/sessions/{UNKNOWN}")).await;
    assert_eq!(unknown.refused(404), "NOT_FOUND");
    for malformed in ["1", "null", "01234567-89ab-4cde-8f01-23456789abcg", "%00"] {
        let reply = lesson
            .ana
            .get(&format!("/api/v1/sessions/{malformed}"))
            .await;
        assert_eq!(reply.fields(), ["path.session_id"], "{malformed}");
    }
    let reply = lesson
        .ana
        .get(&format!(
            "/api/v1/sessions/{UNKNOWN}?include_transcript=maybe"
        ))
        .await;
    assert_eq!(reply.fields(), ["query.include_transcript"]);
}
