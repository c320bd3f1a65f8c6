//! What a summary does to goals.

use futures_util::future::join_all;
use serde_json::json;

use super::{SESSION, asked, asked_with};
use crate::sessions::Lesson;

const PATH: &str = "/api/v1/summaries";

#[tokio::test]
async fn the_summary_of_a_new_session_moves_the_goals_of_its_subject() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    lesson.tess.post(PATH, asked(&lesson)).await.expect(200);
    assert_eq!(lesson.completion(goal).await, 1.0);
    lesson
        .tess
        .post("/api/v1/sessions", lesson.session())
        .await
        .expect(201);
    assert_eq!(lesson.completion(goal).await, 2.0);
}

#[tokio::test]
async fn a_goal_that_is_newer_than_the_session_catches_up_with_its_summary() {
    let lesson = Lesson::start().await;
    let recorded = lesson.session_with(json!({"id": SESSION}));
    lesson
        .tess
        .post("/api/v1/sessions", recorded)
        .await
        .expect(201);
    let goal = lesson.goal().await;
    lesson.tess.post(PATH, asked(&lesson)).await.expect(200);
    assert_eq!(lesson.completion(goal).await, 1.0);
    assert_eq!(lesson.counted().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn summaries_of_one_session_made_at_the_same_time_count_it_once() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let sent = (0..8).map(|_| lesson.tess.post(PATH, asked(&lesson)));
    for reply in join_all(sent).await {
        reply.expect(200);
    }
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
    let list = lesson.ana.get(&format!("{PATH}/{}", lesson.ana.id())).await;
    assert_eq!(
        list.expect(200)["data"]["summaries"]
            .as_array()
            .unwrap()
            .len(),
        8
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn summaries_of_new_sessions_made_at_the_same_time_are_all_counted() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let body = || asked_with(&lesson, json!({"session_id": uuid::Uuid::new_v4()}));
    let sent = (0..7).map(|_| lesson.tess.post(PATH, body()));
    for reply in join_all(sent).await {
        reply.expect(200);
    }
    assert_eq!(lesson.counted().await, 7);
    assert_eq!(lesson.completion(goal).await, 7.0);
}
