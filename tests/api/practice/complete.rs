use domain::practice::choices::Letter;
use serde_json::{Value, json};
use testkit::builders::an_id;
use tests::{Api, Person};

use super::{COMPLETE, answer, assigned, rating, right, subject_with, wrong};

/// A student with one item of the bank, and its assignment.
async fn one() -> (Api, Person, domain::SubjectId, Value) {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", 3..=5, 1).await;
    let data = assigned(&ana, "Algebra", 1).await;
    (api, ana, subject, data)
}

#[tokio::test]
async fn the_server_marks_the_letter_the_text_both_and_an_equal_number() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 3).await;
    let data = assigned(&ana, "Algebra", 8).await;
    let items = data["items"].as_array().unwrap();
    let letter = |item: &Value| item["correct_answer"].as_str().unwrap().to_owned();
    let replies = [
        letter(&items[0]),
        letter(&items[1]).to_lowercase(),
        format!("({})", letter(&items[2])),
        right(&items[3]).to_owned(),
        "0".to_owned(),
        " 0.0 ".to_owned(),
        "0/7".to_owned(),
        "1 - 1".to_owned(),
    ];
    let marked = [true, true, true, true, true, true, true, false];
    for ((item, reply), expected) in items.iter().zip(replies).zip(marked) {
        let told = answer(&ana, &data, item, &reply).await;
        assert_eq!(told.expect(200)["data"]["correct"], expected, "{reply}");
    }
}

#[tokio::test]
async fn the_word_of_the_client_about_correctness_counts_for_nothing() {
    let (_, ana, _, data) = one().await;
    let item = &data["items"][0];
    for correct in [json!(true), json!("yes"), Value::Null] {
        let path = format!(
            "{COMPLETE}?assignment_id={}&item_id={}",
            data["assignment_id"].as_str().unwrap(),
            item["item_id"].as_str().unwrap()
        );
        let body =
            json!({"student_answer": wrong(item), "correct": correct, "time_taken_seconds": 0});
        let told = ana.post(&path, body).await;
        assert_eq!(told.expect(200)["data"]["correct"], false);
        assert_eq!(told.json["data"]["completed"], false);
    }
}

#[tokio::test]
async fn a_wrong_answer_moves_the_rating_and_its_correction_completes_the_item() {
    let (api, ana, subject, data) = one().await;
    let item = &data["items"][0];
    let first = answer(&ana, &data, item, wrong(item)).await.expect(200)["data"].clone();
    assert_eq!(first["performance_score"], 0.3);
    let after = rating(&api, &ana, subject).await;
    assert_eq!(after.map(u64::from), first["student_rating_after"].as_u64());
    let corrected = answer(&ana, &data, item, right(item)).await.expect(200)["data"].clone();
    assert_eq!(
        (&corrected["correct"], &corrected["completed"]),
        (&json!(true), &json!(true))
    );
    for same in [
        "performance_score",
        "student_rating_before",
        "student_rating_after",
    ] {
        assert_eq!(corrected[same], first[same], "{same} is the first answer's");
    }
    assert_eq!(
        rating(&api, &ana, subject).await,
        after,
        "the rating moves once"
    );
    let late = answer(&ana, &data, item, wrong(item)).await.expect(200)["data"].clone();
    assert_eq!(
        (&late["correct"], &late["completed"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(rating(&api, &ana, subject).await, after);
}

#[tokio::test]
async fn the_same_answer_twenty_times_counts_once_and_is_answered_the_same() {
    let (api, ana, subject, data) = one().await;
    let item = &data["items"][0];
    let first = answer(&ana, &data, item, right(item)).await;
    let after = rating(&api, &ana, subject).await;
    for _ in 1..20 {
        let again = answer(&ana, &data, item, right(item)).await;
        assert_eq!(again.expect(200), first.expect(200));
    }
    assert_eq!(rating(&api, &ana, subject).await, after);
}

#[tokio::test]
async fn time_and_hints_count_as_the_old_service_counted_them() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 2).await;
    let data = assigned(&ana, "Algebra", 4).await;
    let items = data["items"].as_array().unwrap();
    for (item, (time, hints, reply, score)) in items.iter().zip([
        (30, 0, right(&items[0]), 1.0),
        (120, 0, right(&items[1]), 0.9),
        (0, 5, right(&items[2]), 0.95),
        (500, 20, wrong(&items[3]), 0.0),
    ]) {
        let path = format!(
            "{COMPLETE}?assignment_id={}&item_id={}",
            data["assignment_id"].as_str().unwrap(),
            item["item_id"].as_str().unwrap()
        );
        let body =
            json!({"student_answer": reply, "time_taken_seconds": time, "hints_used": hints});
        assert_eq!(
            ana.post(&path, body).await.expect(200)["data"]["performance_score"],
            score
        );
    }
}

#[tokio::test]
async fn an_item_is_answered_by_its_student_alone_and_within_its_assignment() {
    let (api, ana, _, data) = one().await;
    let item = &data["items"][0];
    let ben = api.student("ben").await;
    assert_eq!(
        answer(&ben, &data, item, right(item)).await.refused(403),
        "FORBIDDEN"
    );
    let other = json!({"assignment_id": an_id::<()>().to_string()});
    assert_eq!(
        answer(&ana, &other, item, right(item)).await.refused(404),
        "NOT_FOUND"
    );
    let unknown = json!({"item_id": an_id::<()>().to_string(), "correct_answer": "A"});
    let reply = answer(&ana, &data, &unknown, "A").await;
    assert_eq!(reply.refused(404), "NOT_FOUND");
    assert_eq!(reply.json["detail"], "There is no such practice item.");
}

#[tokio::test]
async fn every_bound_is_a_422_that_names_the_field_and_changes_nothing() {
    let (api, ana, subject, data) = one().await;
    let item = &data["items"][0];
    let (assignment, id) = (
        data["assignment_id"].as_str().unwrap(),
        item["item_id"].as_str().unwrap(),
    );
    let good = json!({"student_answer": "A", "time_taken_seconds": 1});
    for (query, field) in [
        (format!("item_id={id}"), "query.assignment_id"),
        (format!("assignment_id={assignment}"), "query.item_id"),
        (
            format!("assignment_id=1&item_id={id}"),
            "query.assignment_id",
        ),
        (
            format!("assignment_id={assignment}&item_id=1"),
            "query.item_id",
        ),
    ] {
        let reply = ana.post(&format!("{COMPLETE}?{query}"), good.clone()).await;
        assert_eq!(reply.fields(), [field], "{query}");
    }
    let path = format!("{COMPLETE}?assignment_id={assignment}&item_id={id}");
    for (body, field) in [
        (json!({"time_taken_seconds": 1}), "body.student_answer"),
        (json!({"student_answer": "A"}), "body.time_taken_seconds"),
        (
            json!({"student_answer": 1, "time_taken_seconds": 1}),
            "body.student_answer",
        ),
        (
            json!({"student_answer": "a".repeat(2001), "time_taken_seconds": 1}),
            "body.student_answer",
        ),
        (
            json!({"student_answer": "A", "time_taken_seconds": -1}),
            "body.time_taken_seconds",
        ),
        (
            json!({"student_answer": "A", "time_taken_seconds": 86401}),
            "body.time_taken_seconds",
        ),
        (
            json!({"student_answer": "A", "time_taken_seconds": 1.5}),
            "body.time_taken_seconds",
        ),
        (
            json!({"student_answer": "A", "time_taken_seconds": 1, "hints_used": 101}),
            "body.hints_used",
        ),
        (
            json!({"student_answer": "A", "time_taken_seconds": 1, "hints_used": -1}),
            "body.hints_used",
        ),
    ] {
        assert_eq!(
            ana.post(&path, body.clone()).await.fields(),
            [field],
            "{body}"
        );
    }
    assert_eq!(rating(&api, &ana, subject).await, None);
}

#[tokio::test]
async fn the_choices_are_stored_with_the_item_in_their_order() {
    let (api, _, _, data) = one().await;
    let item = &data["items"][0];
    let id = item["item_id"].as_str().unwrap().parse().unwrap();
    let stored = api.store().practice_item(id).await.unwrap();
    assert_eq!(json!(stored.choices.all_shown()), item["choices"]);
    let letter = Letter::parse(
        item["correct_answer"]
            .as_str()
            .unwrap()
            .chars()
            .next()
            .unwrap(),
    );
    assert_eq!(Some(stored.choices.right()), letter);
}
