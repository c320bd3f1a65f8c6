//! `GET /api/v1/links`.

use std::collections::BTreeSet;

use domain::link::LinkKind;
use serde_json::{Value, json};
use testkit::Fault;
use tests::{Api, Person};

use super::LINKS;

fn of_student(student: &Person) -> String {
    format!("{LINKS}?student_id={}", student.id())
}

fn of_adult(adult: &Person) -> String {
    format!("{LINKS}?adult_id={}", adult.id())
}

/// A tutor with this many students.
async fn tutor_of(api: &Api, students: usize) -> (Person, BTreeSet<String>) {
    let tutor = api.tutor("tom").await;
    let mut ids = BTreeSet::new();
    for n in 0..students {
        let student = api.student(&format!("student{n}")).await;
        api.link(&student, &tutor, LinkKind::Tutor).await;
        ids.insert(student.id().to_string());
    }
    (tutor, ids)
}

fn students(list: &Value) -> Vec<String> {
    let data = list["data"].as_array().expect("a list is an array");
    let id = |link: &Value| link["student_id"].as_str().expect("an id").to_owned();
    data.iter().map(id).collect()
}

#[tokio::test]
async fn a_student_sees_its_adults_and_an_adult_its_students_by_name() {
    let api = Api::start().await;
    let (ana, tutor, parent) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.parent("pia").await,
    );
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;

    let reply = tutor.get(&of_adult(&tutor)).await;
    let expected = json!({
        "success": true,
        "data": [{
            "student_id": ana.id(), "adult_id": tutor.id(), "kind": "tutor", "name": "ana",
            "created_at": domain::Clock::now(api.clock()),
        }],
        "pagination": {"limit": 20, "has_more": false, "next_cursor": null},
    });
    assert_eq!(*reply.expect(200), expected);

    let reply = ana.get(&of_student(&ana)).await;
    let data = reply.expect(200)["data"]
        .as_array()
        .expect("a list")
        .clone();
    let told: BTreeSet<_> = data
        .iter()
        .map(|link| (link["name"].to_string(), link["kind"].to_string()))
        .collect();
    let expected = [("\"pia\"", "\"parent\""), ("\"tom\"", "\"tutor\"")];
    assert_eq!(
        told,
        expected.map(|(n, k)| (n.to_owned(), k.to_owned())).into()
    );
    assert!(data.iter().all(|link| link.get("email").is_none()));
}

#[tokio::test]
async fn an_admin_sees_anybodys_with_emails() {
    let api = Api::start().await;
    let (ana, tutor, admin) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    );
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    let reply = admin.get(&of_student(&ana)).await;
    assert_eq!(reply.expect(200)["data"][0]["email"], "tom@example.com");
    let reply = admin.get(&of_adult(&tutor)).await;
    assert_eq!(reply.expect(200)["data"][0]["email"], "ana@example.com");
}

#[tokio::test]
async fn a_link_gives_no_sight_of_the_other_ends_list() {
    let api = Api::start().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    tutor.get(&of_student(&ana)).await.expect(403);
    ana.get(&of_adult(&tutor)).await.expect(403);
    api.service().get(&of_student(&ana)).await.expect(403);
}

#[tokio::test]
async fn exactly_one_of_the_two_ids_is_asked_for() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let both = format!("{}&adult_id={}", of_student(&ana), ana.id());
    for path in [LINKS, both.as_str()] {
        assert_eq!(ana.get(path).await.fields(), ["query.student_id"], "{path}");
    }
    let cases = [
        ("student_id=7".to_owned(), "query.student_id"),
        ("adult_id=".to_owned(), "query.adult_id"),
        (format!("student_id={}&limit=0", ana.id()), "query.limit"),
        (format!("student_id={}&limit=101", ana.id()), "query.limit"),
        (format!("student_id={}&limit=x", ana.id()), "query.limit"),
        (format!("student_id={}&offset=-1", ana.id()), "query.offset"),
    ];
    for (query, field) in cases {
        assert_eq!(
            ana.get(&format!("{LINKS}?{query}")).await.fields(),
            [field],
            "{query}"
        );
    }
}

#[tokio::test]
async fn pages_of_any_size_make_the_whole_list() {
    let api = Api::start().await;
    let (tutor, ids) = tutor_of(&api, 7).await;
    for limit in [1, 2, 3, 6, 7, 8, 100] {
        let mut seen = Vec::new();
        let mut path = format!("{}&limit={limit}", of_adult(&tutor));
        loop {
            let reply = tutor.get(&path).await;
            let page = reply.expect(200);
            let here = students(page);
            assert!(here.len() <= limit);
            seen.extend(here);
            let pagination = &page["pagination"];
            assert_eq!(pagination["limit"], limit);
            let Some(cursor) = pagination["next_cursor"].as_str() else {
                assert_eq!(pagination["has_more"], false);
                break;
            };
            assert_eq!(pagination["has_more"], true);
            path = format!(
                "{}&limit={limit}&cursor={cursor}&offset=0",
                of_adult(&tutor)
            );
        }
        assert_eq!(seen.len(), ids.len(), "limit {limit}");
        assert_eq!(
            seen.into_iter().collect::<BTreeSet<_>>(),
            ids,
            "limit {limit}"
        );
    }
}

#[tokio::test]
async fn a_cursor_works_for_its_own_list_and_caller_alone() {
    let api = Api::start().await;
    let (tutor, _) = tutor_of(&api, 2).await;
    let (admin, other) = (api.admin().await, api.tutor("uwe").await);
    let first = tutor.get(&format!("{}&limit=1", of_adult(&tutor))).await;
    let cursor = first.expect(200)["pagination"]["next_cursor"]
        .as_str()
        .expect("a second page");
    let with = |path: String| format!("{path}&cursor={cursor}");
    tutor.get(&with(of_adult(&tutor))).await.expect(200);
    let foreign = [
        (&admin, with(of_adult(&tutor))),
        (&other, with(of_adult(&other))),
        (&tutor, with(of_student(&tutor))),
        (&tutor, format!("{}x", with(of_adult(&tutor)))),
        (&tutor, format!("{}&cursor=", of_adult(&tutor))),
    ];
    for (caller, path) in foreign {
        assert_eq!(caller.get(&path).await.refused(400), "BAD_CURSOR", "{path}");
    }
    let reply = tutor.get(&format!("{}&offset=1", of_adult(&tutor))).await;
    assert_eq!(reply.refused(400), "OFFSET_NOT_SUPPORTED");
    assert!(
        reply.json["detail"]
            .as_str()
            .expect("a sentence")
            .contains("cursor")
    );
}

#[tokio::test]
async fn a_page_costs_two_reads_however_long_it_is() {
    let api = Api::start_cold().await;
    let (tutor, _) = tutor_of(&api, 12).await;
    for limit in [1, 12] {
        let path = format!("{}&limit={limit}", of_adult(&tutor));
        let (reply, counts) = api.count(tutor.get(&path)).await;
        reply.expect(200);
        assert_eq!(
            (counts.of("Query"), counts.of("BatchGetItem")),
            (1, 1),
            "{counts:?}"
        );
        assert_eq!(counts.total, 2);
    }
}

#[tokio::test]
async fn names_that_were_left_unread_at_first_are_asked_for_again() {
    let api = Api::start().await;
    let (tutor, ids) = tutor_of(&api, 5).await;
    api.wire().fail_next("BatchGetItem", Fault::Unprocessed);
    let reply = tutor.get(&of_adult(&tutor)).await;
    let data = reply.expect(200)["data"]
        .as_array()
        .expect("a list")
        .clone();
    assert_eq!(data.len(), ids.len());
    assert!(data.iter().all(|link| link["name"].is_string()), "{data:?}");
}
