use domain::practice::entry::EntryText;
use domain::practice::tags::{GoalTag, GoalTags};
use serde_json::{Value, json};
use tests::{Api, Person};

use super::{ASSIGN, answer, entry, right, subject_with};

async fn goal(student: &Person, subject: &str) -> String {
    let body = json!({"student_id": student.id(), "title": "Pass", "subject_name": subject});
    let goal = student.post("/api/v1/goals", body).await;
    goal.expect(200)["data"]["id"].as_str().unwrap().to_owned()
}

async fn completion(student: &Person, goal: &str) -> f64 {
    let goal = student.get(&format!("/api/v1/goals/{goal}")).await;
    goal.expect(200)["data"]["completion_percentage"]
        .as_f64()
        .unwrap()
}

fn ask(student: &Person, rest: &str) -> String {
    format!("{ASSIGN}?student_id={}&subject=Algebra{rest}", student.id())
}

#[tokio::test]
async fn an_item_counts_for_the_goals_it_was_asked_for_whatever_their_subject() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 5).await;
    let (algebra, sat) = (goal(&ana, "Algebra").await, goal(&ana, "SAT Math").await);
    let path = ask(&ana, "&num_items=2");
    let data = ana.post(&path, json!([sat, "anything"])).await.expect(200)["data"].clone();
    for item in data["items"].as_array().unwrap() {
        assert_eq!(item["goal_tags"], json!([sat, "anything"]));
        answer(&ana, &data, item, right(item)).await.expect(200);
    }
    assert!(
        (completion(&ana, &sat).await - 2.4).abs() < 0.001,
        "two of fifty, and no rating in its subject"
    );
    assert!(
        completion(&ana, &algebra).await > 2.4,
        "two of fifty of its subject, and the rating"
    );
}

#[tokio::test]
async fn tags_come_in_the_query_in_the_body_or_in_both() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 20).await;
    for (query, body, tags) in [
        ("&goal_tags=SAT", Value::Null, json!(["SAT"])),
        (
            "&goal_tags=SAT&goal_tags=AP",
            Value::Null,
            json!(["SAT", "AP"]),
        ),
        ("&goal_tags=SAT,AP", Value::Null, json!(["SAT", "AP"])),
        ("&goal_tags=", Value::Null, json!([])),
        ("", json!(["SAT"]), json!(["SAT"])),
        ("", json!({"goal_tags": ["SAT"]}), json!(["SAT"])),
        ("", json!({"goal_tags": null}), json!([])),
        ("&goal_tags=SAT", json!(["sat", "AP"]), json!(["SAT", "AP"])),
    ] {
        let path = ask(&ana, &format!("&num_items=1{query}"));
        let reply = ana.post(&path, body.clone()).await;
        assert_eq!(
            reply.expect(200)["data"]["items"][0]["goal_tags"],
            tags,
            "{query} {body}"
        );
    }
}

#[tokio::test]
async fn words_choose_items_that_have_them_and_are_dropped_when_none_has() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", 3..=5, 5).await;
    for number in 90..93 {
        let plain = entry(subject, 4, number);
        let goal_tags = GoalTags::parse(vec![GoalTag::parse("Exam").unwrap()]).unwrap();
        let tagged = domain::practice::entry::BankEntry {
            text: EntryText {
                goal_tags,
                ..plain.text.clone()
            },
            ..plain
        };
        api.store().create_bank_entry(&tagged).await.unwrap();
    }
    let reply = ana
        .post(&ask(&ana, "&num_items=3&goal_tags=exam"), Value::Null)
        .await;
    for item in reply.expect(200)["data"]["items"].as_array().unwrap() {
        let question = item["question"].as_str().unwrap();
        assert!(question.contains("item 9"), "{question}");
        assert_eq!(item["goal_tags"], json!(["exam"]), "each tag once");
    }
    let reply = ana
        .post(&ask(&ana, "&num_items=3&goal_tags=unheard"), Value::Null)
        .await;
    let metadata = &reply.expect(200)["data"]["adaptive_metadata"];
    assert_eq!(
        metadata["bank_items_used"], 3,
        "better other items than none"
    );
}

#[tokio::test]
async fn a_goal_of_somebody_else_or_of_nobody_is_a_422_and_nothing_is_assigned() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    subject_with(&api, "Algebra", 3..=5, 5).await;
    for tag in [
        goal(&ben, "Algebra").await,
        uuid::Uuid::new_v4().to_string(),
    ] {
        let reply = ana.post(&ask(&ana, ""), json!([tag])).await;
        assert_eq!(reply.fields(), ["goal_tags"]);
    }
    let list = ana
        .get(&format!(
            "/api/v1/practice/assignments?student_id={}",
            ana.id()
        ))
        .await;
    assert_eq!(list.expect(200)["data"], json!([]));
}
