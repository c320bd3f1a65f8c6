use domain::link::LinkKind;
use serde_json::{Value, json};
use tests::{Api, Person, Reply};

use super::{answer, assigned, right, subject_with};

/// A student with made-up items, and its tutor.
async fn stage(count: u32) -> (Api, Person, Person, Value) {
    let api = Api::start().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    subject_with(&api, "Algebra", [], 0).await;
    let data = assigned(&ana, "Algebra", count).await;
    (api, ana, tutor, data)
}

async fn flagged(tutor: &Person, student: &Person) -> Vec<Value> {
    let path = format!(
        "/api/v1/practice/flagged?student_id={}&limit=50",
        student.id()
    );
    tutor.get(&path).await.expect(200)["data"]
        .as_array()
        .unwrap()
        .clone()
}

async fn review(tutor: &Person, item: &Value, body: Value) -> Reply {
    let id = item["item_id"].as_str().unwrap();
    tutor
        .post(&format!("/api/v1/practice/flagged/{id}/review"), body)
        .await
}

#[tokio::test]
async fn made_up_items_await_review_until_a_tutor_decides() {
    let (_, ana, tutor, data) = stage(3).await;
    assert_eq!(flagged(&tutor, &ana).await.len(), 3);
    let items = data["items"].as_array().unwrap();
    let approved = review(&tutor, &items[0], json!({"decision": "approve"})).await;
    assert_eq!(approved.expect(200)["data"]["review"], "approved");
    assert_eq!(approved.json["data"]["bank_item_id"], Value::Null);
    let rejected = review(&tutor, &items[1], json!({"decision": "reject"})).await;
    assert_eq!(rejected.expect(200)["data"]["review"], "rejected");
    let left = flagged(&tutor, &ana).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["item_id"], items[2]["item_id"]);
    let withdrawn = answer(&ana, &data, &items[1], right(&items[1])).await;
    assert_eq!(withdrawn.refused(400), "ITEM_WITHDRAWN");
    answer(&ana, &data, &items[0], right(&items[0]))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_decision_may_be_sent_again_but_not_changed() {
    let (_, _, tutor, data) = stage(1).await;
    let item = &data["items"][0];
    review(&tutor, item, json!({"decision": "approve"}))
        .await
        .expect(200);
    review(&tutor, item, json!({"decision": "approve"}))
        .await
        .expect(200);
    let changed = review(&tutor, item, json!({"decision": "reject"})).await;
    assert_eq!(changed.refused(400), "REVIEW_SETTLED");
}

#[tokio::test]
async fn an_approved_item_can_be_added_to_the_bank_for_everybody() {
    let (api, _, tutor, data) = stage(1).await;
    let item = &data["items"][0];
    let added = review(
        &tutor,
        item,
        json!({"decision": "approve", "add_to_bank": true}),
    )
    .await;
    assert!(added.expect(200)["data"]["bank_item_id"].is_string());
    let again = review(
        &tutor,
        item,
        json!({"decision": "approve", "add_to_bank": true}),
    )
    .await;
    assert_eq!(again.expect(200)["data"], added.json["data"]);
    let ben = api.student("ben").await;
    let data = assigned(&ben, "Algebra", 1).await;
    assert_eq!(data["items"][0]["source"], "bank");
    assert_eq!(data["items"][0]["question"], item["question"]);
}

#[tokio::test]
async fn an_item_that_was_approved_before_can_be_added_to_the_bank_later() {
    let (api, _, tutor, data) = stage(1).await;
    let item = &data["items"][0];
    review(&tutor, item, json!({"decision": "approve"}))
        .await
        .expect(200);
    let added = review(
        &tutor,
        item,
        json!({"decision": "approve", "add_to_bank": true}),
    )
    .await;
    let id = added.expect(200)["data"]["bank_item_id"]
        .as_str()
        .unwrap()
        .parse();
    let entry = api.store().bank_entry(id.unwrap()).await.unwrap();
    assert_eq!(json!(entry.text.question), item["question"]);
}

#[tokio::test]
async fn only_a_linked_tutor_or_an_admin_reviews_and_bank_items_need_none() {
    let (api, ana, tutor, data) = stage(1).await;
    let item = &data["items"][0];
    let parent = api.parent("pia").await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    for person in [&ana, &parent, &api.tutor("uwe").await] {
        let path = format!("/api/v1/practice/flagged?student_id={}", ana.id());
        assert_eq!(person.get(&path).await.refused(403), "FORBIDDEN");
        let reply = review(person, item, json!({"decision": "approve"})).await;
        assert_eq!(reply.refused(403), "FORBIDDEN");
    }
    subject_with(&api, "Geometry", [4], 1).await;
    let data = assigned(&ana, "Geometry", 1).await;
    let reply = review(&tutor, &data["items"][0], json!({"decision": "approve"})).await;
    assert_eq!(reply.refused(400), "REVIEW_SETTLED");
    let reply = review(&tutor, item, json!({"decision": "maybe"})).await;
    assert_eq!(reply.fields(), ["body.decision"]);
}
