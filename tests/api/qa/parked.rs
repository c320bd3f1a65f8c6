//! Sixty-four questions whose assistant thinks, while everything else is served as if there were none.

use domain::Clock;
use futures_util::future::join_all;
use serde_json::json;

use super::{ASK, CLEAR, Mind, Study};

/// What else is asked meanwhile: who is served must not notice.
async fn everything_else(study: &Study) -> Vec<(String, usize)> {
    let student = study.ana.id();
    let goals = study.api.store().goals_of(student).await.unwrap();
    let paths = [
        "/".to_owned(),
        "/health".to_owned(),
        "/api/v1/auth/me".to_owned(),
        "/api/v1/subjects".to_owned(),
        format!("/api/v1/subjects/{}", study.algebra),
        format!("/api/v1/users/{student}"),
        format!("/api/v1/links?student_id={student}"),
        format!("/api/v1/sessions?student_id={student}"),
        format!("/api/v1/summaries/{student}"),
        format!("/api/v1/goals?student_id={student}"),
        format!("/api/v1/goals/{}", goals[0].id),
        format!("/api/v1/progress/{student}"),
        format!("/api/v1/enhancements/qa/conversation-history/{student}"),
        format!("/api/v1/enhancements/qa/conversation-context/{student}?current_query=Why"),
    ];
    let mut costs = Vec::new();
    for path in paths {
        let (reply, sent) = study.api.count(study.ana.get(&path)).await;
        reply.expect(200);
        costs.push((path, sent.total));
    }
    // Writes too, and a question that nobody needs to think about.
    let title = json!({"title": format!("At {}", study.api.clock().now())});
    let path = format!("/api/v1/goals/{}", goals[0].id);
    let (reply, sent) = study.api.count(study.ana.patch(&path, title)).await;
    reply.expect(200);
    costs.push(("PATCH".to_owned(), sent.total));
    let off = study.asked("Which movie is best?", json!({}));
    let (reply, sent) = study.api.count(study.ana.post(ASK, off)).await;
    reply.expect(200);
    costs.push(("POST".to_owned(), sent.total));
    costs
}

#[tokio::test]
async fn sixty_four_questions_that_are_thought_about_hold_nothing_that_others_need() {
    let study = Study::cold(Mind::behind_a_gate()).await;
    study.goal().await;
    let before = everything_else(&study).await;

    let asked = study.asked(CLEAR, json!({}));
    let mut parked = Vec::new();
    for number in 1..=64 {
        let (ana, asked) = (study.ana.clone(), asked.clone());
        let mut asking = tokio::spawn(async move { ana.post(ASK, asked).await });
        tokio::select! {
            answer = &mut asking => panic!("answered before anybody thought: {answer:?}"),
            () = study.mind.parked(number) => parked.push(asking),
        }
    }
    assert_eq!(everything_else(&study).await, before);
    study.mind.parked(64).await;

    study.mind.open();
    for answer in join_all(parked).await {
        let answer = answer.unwrap();
        assert_eq!(answer.expect(200)["data"]["confidence"], "High");
    }
    assert_eq!(study.stored().await, 64 + 2);
}
