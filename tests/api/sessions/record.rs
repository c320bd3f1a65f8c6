//! `POST /sessions`.

use http::Method;
use serde_json::{Value, json};

use super::{Lesson, with};

const PATH: &str = "/api/v1/sessions";
const UNKNOWN: &str = "01234567-89ab-4cde-8f01-23456789abcd";

#[tokio::test]
async fn a_tutor_records_a_session_of_a_student_linked_to_it() {
    let lesson = Lesson::start().await;
    let reply = lesson.tess.post(PATH, lesson.session()).await;
    let data = &reply.expect(201)["data"];
    let id = data["id"].as_str().unwrap();
    assert_eq!(
        *data,
        json!({
            "id": id,
            "student_id": lesson.ana.id(),
            "tutor_id": lesson.tess.id(),
            "subject_id": lesson.algebra,
            "subject": "Algebra",
            "session_date": "2026-11-20T16:00:00.000000+00:00",
            "duration_minutes": 45,
            "topics_covered": ["Completing the square"],
            "notes": "Went well.",
            "transcript_available": false,
            "created_at": "2026-11-22T08:00:00.000000+00:00",
        })
    );
    let read = lesson.ana.get(&format!("{PATH}/{id}")).await;
    assert_eq!(read.expect(200)["data"], *data);
}

#[tokio::test]
async fn what_is_not_said_has_its_default() {
    let lesson = Lesson::start().await;
    let body = json!({
        "student_id": lesson.ana.id(),
        "tutor_id": lesson.tess.id(),
        "duration_minutes": 1,
        "subject_id": null,
        "notes": null,
        "transcript": " \n",
        "some_field_of_an_old_client": {"a": 1},
    });
    let reply = lesson.tess.post(PATH, body).await;
    let data = &reply.expect(201)["data"];
    assert_eq!(data["session_date"], data["created_at"]);
    assert_eq!(data["topics_covered"], json!([]));
    assert_eq!(data["transcript_available"], false);
    for absent in ["subject_id", "subject", "notes"] {
        assert_eq!(data[absent], Value::Null, "{absent}");
    }
}

#[tokio::test]
async fn an_admin_and_a_service_record_for_any_tutor() {
    let lesson = Lesson::start().await;
    let tom = lesson.api.tutor("tom").await;
    let body = lesson.session_with(json!({"tutor_id": tom.id()}));
    for who in [lesson.api.admin().await, lesson.api.service()] {
        who.post(PATH, body.clone()).await.expect(201);
    }
    let listed = tom.get(&format!("{PATH}?tutor_id={}", tom.id())).await;
    assert_eq!(listed.expect(200)["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_tutor_records_its_own_sessions_only() {
    let lesson = Lesson::start().await;
    let tom = lesson.api.tutor("tom").await;
    let by_tom = lesson.session_with(json!({"tutor_id": tom.id()}));
    assert_eq!(
        lesson.tess.post(PATH, by_tom.clone()).await.refused(403),
        "FORBIDDEN"
    );
    // Tom is linked to nobody.
    assert_eq!(tom.post(PATH, by_tom).await.refused(403), "FORBIDDEN");
    assert_eq!(lesson.counted().await, 0);
}

#[tokio::test]
async fn students_and_parents_record_nothing() {
    let lesson = Lesson::start().await;
    let paul = lesson.api.parent("paul").await;
    lesson
        .api
        .link(&lesson.ana, &paul, domain::link::LinkKind::Parent)
        .await;
    for who in [&lesson.ana, &paul] {
        assert_eq!(
            who.post(PATH, lesson.session()).await.refused(403),
            "FORBIDDEN"
        );
    }
    lesson
        .api
        .nobody()
        .post(PATH, lesson.session())
        .await
        .expect(401);
    assert_eq!(lesson.counted().await, 0);
}

#[tokio::test]
async fn everyone_and_everything_a_session_names_must_exist() {
    let lesson = Lesson::start().await;
    let admin = lesson.api.admin().await;
    for field in ["student_id", "tutor_id", "subject_id"] {
        let body = lesson.session_with(json!({field: UNKNOWN}));
        assert_eq!(
            admin.post(PATH, body).await.refused(404),
            "NOT_FOUND",
            "{field}"
        );
    }
}

#[tokio::test]
async fn a_session_is_between_a_student_and_a_tutor() {
    let lesson = Lesson::start().await;
    let admin = lesson.api.admin().await;
    let swapped = lesson.session_with(json!({"student_id": lesson.tess.id()}));
    assert_eq!(
        admin.post(PATH, swapped).await.refused(400),
        "NOT_A_STUDENT"
    );
    let swapped = lesson.session_with(json!({"tutor_id": lesson.ana.id()}));
    assert_eq!(admin.post(PATH, swapped).await.refused(400), "NOT_A_TUTOR");
}

#[tokio::test]
async fn the_same_session_sent_again_is_answered_as_before_and_counted_once() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let body =
        lesson.session_with(json!({"id": UNKNOWN.to_uppercase(), "transcript": "We began."}));
    let first = lesson.tess.post(PATH, body.clone()).await;
    assert_eq!(first.expect(201)["data"]["id"], UNKNOWN);
    lesson
        .api
        .clock()
        .advance(jiff::SignedDuration::from_hours(1));
    let again = lesson.tess.post(PATH, body).await;
    assert_eq!(first.expect(201)["data"], again.expect(201)["data"]);
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
}

#[tokio::test]
async fn a_session_without_a_date_is_the_same_when_sent_again_later() {
    let lesson = Lesson::start().await;
    let body = lesson.session_with(json!({"id": UNKNOWN, "session_date": null}));
    let first = lesson.tess.post(PATH, body.clone()).await;
    lesson
        .api
        .clock()
        .advance(jiff::SignedDuration::from_hours(1));
    let again = lesson.tess.post(PATH, body).await;
    assert_eq!(first.expect(201)["data"], again.expect(201)["data"]);
}

#[tokio::test]
async fn another_session_cannot_take_an_id() {
    let lesson = Lesson::start().await;
    let body = lesson.session_with(json!({"id": UNKNOWN, "transcript": "We began."}));
    lesson.tess.post(PATH, body.clone()).await.expect(201);
    for other in [
        json!({"duration_minutes": 46}),
        json!({"notes": null}),
        json!({"topics_covered": []}),
        json!({"session_date": "2026-11-20T16:00:01Z"}),
        json!({"subject_id": null}),
        json!({"transcript": "We ended."}),
    ] {
        let reply = lesson.tess.post(PATH, with(body.clone(), other)).await;
        assert_eq!(reply.refused(409), "ALREADY_EXISTS");
    }
    assert_eq!(lesson.counted().await, 1);
}

#[tokio::test]
async fn every_field_that_breaks_its_bounds_is_named() {
    let lesson = Lesson::start().await;
    let cases = [
        ("id", json!("1")),
        ("student_id", json!("ana")),
        ("student_id", json!(7)),
        ("tutor_id", json!("")),
        ("subject_id", json!("algebra")),
        ("session_date", json!("yesterday")),
        ("session_date", json!("2026-02-30T10:00:00Z")),
        ("duration_minutes", json!(0)),
        ("duration_minutes", json!(481)),
        ("duration_minutes", json!(-1)),
        ("duration_minutes", json!("45")),
        ("duration_minutes", json!(4.5)),
        ("topics_covered", json!("algebra")),
        ("topics_covered", json!(vec!["x"; 51])),
        ("notes", json!("n".repeat(5001))),
        ("transcript", json!("t".repeat(200_001))),
    ];
    for (field, value) in cases {
        let reply = lesson
            .tess
            .post(PATH, lesson.session_with(json!({field: value})))
            .await;
        assert_eq!(reply.fields(), [format!("body.{field}")]);
    }
    let blank = lesson.session_with(json!({"topics_covered": ["x", " "]}));
    assert_eq!(
        lesson.tess.post(PATH, blank).await.fields(),
        ["body.topics_covered[1]"]
    );
    for field in ["student_id", "tutor_id", "duration_minutes"] {
        let reply = lesson
            .tess
            .post(PATH, lesson.session_with(json!({field: null})))
            .await;
        assert_eq!(reply.fields(), [format!("body.{field}")]);
        assert_eq!(reply.json["error"]["details"][0]["type"], "missing");
    }
    assert_eq!(lesson.counted().await, 0);
}

#[tokio::test]
async fn bodies_that_are_no_json_of_the_right_size_are_told_apart() {
    let lesson = Lesson::start().await;
    let bearer = format!("Bearer {}", lesson.tess.token().unwrap());
    let send = async |kind: &str, body: String| {
        let headers = [("authorization", bearer.as_str()), ("content-type", kind)];
        lesson.api.send(Method::POST, PATH, &headers, body).await
    };
    let json = "application/json";
    let reply = send(json, "{\"student_id\":".to_owned()).await;
    assert_eq!(
        reply.expect(422)["error"]["details"][0]["type"],
        "json_invalid"
    );
    assert_eq!(send(json, String::new()).await.fields(), ["body"]);
    assert_eq!(
        send("text/plain", lesson.session().to_string())
            .await
            .refused(415),
        "UNSUPPORTED_MEDIA_TYPE"
    );
    let large = lesson.session_with(json!({"transcript": "é".repeat(140_000)}));
    assert_eq!(
        send(json, large.to_string()).await.refused(413),
        "BODY_TOO_LARGE"
    );
}

#[tokio::test]
async fn text_is_kept_exactly() {
    let lesson = Lesson::start().await;
    let notes = " שלום \u{1F469}\u{200D}\u{1F52C}\r\n\"e\u{301}\" \u{0}";
    let body = lesson.session_with(json!({"notes": notes, "topics_covered": ["日本語", " x "]}));
    let reply = lesson.tess.post(PATH, body).await;
    let id = reply.expect(201)["data"]["id"].as_str().unwrap();
    let read = lesson.ana.get(&format!("{PATH}/{id}")).await;
    assert_eq!(read.expect(200)["data"]["notes"], notes);
    assert_eq!(
        read.json["data"]["topics_covered"],
        json!(["日本語", " x "])
    );
}
