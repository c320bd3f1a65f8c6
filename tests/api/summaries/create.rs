//! `POST /summaries`.

use domain::link::LinkKind;
use serde_json::{Value, json};

use super::{SAID, SESSION, asked, asked_with};
use crate::sessions::Lesson;

const PATH: &str = "/api/v1/summaries";
const UNKNOWN: &str = "01234567-89ab-4cde-8f01-23456789abcd";

async fn session(lesson: &Lesson) -> Value {
    let path = format!("/api/v1/sessions/{SESSION}?include_transcript=true");
    lesson.ana.get(&path).await.expect(200)["data"].clone()
}

#[tokio::test]
async fn a_summary_tells_what_was_said_and_what_to_do_next() {
    let lesson = Lesson::start().await;
    let reply = lesson.tess.post(PATH, asked(&lesson)).await;
    let data = &reply.expect(200)["data"];
    assert_eq!(data["session_id"], SESSION);
    assert_eq!(data["subjects_covered"], json!(["Completing the square"]));
    assert_eq!(data["summary_type"], "normal");
    assert_eq!(data["created_at"], "2026-11-22T08:00:00.000000+00:00");
    assert!(data["summary_id"].is_string());
    assert!(!data["narrative"].as_str().unwrap().is_empty());
    let steps = data["next_steps"].as_array().unwrap();
    assert!((1..=3).contains(&steps.len()));
    assert!(
        steps
            .iter()
            .any(|s| s.as_str().unwrap().contains("exercises 3 to 7")),
        "{steps:?}"
    );
}

#[tokio::test]
async fn the_old_services_path_with_a_slash_does_the_same() {
    let lesson = Lesson::start().await;
    lesson
        .tess
        .post("/api/v1/summaries/", asked(&lesson))
        .await
        .expect(200);
    assert_eq!(session(&lesson).await["id"], SESSION);
}

#[tokio::test]
async fn a_session_that_nobody_recorded_is_recorded_with_its_summary() {
    let lesson = Lesson::start().await;
    let body = asked_with(&lesson, json!({"subject": "ALGEBRA"}));
    lesson.tess.post(PATH, body).await.expect(200);
    let session = session(&lesson).await;
    assert_eq!(session["student_id"], json!(lesson.ana.id()));
    assert_eq!(session["tutor_id"], json!(lesson.tess.id()));
    assert_eq!(session["subject"], "Algebra");
    assert_eq!(session["session_date"], "2026-11-22T08:00:00.000000+00:00");
    assert_eq!(session["duration_minutes"], 45);
    assert_eq!(session["topics_covered"], json!(["Completing the square"]));
    assert_eq!(session["transcript"], SAID);
    assert_eq!(lesson.counted().await, 1);
}

#[tokio::test]
async fn a_subject_that_nobody_knows_is_told_and_not_created() {
    let lesson = Lesson::start().await;
    for subject in ["Knitting", "  ", &"🧮".repeat(100)] {
        let id = uuid::Uuid::new_v4();
        let fields = json!({"session_id": id, "subject": subject, "topics_covered": []});
        let reply = lesson.tess.post(PATH, asked_with(&lesson, fields)).await;
        assert_eq!(
            reply.expect(200)["data"]["subjects_covered"],
            json!([subject])
        );
        let session = lesson.ana.get(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(session.expect(200)["data"]["subject_id"], Value::Null);
    }
    let subjects = lesson.ana.get("/api/v1/subjects").await;
    assert_eq!(subjects.expect(200)["data"].as_array().unwrap().len(), 1);
    assert_eq!(lesson.counted().await, 0);
}

#[tokio::test]
async fn a_short_session_is_brief_and_a_missing_transcript_wins_over_that() {
    let lesson = Lesson::start().await;
    let kind = async |fields: Value| {
        let mut fields = fields;
        fields["session_id"] = json!(uuid::Uuid::new_v4());
        let reply = lesson.tess.post(PATH, asked_with(&lesson, fields)).await;
        reply.expect(200)["data"]["summary_type"].clone()
    };
    assert_eq!(
        kind(json!({"session_duration_minutes": 10})).await,
        "normal"
    );
    assert_eq!(kind(json!({"session_duration_minutes": 9})).await, "brief");
    for transcript in [Value::Null, json!(""), json!(" \n\t")] {
        let fields = json!({"session_duration_minutes": 9, "transcript": transcript});
        assert_eq!(kind(fields).await, "missing_transcript");
    }
}

#[tokio::test]
async fn a_missing_transcript_is_told_with_duration_and_subject_and_three_steps() {
    let lesson = Lesson::start().await;
    let reply = lesson
        .tess
        .post(PATH, asked_with(&lesson, json!({"transcript": null})))
        .await;
    let data = &reply.expect(200)["data"];
    let narrative = data["narrative"].as_str().unwrap();
    assert!(
        narrative.contains("45") && narrative.contains("Algebra"),
        "{narrative}"
    );
    assert_eq!(data["next_steps"].as_array().unwrap().len(), 3);
    assert_eq!(session(&lesson).await["transcript_available"], false);
}

#[tokio::test]
async fn more_summaries_of_one_session_count_it_once() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let reply = lesson.tess.post(PATH, asked(&lesson)).await;
        ids.push(reply.expect(200)["data"]["summary_id"].to_string());
    }
    ids.dedup();
    assert_eq!(ids.len(), 3);
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
    let list = lesson.ana.get(&format!("{PATH}/{}", lesson.ana.id())).await;
    assert_eq!(
        list.expect(200)["data"]["summaries"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn a_recorded_session_is_left_as_it_is() {
    let lesson = Lesson::start().await;
    let recorded = lesson.session_with(json!({"id": SESSION, "transcript": "Tutor: Hello."}));
    lesson
        .tess
        .post("/api/v1/sessions", recorded)
        .await
        .expect(201);
    let before = session(&lesson).await;
    let body = asked_with(
        &lesson,
        json!({"session_duration_minutes": 20, "subject": "Other"}),
    );
    lesson.tess.post(PATH, body).await.expect(200);
    assert_eq!(session(&lesson).await, before);
    assert_eq!(lesson.counted().await, 1);
}

#[tokio::test]
async fn the_transcript_stored_with_a_session_is_summed_up_when_none_is_sent() {
    let lesson = Lesson::start().await;
    let recorded = lesson.session_with(json!({"id": SESSION, "transcript": SAID}));
    lesson
        .tess
        .post("/api/v1/sessions", recorded)
        .await
        .expect(201);
    let reply = lesson
        .tess
        .post(PATH, asked_with(&lesson, json!({"transcript": null})))
        .await;
    let data = &reply.expect(200)["data"];
    assert_eq!(data["summary_type"], "normal");
    assert!(data["next_steps"].to_string().contains("exercises 3 to 7"));
}

#[tokio::test]
async fn a_session_without_transcript_gets_the_one_that_is_sent() {
    let lesson = Lesson::start().await;
    let recorded = lesson.session_with(json!({"id": SESSION}));
    lesson
        .tess
        .post("/api/v1/sessions", recorded)
        .await
        .expect(201);
    lesson.tess.post(PATH, asked(&lesson)).await.expect(200);
    let session = session(&lesson).await;
    assert_eq!(session["transcript_available"], true);
    assert_eq!(session["transcript"], SAID);
}

#[tokio::test]
async fn a_session_of_another_student_or_tutor_is_not_summed_up() {
    let lesson = Lesson::start().await;
    let (bob, tom) = (
        lesson.api.student("bob").await,
        lesson.api.tutor("tom").await,
    );
    lesson.api.link(&bob, &lesson.tess, LinkKind::Tutor).await;
    let recorded = lesson.session_with(json!({"id": SESSION}));
    lesson
        .tess
        .post("/api/v1/sessions", recorded)
        .await
        .expect(201);
    let admin = lesson.api.admin().await;
    for other in [
        json!({"student_id": bob.id()}),
        json!({"tutor_id": tom.id()}),
    ] {
        let reply = admin.post(PATH, asked_with(&lesson, other)).await;
        assert_eq!(reply.refused(400), "SESSION_MISMATCH");
    }
    let list = bob.get(&format!("{PATH}/{}", bob.id())).await;
    assert_eq!(list.expect(200)["data"]["summaries"], json!([]));
}

#[tokio::test]
async fn its_tutor_an_admin_and_a_service_have_a_session_summed_up_and_nobody_else() {
    let lesson = Lesson::start().await;
    let (paul, tom) = (
        lesson.api.parent("paul").await,
        lesson.api.tutor("tom").await,
    );
    lesson.api.link(&lesson.ana, &paul, LinkKind::Parent).await;
    lesson.api.link(&lesson.ana, &tom, LinkKind::Tutor).await;
    for who in [&lesson.ana, &paul, &tom] {
        assert_eq!(
            who.post(PATH, asked(&lesson)).await.refused(403),
            "FORBIDDEN"
        );
    }
    lesson
        .api
        .nobody()
        .post(PATH, asked(&lesson))
        .await
        .expect(401);
    assert_eq!(lesson.counted().await, 0);
    for who in [
        &lesson.tess,
        &lesson.api.admin().await,
        &lesson.api.service(),
    ] {
        who.post(PATH, asked(&lesson)).await.expect(200);
    }
}

#[tokio::test]
async fn student_and_tutor_must_exist_and_be_that() {
    let lesson = Lesson::start().await;
    let service = lesson.api.service();
    for field in ["student_id", "tutor_id"] {
        let reply = service
            .post(PATH, asked_with(&lesson, json!({field: UNKNOWN})))
            .await;
        assert_eq!(reply.refused(404), "NOT_FOUND", "{field}");
    }
    let swapped = asked_with(&lesson, json!({"student_id": lesson.tess.id()}));
    assert_eq!(
        service.post(PATH, swapped).await.refused(400),
        "NOT_A_STUDENT"
    );
    let swapped = asked_with(&lesson, json!({"tutor_id": lesson.ana.id()}));
    assert_eq!(
        service.post(PATH, swapped).await.refused(400),
        "NOT_A_TUTOR"
    );
}

#[tokio::test]
async fn every_field_that_breaks_its_bounds_is_named() {
    let lesson = Lesson::start().await;
    let cases = [
        ("session_id", json!("7")),
        ("student_id", json!("ana")),
        ("tutor_id", json!({})),
        ("transcript", json!(["Hello."])),
        ("transcript", json!("t".repeat(200_001))),
        ("session_duration_minutes", json!(0)),
        ("session_duration_minutes", json!(481)),
        ("session_duration_minutes", json!("45")),
        ("subject", json!("")),
        ("subject", json!("s".repeat(101))),
        ("topics_covered", json!(vec!["x"; 51])),
    ];
    for (field, value) in cases {
        let reply = lesson
            .tess
            .post(PATH, asked_with(&lesson, json!({field: value})))
            .await;
        assert_eq!(reply.fields(), [format!("body.{field}")]);
    }
    for field in [
        "session_id",
        "student_id",
        "tutor_id",
        "session_duration_minutes",
        "subject",
    ] {
        let reply = lesson
            .tess
            .post(PATH, asked_with(&lesson, json!({field: null})))
            .await;
        assert_eq!(reply.fields(), [format!("body.{field}")]);
        assert_eq!(reply.json["error"]["details"][0]["type"], "missing");
    }
    let missing = format!("/api/v1/sessions/{SESSION}");
    assert_eq!(lesson.ana.get(&missing).await.refused(404), "NOT_FOUND");
}

#[tokio::test]
async fn a_body_of_an_old_client_with_fields_of_its_own_is_taken() {
    let lesson = Lesson::start().await;
    let fields = json!({"session_type": "online", "metadata": {"a": [1, 2]}});
    lesson
        .tess
        .post("/api/v1/summaries/", asked_with(&lesson, fields))
        .await
        .expect(200);
}
