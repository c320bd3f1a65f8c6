//! `GET /enhancements/qa/conversation-history/{student_id}`.

use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::builders::an_id;
use tests::Person;

use super::mind::PLAIN;
use super::{CLEAR, Mind, Study};

fn path(student: impl std::fmt::Display) -> String {
    format!("/api/v1/enhancements/qa/conversation-history/{student}")
}

async fn get(caller: &Person, path: &str) -> Value {
    caller.get(path).await.expect(200).clone()
}

fn queries(list: &Value) -> Vec<&str> {
    let all = list["data"]["interactions"].as_array().unwrap();
    all.iter()
        .map(|one| one["query"].as_str().unwrap())
        .collect()
}

impl Study {
    /// Asks so many questions, a minute apart.
    async fn asked_so_often(&self, questions: usize) {
        for number in 0..questions {
            self.ask(&format!("What is the equation of number {number}?"))
                .await;
            self.api.clock().advance(SignedDuration::from_mins(1));
        }
    }
}

#[tokio::test]
async fn a_history_has_the_old_services_fields_newest_first() {
    let study = Study::with(Mind::sure()).await;
    study.ask("What is a noun?").await;
    study.api.clock().advance(SignedDuration::from_secs(1));
    let told = study.ask(CLEAR).await;
    let list = get(&study.ana, &path(study.ana.id())).await;
    assert_eq!(queries(&list), [CLEAR, "What is a noun?"]);
    assert_eq!(list["data"]["count"], 2);
    assert_eq!(list["data"]["time_window_hours"], 24);
    assert_eq!(
        list["data"]["interactions"][0],
        json!({
            "id": told["interaction_id"], "query": CLEAR, "answer": PLAIN, "confidence": "High",
            "created_at": "2026-11-22T08:00:01.000000+00:00",
        })
    );
    assert_eq!(
        list["pagination"],
        json!({"limit": 10, "has_more": false, "next_cursor": null})
    );
}

#[tokio::test]
async fn a_student_who_asked_nothing_has_an_empty_history() {
    let study = Study::with(Mind::sure()).await;
    let list = get(&study.ana, &path(study.ana.id())).await;
    assert_eq!(
        list["data"],
        json!({"interactions": [], "count": 0, "time_window_hours": 24})
    );
}

#[tokio::test]
async fn only_what_was_asked_in_the_last_hours_is_shown() {
    let mut study = Study::with(Mind::sure()).await;
    study.ask("What is a noun?").await;
    study.later(SignedDuration::from_hours(2));
    study.ask("What is a verb in grammar?").await;
    let path = path(study.ana.id());
    let hours = |hours: i64| format!("{path}?hours={hours}");
    assert_eq!(
        queries(&get(&study.ana, &hours(1)).await),
        ["What is a verb in grammar?"]
    );
    assert_eq!(queries(&get(&study.ana, &hours(2)).await).len(), 2);
    study.later(SignedDuration::from_hours(22));
    assert_eq!(queries(&get(&study.ana, &path).await).len(), 2);
    study.later(SignedDuration::from_secs(1));
    assert_eq!(queries(&get(&study.ana, &path).await).len(), 1);
    let week = get(&study.ana, &hours(168)).await;
    assert_eq!(
        (queries(&week).len(), &week["data"]["time_window_hours"]),
        (2, &json!(168))
    );
}

#[tokio::test]
async fn ten_are_shown_unless_another_limit_is_asked_for() {
    let study = Study::with(Mind::sure()).await;
    study.asked_so_often(12).await;
    let path = path(study.ana.id());
    let list = get(&study.ana, &path).await;
    assert_eq!(
        (queries(&list).len(), &list["pagination"]["has_more"]),
        (10, &json!(true))
    );
    let list = get(&study.ana, &format!("{path}?limit=50")).await;
    assert_eq!(
        (queries(&list).len(), &list["data"]["count"]),
        (12, &json!(12))
    );
}

#[tokio::test]
async fn limits_and_hours_have_bounds() {
    let study = Study::with(Mind::sure()).await;
    let own = path(study.ana.id());
    for (query, field) in [
        ("limit=0", "query.limit"),
        ("limit=51", "query.limit"),
        ("limit=-1", "query.limit"),
        ("limit=ten", "query.limit"),
        ("hours=0", "query.hours"),
        ("hours=169", "query.hours"),
    ] {
        let reply = study.ana.get(&format!("{own}?{query}")).await;
        assert_eq!(reply.fields(), [field], "{query}");
    }
    let reply = study.ana.get(&path("somebody")).await;
    assert_eq!(reply.fields(), ["path.student_id"]);
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_hours_and_caller_alone() {
    let study = Study::with(Mind::sure()).await;
    study.asked_so_often(3).await;
    let own = path(study.ana.id());
    let first = get(&study.ana, &format!("{own}?limit=1")).await;
    let cursor = first["pagination"]["next_cursor"].as_str().unwrap();
    let next = format!("{own}?limit=1&cursor={cursor}");
    assert_eq!(queries(&get(&study.ana, &next).await).len(), 1);
    let ben = study.api.student("ben").await;
    let of_ben = format!("{}?cursor={cursor}", path(ben.id()));
    for (caller, bad) in [
        (&study.ana, format!("{own}?hours=48&cursor={cursor}")),
        (&study.ana, format!("{own}?cursor={}", &cursor[1..])),
        (&study.ana, format!("{own}?cursor=")),
        (&study.tess, next),
        (&ben, of_ben),
    ] {
        assert_eq!(caller.get(&bad).await.refused(400), "BAD_CURSOR", "{bad}");
    }
}

#[tokio::test]
async fn students_linked_tutors_and_admins_read_it_and_nobody_else() {
    let study = Study::with(Mind::sure()).await;
    study.ask(CLEAR).await;
    let (api, own) = (&study.api, path(study.ana.id()));
    let (pia, uwe) = (api.parent("pia").await, api.tutor("uwe").await);
    api.link(&study.ana, &pia, domain::link::LinkKind::Parent)
        .await;
    let ben = api.student("ben").await;
    let admin = api.admin().await;
    for caller in [&study.ana, &study.tess, &admin] {
        assert_eq!(queries(&get(caller, &own).await), [CLEAR]);
    }
    for caller in [&pia, &uwe, &ben] {
        caller.get(&own).await.refused(403);
    }
    api.nobody().get(&own).await.expect(401);
    let nobody: domain::UserId = an_id();
    admin.get(&path(nobody)).await.refused(404);
    assert_eq!(queries(&get(&admin, &path(ben.id())).await), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Also of questions that were asked at the same moment nothing is skipped and nothing comes twice, and what is asked between
    /// the pages changes nothing.
    #[test]
    fn pages_concatenate_to_the_history(
        seconds in proptest::collection::vec(0_i64..3, 0..14),
        size in 1_usize..6,
        meanwhile in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
        runtime.block_on(async {
            let study = Study::with(Mind::sure()).await;
            for second in &seconds {
                study.ask(CLEAR).await;
                study.api.clock().advance(SignedDuration::from_secs(*second));
            }
            let ids = |list: &Value| -> Vec<Value> {
                let all = list["data"]["interactions"].as_array().unwrap();
                all.iter().map(|one| one["id"].clone()).collect()
            };
            let own = path(study.ana.id());
            let whole = ids(&get(&study.ana, &format!("{own}?limit=50")).await);
            prop_assert_eq!(whole.len(), seconds.len());
            let mut paged = Vec::new();
            let mut page = get(&study.ana, &format!("{own}?limit={size}")).await;
            loop {
                paged.extend(ids(&page));
                let Some(cursor) = page["pagination"]["next_cursor"].as_str() else { break };
                if meanwhile {
                    study.api.clock().advance(SignedDuration::from_secs(1));
                    study.ask("What is a noun?").await;
                }
                page = get(&study.ana, &format!("{own}?limit={size}&cursor={cursor}")).await;
            }
            prop_assert_eq!(paged, whole);
            Ok(())
        })?;
    }
}
