//! `GET /summaries/{user_id}`.

use domain::link::LinkKind;
use domain::summary::Summary;
use serde_json::{Value, json};
use testkit::builders::{a_session, a_summary, an_id};

use super::{SESSION, asked, asked_with};
use crate::sessions::Lesson;

fn path(lesson: &Lesson) -> String {
    format!("/api/v1/summaries/{}", lesson.ana.id())
}

fn ids(reply: &tests::Reply) -> Vec<&str> {
    let summaries = reply.expect(200)["data"]["summaries"].as_array().unwrap();
    summaries
        .iter()
        .map(|s| s["summary_id"].as_str().unwrap())
        .collect()
}

/// Writes this many summaries, each of a session of its own.
async fn write(lesson: &Lesson, count: usize) {
    for _ in 0..count {
        let body = asked_with(lesson, json!({"session_id": uuid::Uuid::new_v4()}));
        lesson
            .tess
            .post("/api/v1/summaries", body)
            .await
            .expect(200);
    }
}

#[tokio::test]
async fn a_summary_is_listed_with_its_sessions_date_and_its_tutors_email() {
    let lesson = Lesson::start().await;
    let recorded = lesson.session_with(json!({"id": SESSION}));
    lesson
        .tess
        .post("/api/v1/sessions", recorded)
        .await
        .expect(201);
    let written = lesson.tess.post("/api/v1/summaries", asked(&lesson)).await;
    let written = &written.expect(200)["data"];
    let list = lesson.ana.get(&path(&lesson)).await;
    assert_eq!(
        list.expect(200)["data"],
        json!({
            "summaries": [{
                "summary_id": written["summary_id"],
                "session_id": SESSION,
                "session_date": "2026-11-20T16:00:00.000000+00:00",
                "narrative": written["narrative"],
                "next_steps": written["next_steps"],
                "subjects_covered": ["Completing the square"],
                "tutor_name": "tess@example.com",
                "summary_type": "normal",
                "created_at": "2026-11-22T08:00:00.000000+00:00",
            }],
            "pagination": {"limit": 20, "has_more": false, "next_cursor": null},
        })
    );
}

#[tokio::test]
async fn a_summary_whose_session_or_tutor_is_gone_is_still_listed() {
    let lesson = Lesson::start().await;
    let session = a_session(lesson.ana.id(), an_id());
    let summary = Summary {
        session_id: an_id(),
        ..a_summary(&session)
    };
    let made = domain::session::Session {
        id: summary.session_id,
        ..session
    };
    lesson
        .api
        .store()
        .write_summary(&summary, &made, None, None)
        .await
        .unwrap();
    let list = lesson.ana.get(&path(&lesson)).await;
    assert_eq!(
        list.expect(200)["data"]["summaries"][0]["tutor_name"],
        Value::Null
    );
}

#[tokio::test]
async fn with_the_role_of_a_tutor_a_linked_tutor_sees_its_own_summaries_only() {
    let lesson = Lesson::start().await;
    let (tom, paul) = (
        lesson.api.tutor("tom").await,
        lesson.api.parent("paul").await,
    );
    lesson.api.link(&lesson.ana, &tom, LinkKind::Tutor).await;
    lesson.api.link(&lesson.ana, &paul, LinkKind::Parent).await;
    write(&lesson, 2).await;
    let by_tom = json!({"session_id": uuid::Uuid::new_v4(), "tutor_id": tom.id()});
    tom.post("/api/v1/summaries", asked_with(&lesson, by_tom))
        .await
        .expect(200);

    let (all, own) = (path(&lesson), format!("{}?role=tutor", path(&lesson)));
    assert_eq!(ids(&lesson.tess.get(&all).await).len(), 3);
    assert_eq!(ids(&lesson.tess.get(&own).await).len(), 2);
    assert_eq!(ids(&tom.get(&own).await).len(), 1);
    // For everybody else the role has no effect, whatever it says.
    for who in [&lesson.ana, &paul, &lesson.api.admin().await] {
        assert_eq!(ids(&who.get(&own).await).len(), 3);
    }
    for role in ["student", "admin", "", "TUTOR"] {
        let reply = lesson.tess.get(&format!("{all}?role={role}")).await;
        assert_eq!(ids(&reply).len(), 3, "{role}");
    }
}

#[tokio::test]
async fn a_tutors_own_id_yields_nothing() {
    let lesson = Lesson::start().await;
    write(&lesson, 1).await;
    let reply = lesson
        .tess
        .get(&format!("/api/v1/summaries/{}", lesson.tess.id()))
        .await;
    assert!(ids(&reply).is_empty());
}

#[tokio::test]
async fn strangers_read_nothing() {
    let lesson = Lesson::start().await;
    write(&lesson, 1).await;
    for who in [
        lesson.api.student("bob").await,
        lesson.api.tutor("tom").await,
    ] {
        for path in [path(&lesson), format!("{}?role=tutor", path(&lesson))] {
            assert_eq!(who.get(&path).await.refused(403), "FORBIDDEN");
        }
    }
}

#[tokio::test]
async fn what_is_asked_of_a_page_has_bounds() {
    let lesson = Lesson::start().await;
    let path = path(&lesson);
    for limit in ["0", "101", "-1", "twenty", ""] {
        let reply = lesson.ana.get(&format!("{path}?limit={limit}")).await;
        assert_eq!(reply.fields(), ["query.limit"], "{limit}");
    }
    lesson
        .ana
        .get(&format!("{path}?limit=20&offset=0&page=1"))
        .await
        .expect(200);
    let offset = lesson.ana.get(&format!("{path}?limit=20&offset=20")).await;
    assert_eq!(offset.refused(400), "OFFSET_NOT_SUPPORTED");
    assert_eq!(
        lesson.ana.get(&format!("{path}?offset=-20")).await.fields(),
        ["query.offset"]
    );
    assert_eq!(
        lesson.ana.get("/api/v1/summaries/ana").await.fields(),
        ["path.user_id"]
    );
}

#[tokio::test]
async fn a_cursor_works_for_its_own_list_caller_and_view_only() {
    let lesson = Lesson::start().await;
    let bob = lesson.api.student("bob").await;
    lesson.api.link(&bob, &lesson.tess, LinkKind::Tutor).await;
    write(&lesson, 2).await;
    let path = path(&lesson);
    let first = lesson.tess.get(&format!("{path}?limit=1")).await;
    let cursor = first.expect(200)["data"]["pagination"]["next_cursor"]
        .as_str()
        .unwrap();
    assert_eq!(first.json["data"]["pagination"]["has_more"], true);
    let next = lesson
        .tess
        .get(&format!("{path}?limit=1&cursor={cursor}"))
        .await;
    assert_ne!(ids(&next), ids(&first));
    // The role of a student is no filter.
    lesson
        .tess
        .get(&format!("{path}?role=student&cursor={cursor}"))
        .await
        .expect(200);

    let view = format!("{path}?role=tutor&cursor={cursor}");
    let owner = format!("/api/v1/summaries/{}?cursor={cursor}", bob.id());
    let tampered = format!(
        "{path}?cursor={}",
        cursor.replacen(&cursor[40..44], "AAAA", 1)
    );
    for path in [view, owner, tampered] {
        assert_eq!(lesson.tess.get(&path).await.refused(400), "BAD_CURSOR");
    }
    let foreign = lesson.ana.get(&format!("{path}?cursor={cursor}")).await;
    assert_eq!(foreign.refused(400), "BAD_CURSOR");
}

#[tokio::test]
async fn a_page_costs_two_requests_and_one_for_access() {
    let lesson = Lesson::cold().await;
    let list = format!("{}?limit=20", path(&lesson));
    let own = format!("{list}&role=tutor");
    for more in [1, 19] {
        write(&lesson, more).await;
        for (who, list, batches) in [
            (&lesson.ana, &list, 1),
            (&lesson.tess, &list, 2),
            (&lesson.tess, &own, 2),
        ] {
            let (reply, sent) = lesson.api.count(who.get(list)).await;
            reply.expect(200);
            assert_eq!((sent.of("Query"), sent.of("BatchGetItem")), (1, batches));
            assert_eq!(sent.total, 1 + batches);
        }
    }
}

#[tokio::test]
async fn a_page_of_a_hundred_is_whole() {
    let lesson = Lesson::cold().await;
    for _ in 0..101 {
        let session = a_session(lesson.ana.id(), lesson.tess.id());
        let summary = a_summary(&session);
        lesson
            .api
            .store()
            .write_summary(&summary, &session, None, None)
            .await
            .unwrap();
    }
    let list = format!("{}?limit=100", path(&lesson));
    let (reply, sent) = lesson.api.count(lesson.ana.get(&list)).await;
    assert_eq!(ids(&reply).len(), 100);
    for summary in reply.json["data"]["summaries"].as_array().unwrap() {
        assert!(summary["session_date"].is_string() && summary["tutor_name"].is_string());
    }
    assert_eq!((sent.of("Query"), sent.of("BatchGetItem")), (1, 2));
}

#[tokio::test]
async fn a_tutor_whose_summaries_are_far_between_still_gets_its_page_in_one_query() {
    let lesson = Lesson::start().await;
    let tom = lesson.api.tutor("tom").await;
    lesson.api.link(&lesson.ana, &tom, LinkKind::Tutor).await;
    let of = async |tutor| {
        let session = a_session(lesson.ana.id(), tutor);
        let summary = a_summary(&session);
        lesson
            .api
            .store()
            .write_summary(&summary, &session, None, None)
            .await
            .unwrap();
    };
    of(tom.id()).await;
    for _ in 0..60 {
        of(lesson.tess.id()).await;
    }
    of(tom.id()).await;
    let list = format!("{}?role=tutor&limit=2", path(&lesson));
    let (reply, sent) = lesson.api.count(tom.get(&list)).await;
    assert_eq!(ids(&reply).len(), 2);
    assert_eq!(sent.of("Query"), 1);
}
