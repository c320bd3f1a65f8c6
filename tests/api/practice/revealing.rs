//! `REVEAL_ANSWERS=false`: the right answer is kept back until the item is answered.

use domain::link::LinkKind;
use serde_json::Value;
use tests::{Api, Person};

use super::{answer, assigned, subject_with};

const KEPT_BACK: [&str; 3] = ["answer", "correct_answer", "explanation"];

async fn listed(person: &Person, student: &Person) -> Value {
    let path = format!("/api/v1/practice/assignments?student_id={}", student.id());
    person.get(&path).await.expect(200)["data"][0].clone()
}

fn shows(item: &Value) -> [bool; 3] {
    KEPT_BACK.map(|field| item.get(field).is_some())
}

#[tokio::test]
async fn answers_are_kept_back_until_the_item_is_answered_from_all_but_tutors() {
    let api = Api::start_configured(&[("REVEAL_ANSWERS", "false")]).await;
    let (ana, tutor, parent) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.parent("pia").await,
    );
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    subject_with(&api, "Algebra", [4], 1).await;
    let data = assigned(&ana, "Algebra", 1).await;
    let item = &data["items"][0];
    assert_eq!(shows(item), [false; 3]);
    assert_eq!(item["choices"].as_array().unwrap().len(), 4);
    assert_eq!(shows(&listed(&ana, &ana).await), [false; 3]);
    assert_eq!(shows(&listed(&parent, &ana).await), [false; 3]);
    assert_eq!(shows(&listed(&tutor, &ana).await), [true; 3]);
    let told = answer(&ana, &data, item, "nonsense").await;
    assert_eq!(told.expect(200)["data"]["answer"], "0");
    assert_eq!(shows(&told.json["data"]), [true; 3]);
    assert_eq!(shows(&listed(&ana, &ana).await), [true; 3]);
}

#[tokio::test]
async fn existing_clients_get_the_answer_with_the_question() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [4], 1).await;
    let data = assigned(&ana, "Algebra", 1).await;
    assert_eq!(shows(&data["items"][0]), [true; 3]);
}
