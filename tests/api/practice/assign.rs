use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::Api;

use super::{ASSIGN, answer, ask, assigned, rating, right, subject_with, wrong};

#[tokio::test]
async fn a_student_gets_items_of_the_bank_at_its_level_with_four_choices_of_which_one_is_right() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 1..=10, 3).await;
    let data = assigned(&ana, "algebra", 5).await;
    let items = data["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    let questions: BTreeSet<_> = items.iter().map(|item| item["question"].as_str()).collect();
    assert_eq!(questions.len(), 5, "no question comes twice");
    for item in items {
        assert!((3..=5).contains(&item["difficulty"].as_i64().unwrap()));
        assert_eq!(item["source"], "bank");
        assert_eq!(item["subject"], "algebra", "as it was asked for");
        let choices: Vec<_> = item["choices"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let letters: Vec<_> = choices.iter().map(|choice| &choice[..3]).collect();
        assert_eq!(letters, ["A) ", "B) ", "C) ", "D) "]);
        let texts: BTreeSet<_> = choices.iter().map(|choice| &choice[3..]).collect();
        assert_eq!(texts, BTreeSet::from(["0", "1", "2", "3"]));
        assert_eq!(item["answer"], "0");
        assert_eq!(&right(item)[3..], "0");
    }
    assert_eq!(
        data["adaptive_metadata"],
        json!({
            "student_rating_before": 1000, "selected_difficulty_range": "3-5", "bank_items_used": 5,
            "ai_items_generated": 0, "all_ai_generated": false
        })
    );
}

#[tokio::test]
async fn a_right_answer_moves_rating_and_level_up_and_a_wrong_one_down() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", 1..=10, 3).await;
    let data = assigned(&ana, "Algebra", 2).await;
    let first = answer(&ana, &data, &data["items"][0], right(&data["items"][0])).await;
    let first = &first.expect(200)["data"];
    assert_eq!(first["correct"], true);
    assert_eq!(first["completed"], true);
    assert_eq!(first["performance_score"], 1.0);
    assert_eq!(first["student_rating_before"], 1000);
    let after = first["student_rating_after"].as_u64().unwrap();
    assert!(after > 1000);
    let second = answer(&ana, &data, &data["items"][1], wrong(&data["items"][1])).await;
    let second = &second.expect(200)["data"];
    assert_eq!(
        (&second["correct"], &second["completed"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(
        second["student_rating_before"], after,
        "the rating of this moment"
    );
    assert!(second["student_rating_after"].as_u64().unwrap() < after);
    assert_eq!(
        rating(&api, &ana, subject).await.map(u64::from),
        second["student_rating_after"].as_u64()
    );
}

#[tokio::test]
async fn what_was_assigned_never_comes_again_and_then_items_are_made_up() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 2).await;
    let first = assigned(&ana, "Algebra", 6).await;
    assert_eq!(first["adaptive_metadata"]["bank_items_used"], 6);
    let second = assigned(&ana, "Algebra", 4).await;
    let metadata = &second["adaptive_metadata"];
    assert_eq!(metadata["bank_items_used"], 0);
    assert_eq!(metadata["ai_items_generated"], 4);
    assert_eq!(metadata["all_ai_generated"], true);
    assert!(metadata["message"].is_string());
    for item in second["items"].as_array().unwrap() {
        assert_eq!(item["source"], "ai_generated");
        assert_eq!(
            (&item["flagged"], &item["requires_tutor_review"]),
            (&json!(true), &json!(true))
        );
        assert!(item["note"].is_string());
        answer(&ana, &second, item, right(item)).await.expect(200);
    }
}

#[tokio::test]
async fn a_bank_without_anything_at_the_level_is_searched_two_levels_further() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [1, 7, 8], 2).await;
    let data = assigned(&ana, "Algebra", 4).await;
    let mut levels: Vec<_> = data["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["difficulty"].as_i64())
        .collect();
    levels.sort_unstable();
    assert_eq!(levels, [Some(1), Some(1), Some(7), Some(7)]);
}

#[tokio::test]
async fn an_unknown_subject_is_a_404_that_names_those_that_are_called_alike() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Linear Algebra", [], 0).await;
    subject_with(&api, "Algebra", [], 0).await;
    let reply = ask(&ana, "algebr", 5).await;
    assert_eq!(reply.refused(404), "NOT_FOUND");
    assert_eq!(
        reply.json["detail"],
        "There is no subject of this name. Did you mean: Algebra, Linear Algebra?"
    );
    let reply = ask(&ana, "Botany", 5).await;
    assert_eq!(
        reply.expect(404)["detail"],
        "There is no subject of this name."
    );
}

#[tokio::test]
async fn every_bound_is_a_422_that_names_the_field() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [4], 1).await;
    let good = format!("student_id={}&subject=Algebra", ana.id());
    for (query, field) in [
        ("subject=Algebra".to_owned(), "query.student_id"),
        (
            "student_id=1&subject=Algebra".to_owned(),
            "query.student_id",
        ),
        (format!("student_id={}", ana.id()), "query.subject"),
        (format!("{good}&num_items=0"), "query.num_items"),
        (format!("{good}&num_items=21"), "query.num_items"),
        (format!("{good}&num_items=-1"), "query.num_items"),
        (format!("{good}&num_items=many"), "query.num_items"),
        (format!("{good}&topic={}", "a".repeat(201)), "query.topic"),
        (
            format!("{good}&goal_tags={}", "a".repeat(51)),
            "query.goal_tags",
        ),
    ] {
        let reply = ana.post(&format!("{ASSIGN}?{query}"), Value::Null).await;
        assert_eq!(reply.fields(), [field], "{query}");
    }
    for (body, field) in [
        (json!(["a".repeat(51)]), "body[0]"),
        (json!("SAT"), "body"),
        (json!({"goal_tags": "SAT"}), "body.goal_tags"),
    ] {
        let reply = ana.post(&format!("{ASSIGN}?{good}"), body.clone()).await;
        assert_eq!(reply.fields(), [field], "{body}");
    }
}
