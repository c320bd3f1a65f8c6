//! `GET /sessions`.

use domain::link::LinkKind;
use serde_json::{Value, json};

use super::Lesson;

const UNKNOWN: &str = "01234567-89ab-4cde-8f01-23456789abcd";

/// Records this many sessions, each a day after the one before.
async fn record(lesson: &Lesson, count: u32) {
    for day in 1..=count {
        let date = format!("2026-10-{day:02}T10:00:00Z");
        let body = lesson.session_with(json!({"session_date": date}));
        lesson.tess.post("/api/v1/sessions", body).await.expect(201);
    }
}

fn dates(data: &Value) -> Vec<&str> {
    let sessions = data.as_array().unwrap().iter();
    sessions
        .map(|s| s["session_date"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_students_sessions_come_newest_first_with_the_names_of_their_subjects() {
    let lesson = Lesson::start().await;
    record(&lesson, 3).await;
    let reply = lesson
        .ana
        .get(&format!("/api/v1/sessions?student_id={}", lesson.ana.id()))
        .await;
    let data = &reply.expect(200)["data"];
    let newest_first = ["2026-10-03", "2026-10-02", "2026-10-01"];
    let newest_first = newest_first.map(|day| format!("{day}T10:00:00.000000+00:00"));
    assert_eq!(dates(data), newest_first);
    assert!(
        data.as_array()
            .unwrap()
            .iter()
            .all(|s| s["subject"] == "Algebra")
    );
    let whole = json!({"limit": 20, "has_more": false, "next_cursor": null});
    assert_eq!(reply.json["pagination"], whole);
}

#[tokio::test]
async fn a_tutor_lists_the_sessions_it_gave_and_nobody_else_but_an_admin_does() {
    let lesson = Lesson::start().await;
    record(&lesson, 2).await;
    let path = format!("/api/v1/sessions?tutor_id={}", lesson.tess.id());
    for who in [&lesson.tess, &lesson.api.admin().await] {
        assert_eq!(
            who.get(&path).await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
    }
    let tom = lesson.api.tutor("tom").await;
    lesson.api.link(&lesson.ana, &tom, LinkKind::Tutor).await;
    for who in [&lesson.ana, &tom] {
        assert_eq!(who.get(&path).await.refused(403), "FORBIDDEN");
    }
}

#[tokio::test]
async fn a_linked_parent_sees_a_students_sessions_and_a_stranger_does_not() {
    let lesson = Lesson::start().await;
    record(&lesson, 1).await;
    let path = format!("/api/v1/sessions?student_id={}", lesson.ana.id());
    let paul = lesson.api.parent("paul").await;
    assert_eq!(paul.get(&path).await.refused(403), "FORBIDDEN");
    lesson.api.link(&lesson.ana, &paul, LinkKind::Parent).await;
    paul.get(&path).await.expect(200);
    let bob = lesson.api.student("bob").await;
    assert_eq!(bob.get(&path).await.refused(403), "FORBIDDEN");
}

#[tokio::test]
async fn exactly_one_of_student_and_tutor_is_wanted() {
    let lesson = Lesson::start().await;
    let (ana, tess) = (lesson.ana.id(), lesson.tess.id());
    let neither = lesson.ana.get("/api/v1/sessions").await;
    assert_eq!(neither.fields(), ["query.student_id"]);
    let both = format!("/api/v1/sessions?student_id={ana}&tutor_id={tess}");
    assert_eq!(lesson.ana.get(&both).await.fields(), ["query.tutor_id"]);
}

#[tokio::test]
async fn what_is_asked_of_a_page_has_bounds() {
    let lesson = Lesson::start().await;
    let path = format!("/api/v1/sessions?student_id={}", lesson.ana.id());
    for limit in ["0", "101", "-1", "x", "", "1.5"] {
        let reply = lesson.ana.get(&format!("{path}&limit={limit}")).await;
        assert_eq!(reply.fields(), ["query.limit"], "{limit}");
    }
    for limit in ["1", "100"] {
        lesson
            .ana
            .get(&format!("{path}&limit={limit}"))
            .await
            .expect(200);
    }
    lesson
        .ana
        .get(&format!("{path}&offset=0&some_filter=x"))
        .await
        .expect(200);
    let offset = lesson.ana.get(&format!("{path}&offset=20")).await;
    assert_eq!(offset.refused(400), "OFFSET_NOT_SUPPORTED");
    assert!(offset.json["detail"].as_str().unwrap().contains("cursor"));
    assert_eq!(
        lesson.ana.get(&format!("{path}&offset=-1")).await.fields(),
        ["query.offset"]
    );
    assert_eq!(
        lesson
            .ana
            .get("/api/v1/sessions?student_id=ana")
            .await
            .fields(),
        ["query.student_id"]
    );
}

#[tokio::test]
async fn a_cursor_works_for_its_own_list_and_caller_only() {
    let lesson = Lesson::start().await;
    record(&lesson, 2).await;
    let (ana, tess) = (lesson.ana.id(), lesson.tess.id());
    let list = format!("/api/v1/sessions?student_id={ana}");
    let reply = lesson.tess.get(&format!("{list}&limit=1")).await;
    assert_eq!(reply.expect(200)["pagination"]["has_more"], true);
    let cursor = reply.json["pagination"]["next_cursor"].as_str().unwrap();
    assert!(cursor.len() <= 512);

    let next = lesson
        .tess
        .get(&format!("{list}&limit=1&cursor={cursor}"))
        .await;
    assert_eq!(
        dates(&next.expect(200)["data"]),
        ["2026-10-01T10:00:00.000000+00:00"]
    );
    assert_eq!(next.json["pagination"]["next_cursor"], Value::Null);

    let by_tutor = format!("/api/v1/sessions?tutor_id={tess}&cursor={cursor}");
    let truncated = format!("{list}&cursor={}", &cursor[..cursor.len() - 1]);
    let empty = format!("{list}&cursor=");
    for path in [by_tutor, truncated, empty] {
        assert_eq!(lesson.tess.get(&path).await.refused(400), "BAD_CURSOR");
    }
    let foreign = lesson.ana.get(&format!("{list}&cursor={cursor}")).await;
    assert_eq!(foreign.refused(400), "BAD_CURSOR");
}

#[tokio::test]
async fn a_page_costs_the_same_requests_whatever_is_on_it() {
    let lesson = Lesson::cold().await;
    let list = format!("/api/v1/sessions?student_id={}&limit=100", lesson.ana.id());
    for more in [1, 19] {
        record(&lesson, more).await;
        let (reply, own) = lesson.api.count(lesson.ana.get(&list)).await;
        reply.expect(200);
        assert_eq!(
            (own.of("Query"), own.of("BatchGetItem"), own.total),
            (1, 1, 2)
        );
        let (reply, linked) = lesson.api.count(lesson.tess.get(&list)).await;
        reply.expect(200);
        assert_eq!(
            (linked.of("Query"), linked.of("BatchGetItem"), linked.total),
            (1, 2, 3)
        );
    }
}

#[tokio::test]
async fn a_student_without_sessions_has_an_empty_list() {
    let lesson = Lesson::start().await;
    let reply = lesson
        .ana
        .get(&format!("/api/v1/sessions?student_id={}", lesson.ana.id()))
        .await;
    assert_eq!(reply.expect(200)["data"], json!([]));
    let admin = lesson.api.admin().await;
    let reply = admin
        .get(&format!("/api/v1/sessions?student_id={UNKNOWN}"))
        .await;
    assert_eq!(reply.expect(200)["data"], json!([]));
}
