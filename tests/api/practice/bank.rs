use serde_json::{Value, json};
use testkit::builders::an_id;
use tests::{Api, Person};

use super::{assigned, subject_with};

const PATH: &str = "/api/v1/practice/bank";

fn new(subject: impl std::fmt::Display) -> Value {
    json!({
        "subject_id": subject.to_string(), "difficulty": 4, "question": "Solve 3x - 7 = 11. What is the value of x?",
        "answer": "6", "wrong": ["4/3", "18", "12"],
        "explanation": "Add 7 to both sides to get 3x = 18, then divide by 3.", "topic_tags": ["equations"]
    })
}

async fn added(tutor: &Person, body: Value) -> Value {
    tutor.post(PATH, body).await.expect(201)["data"].clone()
}

#[tokio::test]
async fn a_tutor_adds_an_item_and_students_get_it() {
    let api = Api::start().await;
    let (tutor, ana) = (api.tutor("tom").await, api.student("ana").await);
    let subject = subject_with(&api, "Algebra", [], 0).await;
    let item = added(&tutor, new(subject)).await;
    assert_eq!(
        (&item["active"], &item["created_by"]),
        (&json!(true), &json!(tutor.id()))
    );
    let data = assigned(&ana, "Algebra", 1).await;
    assert_eq!(data["items"][0]["question"], item["question"]);
    assert_eq!(data["items"][0]["answer"], "6");
}

#[tokio::test]
async fn wrong_answers_are_made_when_none_are_given() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let subject = subject_with(&api, "Algebra", [], 0).await;
    let mut body = new(subject);
    body.as_object_mut().unwrap().remove("wrong");
    let item = added(&tutor, body.clone()).await;
    let wrong = item["wrong"].as_array().unwrap();
    assert_eq!(wrong.len(), 3);
    assert!(!wrong.contains(&json!("6")));
    body["answer"] = json!("It is commutative");
    assert_eq!(
        tutor.post(PATH, body).await.fields(),
        ["body.wrong"],
        "there are no others to take words from"
    );
}

#[tokio::test]
async fn an_item_is_changed_retired_and_brought_back_and_what_was_assigned_stays() {
    let api = Api::start().await;
    let (admin, ana) = (api.admin().await, api.student("ana").await);
    let subject = subject_with(&api, "Algebra", [], 0).await;
    let item = added(&admin, new(subject)).await;
    let before = assigned(&ana, "Algebra", 1).await;
    let path = format!("{PATH}/{}", item["id"].as_str().unwrap());
    let changed = admin
        .patch(
            &path,
            json!({"difficulty": 5, "answer": "6.0", "explanation": null}),
        )
        .await;
    let changed = &changed.expect(200)["data"];
    assert_eq!(
        (&changed["difficulty"], &changed["answer"]),
        (&json!(5), &json!("6.0"))
    );
    assert_eq!(changed["explanation"], item["explanation"]);
    let retired = admin.delete(&path).await;
    assert_eq!(retired.expect(200)["data"]["active"], false);
    assert_eq!(
        admin.delete(&path).await.expect(200),
        retired.expect(200),
        "again changes nothing"
    );
    let ben = api.student("ben").await;
    let data = assigned(&ben, "Algebra", 1).await;
    assert_eq!(data["adaptive_metadata"]["bank_items_used"], 0);
    let list = format!("/api/v1/practice/assignments?student_id={}", ana.id());
    assert_eq!(
        ana.get(&list).await.expect(200)["data"][0]["answer"],
        before["items"][0]["answer"]
    );
    admin
        .patch(&path, json!({"active": true}))
        .await
        .expect(200);
    let data = assigned(&ben, "Algebra", 1).await;
    assert_eq!(data["adaptive_metadata"]["bank_items_used"], 1);
}

#[tokio::test]
async fn a_tutor_changes_and_retires_what_it_wrote_and_nothing_else() {
    let api = Api::start().await;
    let (tutor, other) = (api.tutor("tom").await, api.tutor("uwe").await);
    let subject = subject_with(&api, "Algebra", [4], 1).await;
    let own = added(&tutor, new(subject)).await;
    let path = format!("{PATH}/{}", own["id"].as_str().unwrap());
    tutor
        .patch(&path, json!({"difficulty": 5}))
        .await
        .expect(200);
    let list = tutor
        .get(&format!("{PATH}?subject_id={subject}&difficulty_max=4"))
        .await;
    let seeded = list.expect(200)["data"][0]["id"].as_str().unwrap();
    for (person, path) in [(&other, &path), (&tutor, &format!("{PATH}/{seeded}"))] {
        let change = person.patch(path, json!({"answer": "nonsense"})).await;
        assert_eq!(change.refused(403), "FORBIDDEN");
        assert_eq!(person.delete(path).await.refused(403), "FORBIDDEN");
    }
    tutor.delete(&path).await.expect(200);
}

#[tokio::test]
async fn the_bank_is_listed_by_difficulty_page_by_page() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let subject = subject_with(&api, "Algebra", 1..=10, 2).await;
    let levels = async |filter: &str| {
        let path = format!("{PATH}?subject_id={subject}&limit=3{filter}");
        let (mut levels, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = tutor.get(&format!("{path}{cursor}")).await;
            let page = page.expect(200);
            let items = page["data"].as_array().unwrap().iter();
            levels.extend(items.map(|item| item["difficulty"].as_u64().unwrap()));
            match page["pagination"]["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return levels,
            }
        }
    };
    let twice = |range: std::ops::RangeInclusive<u64>| {
        range.flat_map(|level| [level, level]).collect::<Vec<_>>()
    };
    assert_eq!(levels("").await, twice(1..=10));
    assert_eq!(
        levels("&difficulty_min=4&difficulty_max=6").await,
        twice(4..=6)
    );
    assert_eq!(levels("&difficulty_min=9").await, twice(9..=10));
    assert_eq!(levels("&active=false").await, Vec::<u64>::new());
}

#[tokio::test]
async fn every_bound_is_a_422_that_names_the_field() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let subject = subject_with(&api, "Algebra", [], 0).await;
    for (field, value) in [
        ("difficulty", json!(0)),
        ("difficulty", json!(11)),
        ("question", json!("Short?")),
        ("answer", json!(" ")),
        ("wrong", json!(["6", "18", "12"])),
        ("wrong", json!(["1", "2"])),
        ("explanation", json!("Because.")),
        ("goal_tags", json!([an_id::<()>().to_string()])),
        ("subject_id", json!("algebra")),
    ] {
        let mut body = new(subject);
        body[field] = value.clone();
        let reply = tutor.post(PATH, body).await;
        assert!(
            reply.fields()[0].starts_with(&format!("body.{field}")),
            "{field} {value}: {}",
            reply.json
        );
    }
    let path = format!("{PATH}?subject_id={subject}&difficulty_min=5&difficulty_max=4");
    assert_eq!(tutor.get(&path).await.fields(), ["query.difficulty_max"]);
    assert_eq!(tutor.get(PATH).await.fields(), ["query.subject_id"]);
    let reply = tutor.post(PATH, new(an_id::<()>())).await;
    assert_eq!(reply.expect(404)["detail"], "There is no such subject.");
    let unknown = format!("{PATH}/{}", an_id::<()>());
    assert_eq!(
        tutor.delete(&unknown).await.expect(404)["detail"],
        "There is no such bank item."
    );
}

#[tokio::test]
async fn students_and_parents_never_see_the_bank() {
    let api = Api::start().await;
    let subject = subject_with(&api, "Algebra", [4], 1).await;
    for person in [api.student("ana").await, api.parent("pia").await] {
        let list = person.get(&format!("{PATH}?subject_id={subject}")).await;
        assert_eq!(list.refused(403), "FORBIDDEN");
        assert_eq!(
            person.post(PATH, new(subject)).await.refused(403),
            "FORBIDDEN"
        );
    }
}
