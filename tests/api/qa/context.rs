//! `GET /enhancements/qa/conversation-context/{student_id}`.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::builders::an_id;
use tests::Person;

use super::{CLEAR, Mind, Study};

fn path(student: impl std::fmt::Display, query: &str) -> String {
    format!("/api/v1/enhancements/qa/conversation-context/{student}?current_query={query}")
}

async fn context(caller: &Person, study: &Study, query: &str) -> Value {
    let reply = caller.get(&path(study.ana.id(), query)).await;
    reply.expect(200)["data"].clone()
}

#[tokio::test]
async fn a_student_who_asked_nothing_has_no_context() {
    let study = Study::with(Mind::sure()).await;
    assert_eq!(
        context(&study.ana, &study, "What%20about%20this%3F").await,
        json!({
            "recent_interactions": [], "topics_discussed": [], "interaction_count": 0, "context_window_hours": 24,
            "is_follow_up": false,
        })
    );
}

#[tokio::test]
async fn the_last_five_questions_of_a_day_are_the_context() {
    let mut study = Study::with(Mind::sure()).await;
    study.ask("Who wrote this old essay?").await;
    study.later(SignedDuration::from_hours(20));
    for number in 0..6 {
        study
            .ask(&format!("Is {number} a root of the equation?"))
            .await;
        study.later(SignedDuration::from_secs(1));
    }
    let of_day = context(&study.ana, &study, "What%20about%207%3F").await;
    assert_eq!(of_day["interaction_count"], 5);
    assert_eq!(of_day["is_follow_up"], true);
    assert_eq!(of_day["topics_discussed"], json!(["math"]));
    let recent = of_day["recent_interactions"].as_array().unwrap();
    assert_eq!(recent.len(), 5);
    assert_eq!(recent[0]["query"], "Is 5 a root of the equation?");
    let fields: Vec<_> = recent[0].as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        ["answer", "confidence", "created_at", "id", "query"]
    );
    study.later(SignedDuration::from_hours(25));
    let later = context(&study.ana, &study, "What%20about%207%3F").await;
    assert_eq!(
        (&later["interaction_count"], &later["is_follow_up"]),
        (&json!(0), &json!(false))
    );
}

#[tokio::test]
async fn a_question_of_its_own_follows_nothing() {
    let study = Study::with(Mind::sure()).await;
    study.ask(CLEAR).await;
    let context = context(&study.tess, &study, "Who%20is%20Hamlet%3F").await;
    assert_eq!(
        (&context["interaction_count"], &context["is_follow_up"]),
        (&json!(1), &json!(false))
    );
}

#[tokio::test]
async fn the_question_is_needed_and_bounded() {
    let study = Study::with(Mind::sure()).await;
    let own = path(study.ana.id(), "");
    assert_eq!(study.ana.get(&own).await.fields(), ["query.current_query"]);
    let (bare, _) = own.split_once('?').unwrap();
    assert_eq!(study.ana.get(bare).await.fields(), ["query.current_query"]);
    let long = path(study.ana.id(), &"x".repeat(2001));
    assert_eq!(study.ana.get(&long).await.fields(), ["query.current_query"]);
    let nobody = study.ana.get(&path("me", "Why")).await;
    assert_eq!(nobody.fields(), ["path.student_id"]);
}

#[tokio::test]
async fn only_who_may_read_the_conversation_gets_its_context() {
    let study = Study::with(Mind::sure()).await;
    study.ask(CLEAR).await;
    let api = &study.api;
    let (ben, pia, uwe) = (
        api.student("ben").await,
        api.parent("pia").await,
        api.tutor("uwe").await,
    );
    api.link(&study.ana, &pia, domain::link::LinkKind::Parent)
        .await;
    let admin = api.admin().await;
    for caller in [&study.ana, &study.tess, &admin] {
        assert_eq!(context(caller, &study, "Why").await["interaction_count"], 1);
    }
    for caller in [&ben, &pia, &uwe] {
        caller.get(&path(study.ana.id(), "Why")).await.refused(403);
    }
    let nobody: domain::UserId = an_id();
    admin.get(&path(nobody, "Why")).await.refused(404);
}
