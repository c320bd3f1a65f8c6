//! A function that dies in the middle leaves all of its work, or none of it.

use serde_json::{Value, json};
use testkit::Fault;
use tests::{Api, Person};

use super::{answer, assigned, rating, right, subject_with};

/// What an answer moves: the rating, the goal, and how many items are completed.
async fn state(api: &Api, student: &Person, goal: &Value) -> (Value, Value, usize) {
    let id = goal["id"].as_str().unwrap();
    let path = format!("/api/v1/goals/{id}");
    let goal = student.get(&path).await.expect(200)["data"].clone();
    let subject = goal["subject_id"].as_str().unwrap().parse().unwrap();
    let list = format!(
        "/api/v1/practice/assignments?student_id={}&completed=true",
        student.id()
    );
    let list = student.get(&list).await;
    let completed = list.expect(200)["data"].as_array().unwrap().len();
    (
        json!(rating(api, student, subject).await),
        goal["completion_percentage"].clone(),
        completed,
    )
}

async fn stage() -> (Api, Person, Value, Value) {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", [4], 1).await;
    let goal = json!({"student_id": ana.id(), "title": "Pass", "subject_id": subject});
    let goal = ana.post("/api/v1/goals", goal).await.expect(200)["data"].clone();
    let path = format!(
        "/api/v1/practice/assign?student_id={}&subject=Algebra&num_items=1&goal_tags={}",
        ana.id(),
        goal["id"].as_str().unwrap()
    );
    let data = ana.post(&path, Value::Null).await.expect(200)["data"].clone();
    (api, ana, goal, data)
}

#[tokio::test]
async fn an_answer_that_dies_after_any_number_of_requests_did_nothing_or_everything() {
    let (api, ana, goal, data) = stage().await;
    let item = &data["items"][0];
    let (reply, counts) = api.count(answer(&ana, &data, item, right(item))).await;
    let expected = reply.expect(200).clone();
    let everything = state(&api, &ana, &goal).await;
    assert!(counts.total >= 5, "{counts:?}");
    for requests in 0..counts.total {
        for last in [Fault::Dropped, Fault::LostAck] {
            let (api, ana, goal, data) = stage().await;
            let item = &data["items"][0];
            let nothing = state(&api, &ana, &goal).await;
            api.wire().fail_after(requests, last);
            let died = answer(&ana, &data, item, right(item)).await;
            assert_eq!(died.refused(503), "SERVICE_UNAVAILABLE");
            api.wire().heal();
            let left = state(&api, &ana, &goal).await;
            let is_written = last == Fault::LostAck && requests + 1 == counts.total;
            let should = if is_written { &everything } else { &nothing };
            assert_eq!(&left, should, "after {requests} requests, {last:?}");
            let again = answer(&ana, &data, item, right(item)).await;
            for field in ["performance_score", "student_rating_after", "completed"] {
                let (again, expected) = (&again.expect(200)["data"], &expected["data"]);
                assert_eq!(again[field], expected[field], "it may be sent again");
            }
            assert_eq!(state(&api, &ana, &goal).await, everything);
        }
    }
}

#[tokio::test]
async fn practice_that_dies_after_any_number_of_requests_is_assigned_whole_or_not_at_all() {
    let stage = async || {
        let api = Api::start().await;
        let ana = api.student("ana").await;
        subject_with(&api, "Algebra", 3..=5, 1).await;
        (api, ana)
    };
    let listed = async |ana: &Person| {
        let list = format!("/api/v1/practice/assignments?student_id={}", ana.id());
        let list = ana.get(&list).await;
        list.expect(200)["data"].as_array().unwrap().len()
    };
    let (api, ana) = stage().await;
    let (_, counts) = api.count(assigned(&ana, "Algebra", 5)).await;
    assert_eq!(listed(&ana).await, 5);
    for requests in 0..counts.total {
        for last in [Fault::Dropped, Fault::LostAck] {
            let (api, ana) = stage().await;
            api.wire().fail_after(requests, last);
            assert_eq!(super::ask(&ana, "Algebra", 5).await.status, 503);
            api.wire().heal();
            let is_written = last == Fault::LostAck && requests + 1 == counts.total;
            let count = if is_written { 5 } else { 0 };
            assert_eq!(
                listed(&ana).await,
                count,
                "after {requests} requests, {last:?}"
            );
        }
    }
}
