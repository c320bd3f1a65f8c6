use domain::link::LinkKind;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::{Api, Person};

use super::{answer, assigned, right, subject_with, wrong};

const PATH: &str = "/api/v1/practice/assignments";

fn ids(reply: &Value) -> Vec<String> {
    let items = reply["data"].as_array().unwrap().iter();
    items
        .map(|item| item["item_id"].as_str().unwrap().to_owned())
        .collect()
}

async fn all_pages(student: &Person, filter: &str) -> Vec<String> {
    let path = format!("{PATH}?student_id={}&limit=3{filter}", student.id());
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = student.get(&format!("{path}{cursor}")).await;
        let page = page.expect(200);
        found.extend(ids(page));
        match page["pagination"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

#[tokio::test]
async fn items_are_listed_newest_first_page_by_page_with_or_without_a_filter() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 10).await;
    let (mut newest_first, mut completed, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..8 {
        api.clock().advance(SignedDuration::from_secs(1));
        let data = assigned(&ana, "Algebra", 1).await;
        let item = &data["items"][0];
        let id = item["item_id"].as_str().unwrap().to_owned();
        newest_first.insert(0, id.clone());
        if round % 2 == 0 {
            answer(&ana, &data, item, right(item)).await.expect(200);
            completed.insert(0, id);
        } else {
            open.insert(0, id);
        }
    }
    assert_eq!(all_pages(&ana, "").await, newest_first);
    assert_eq!(all_pages(&ana, "&completed=true").await, completed);
    assert_eq!(all_pages(&ana, "&completed=false").await, open);
}

#[tokio::test]
async fn an_item_says_how_it_went() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [4], 1).await;
    let data = assigned(&ana, "Algebra", 1).await;
    let path = format!("{PATH}?student_id={}", ana.id());
    let before = ana.get(&path).await.expect(200)["data"][0].clone();
    assert_eq!(
        (&before["completed"], &before["performance_score"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(
        (&before["subject"], &before["review"]),
        (&json!("Algebra"), &json!("unneeded"))
    );
    assert_eq!(before["assignment_id"], data["assignment_id"]);
    let item = &data["items"][0];
    answer(&ana, &data, item, wrong(item)).await.expect(200);
    answer(&ana, &data, item, right(item)).await.expect(200);
    let after = ana.get(&path).await.expect(200)["data"][0].clone();
    assert_eq!(
        (&after["completed"], &after["performance_score"]),
        (&json!(true), &json!(0.3))
    );
    assert_eq!(after["student_rating_before"], 1000);
    assert!(after["completed_at"].is_string());
}

#[tokio::test]
async fn a_cursor_opens_only_the_list_it_came_from() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    subject_with(&api, "Algebra", 3..=5, 5).await;
    assigned(&ana, "Algebra", 5).await;
    let path = format!("{PATH}?student_id={}&limit=2", ana.id());
    let page = ana.get(&path).await;
    let cursor = page.expect(200)["pagination"]["next_cursor"]
        .as_str()
        .unwrap();
    ana.get(&format!("{path}&cursor={cursor}"))
        .await
        .expect(200);
    for other in [
        format!("{path}&completed=false&cursor={cursor}"),
        format!("{path}&cursor={cursor}x"),
    ] {
        assert_eq!(ana.get(&other).await.refused(400), "BAD_CURSOR");
    }
    let of_ben = format!("{PATH}?student_id={}&cursor={cursor}", ben.id());
    assert_eq!(ben.get(&of_ben).await.refused(400), "BAD_CURSOR");
    assert_eq!(ana.get(&format!("{path}&offset=2")).await.status, 400);
}

#[tokio::test]
async fn linked_adults_see_a_students_items_and_others_do_not() {
    let api = Api::start().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    let (parent, stranger) = (api.parent("pia").await, api.tutor("uwe").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    subject_with(&api, "Algebra", [4], 2).await;
    assigned(&ana, "Algebra", 2).await;
    let path = format!("{PATH}?student_id={}", ana.id());
    for adult in [&tutor, &parent] {
        assert_eq!(ids(adult.get(&path).await.expect(200)).len(), 2);
    }
    assert_eq!(stranger.get(&path).await.refused(403), "FORBIDDEN");
}
