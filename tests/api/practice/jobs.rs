//! Practice that a worker puts together: asked for, worked on, polled.

use domain::job::{GIVEN_UP, GIVEN_UP_AFTER, KEPT};
use domain::link::LinkKind;
use jiff::SignedDuration;
use local::event_source::Delivered;
use serde_json::{Value, json};
use testkit::Fault;
use tests::{Api, Mishap, Person, Reply};

use super::{answer, assigned, right, subject_with};

const LATER: &str = "/api/v1/practice/assign/async";

/// What the old client sends.
fn order(student: &Person) -> Value {
    json!({"student_id": student.id(), "subject": "Algebra", "num_items": 5, "difficulty_level": 5})
}

async fn begun(student: &Person) -> String {
    let begun = student.post(LATER, order(student)).await;
    let begun = begun.expect(200);
    let id = begun["job_id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&begun["success"], &begun["status"]),
        (&json!(true), &json!("pending"))
    );
    assert_eq!(begun["status_url"], format!("/api/v1/jobs/{id}"));
    assert_eq!(begun["websocket_url"], format!("/api/v1/jobs/{id}/ws"));
    id
}

async fn ask(person: &Person, job: &str) -> Reply {
    person.get(&format!("/api/v1/jobs/{job}")).await
}

async fn job(person: &Person, job: &str) -> Value {
    ask(person, job).await.expect(200)["data"].clone()
}

async fn count(student: &Person) -> usize {
    let list = format!(
        "/api/v1/practice/assignments?student_id={}&limit=100",
        student.id()
    );
    student.get(&list).await.expect(200)["data"]
        .as_array()
        .unwrap()
        .len()
}

async fn stage() -> (Api, Person) {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 10).await;
    (api, ana)
}

const ALL: Delivered = Delivered { done: 1, failed: 0 };
const NONE: Delivered = Delivered { done: 0, failed: 1 };

#[tokio::test]
async fn a_job_waits_is_done_and_has_the_practice_as_the_old_client_reads_it() {
    let (api, ana) = stage().await;
    let id = begun(&ana).await;
    let before = job(&ana, &id).await;
    assert_eq!(
        (&before["status"], &before["progress_percent"]),
        (&json!("pending"), &json!(0))
    );
    assert_eq!(before["job_type"], "practice_generation");
    assert!(before.get("result").is_none() && before.get("error").is_none());
    assert_eq!(api.work().await, ALL);
    let after = job(&ana, &id).await;
    assert_eq!(
        (&after["status"], &after["progress_percent"]),
        (&json!("completed"), &json!(100))
    );
    assert_eq!(after["result"]["success"], true);
    let data = &after["result"]["data"];
    assert_eq!(data["items"].as_array().unwrap().len(), 5);
    assert_eq!(data["metadata"]["bank_items_used"], 5);
    assert_eq!(data["metadata"]["selected_difficulty_range"], "3-5");
    let item = &data["items"][0];
    assert_eq!(
        (&item["source"], &item["subject"]),
        (&json!("bank"), &json!("Algebra"))
    );
    answer(&ana, data, item, right(item)).await.expect(200);
}

#[tokio::test]
async fn a_job_that_cannot_be_done_fails_with_a_reason_and_its_message_is_done_with() {
    let (api, ana) = stage().await;
    let mut body = order(&ana);
    body["subject"] = json!("Algebr");
    let begun = ana.post(LATER, body).await;
    let id = begun.expect(200)["job_id"].as_str().unwrap();
    assert_eq!(api.work().await, ALL);
    let failed = job(&ana, id).await;
    let why = "There is no subject of this name. Did you mean: Algebra?";
    assert_eq!(
        (&failed["status"], &failed["error"]),
        (&json!("failed"), &json!(why))
    );
    assert_eq!(failed["progress_message"], format!("Error: {why}"));
    assert!(failed.get("result").is_none());
}

#[tokio::test]
async fn a_worker_that_dies_after_any_number_of_requests_is_followed_by_one_that_finishes() {
    let (api, ana) = stage().await;
    begun(&ana).await;
    let (_, counts) = api.count(api.work()).await;
    for requests in 0..=counts.total {
        let (api, ana) = stage().await;
        let id = begun(&ana).await;
        api.work_with(Mishap::Crash(requests)).await;
        api.wait_for_retries();
        api.work().await;
        assert_eq!(
            job(&ana, &id).await["status"],
            "completed",
            "after {requests} requests"
        );
        assert_eq!(count(&ana).await, 5, "once, after {requests} requests");
    }
}

#[tokio::test]
async fn a_job_is_done_once_however_often_and_in_whatever_order_it_is_delivered() {
    for mishap in [Mishap::Twice, Mishap::LostAnswer, Mishap::Backwards] {
        let (api, ana) = stage().await;
        let ids = [begun(&ana).await, begun(&ana).await];
        api.work_with(mishap).await.unwrap();
        let done = [job(&ana, &ids[0]).await, job(&ana, &ids[1]).await];
        api.wait_for_retries();
        api.work().await;
        for (id, done) in ids.iter().zip(done) {
            assert_eq!(job(&ana, id).await, done, "{mishap:?}");
            assert_eq!(done["status"], "completed", "{mishap:?}");
        }
        assert_eq!(count(&ana).await, 10, "{mishap:?}");
    }
}

#[tokio::test]
async fn a_store_that_fails_brings_the_job_back_and_after_three_tries_it_has_failed() {
    let (api, ana) = stage().await;
    let id = begun(&ana).await;
    api.wire().fail_all("TransactWriteItems", Fault::Status500);
    for tried in 1..=2 {
        assert_eq!(api.work().await, NONE);
        let waiting = job(&ana, &id).await;
        assert_eq!(
            (&waiting["status"], &waiting["progress_percent"]),
            (&json!("processing"), &json!(95)),
            "{tried}"
        );
        api.wait_for_retries();
    }
    assert_eq!(api.work().await, NONE);
    let failed = job(&ana, &id).await;
    assert_eq!(
        (&failed["status"], &failed["progress_percent"]),
        (&json!("failed"), &json!(95))
    );
    api.wire().heal();
    api.wait_for_retries();
    api.work().await;
    assert_eq!(
        count(&ana).await,
        0,
        "what is told to have failed is not done later"
    );
}

#[tokio::test]
async fn a_job_is_done_when_the_store_is_well_again() {
    let (api, ana) = stage().await;
    let id = begun(&ana).await;
    api.wire().fail_everything(Fault::Throttled);
    assert_eq!(api.work().await, NONE);
    api.wire().heal();
    api.wait_for_retries();
    assert_eq!(api.work().await, ALL);
    assert_eq!(job(&ana, &id).await["status"], "completed");
}

#[tokio::test]
async fn a_job_that_nobody_could_finish_in_time_is_given_up_for_good() {
    let (api, ana) = stage().await;
    let id = begun(&ana).await;
    api.clock()
        .advance(GIVEN_UP_AFTER + SignedDuration::from_secs(1));
    let given_up = job(&ana, &id).await;
    assert_eq!(
        (&given_up["status"], &given_up["error"]),
        (&json!("failed"), &json!(GIVEN_UP))
    );
    assert_eq!(api.work().await, ALL, "its message is done with");
    assert_eq!(count(&ana).await, 0);
    assert_eq!(job(&ana, &id).await["status"], "failed");
}

#[tokio::test]
async fn a_finished_job_expires() {
    let (api, ana) = stage().await;
    let id = begun(&ana).await;
    api.work().await;
    api.clock().advance(KEPT);
    let again = api.again(&ana);
    assert_eq!(ask(&again, &id).await.refused(404), "NOT_FOUND");
}

#[tokio::test]
async fn a_job_is_seen_by_its_student_and_linked_adults_and_by_nobody_else() {
    let (api, ana) = stage().await;
    let (tutor, parent) = (api.tutor("tom").await, api.parent("pia").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    let id = begun(&ana).await;
    for person in [&ana, &tutor, &parent] {
        job(person, &id).await;
    }
    for person in [api.student("ben").await, api.tutor("uwe").await] {
        assert_eq!(ask(&person, &id).await.refused(403), "FORBIDDEN");
    }
    assert_eq!(ask(&ana, "job").await.fields(), ["path.job_id"]);
    let unknown = ask(&ana, &uuid::Uuid::new_v4().to_string()).await;
    assert_eq!(unknown.expect(404)["detail"], "There is no such job.");
}

#[tokio::test]
async fn a_linked_tutor_may_ask_for_a_student_and_a_parent_may_not() {
    let (api, ana) = stage().await;
    let (tutor, parent) = (api.tutor("tom").await, api.parent("pia").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    tutor.post(LATER, order(&ana)).await.expect(200);
    assert_eq!(
        parent.post(LATER, order(&ana)).await.refused(403),
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn every_bound_is_a_422_that_names_the_field_and_a_webhook_is_refused() {
    let (_, ana) = stage().await;
    for (field, value) in [
        ("student_id", json!("1")),
        ("subject", json!("")),
        ("subject", json!("a".repeat(101))),
        ("num_items", json!(0)),
        ("num_items", json!(21)),
        ("topic", json!("a".repeat(201))),
        ("goal_tags", json!("SAT")),
    ] {
        let mut body = order(&ana);
        body[field] = value;
        assert_eq!(
            ana.post(LATER, body).await.fields(),
            [format!("body.{field}")]
        );
    }
    for (value, status) in [
        (json!("https://example.com"), 400),
        (json!(""), 200),
        (Value::Null, 200),
    ] {
        let mut body = order(&ana);
        body["webhook_url"] = value.clone();
        body["topic"] = json!("");
        assert_eq!(ana.post(LATER, body).await.status, status, "{value}");
    }
}

#[tokio::test]
async fn a_goal_that_is_named_twice_is_a_tag_once_and_counts_once() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [], 0).await;
    let goal = json!({"student_id": ana.id(), "title": "Pass", "subject_name": "Algebra"});
    let goal = ana.post("/api/v1/goals", goal).await.expect(200)["data"]["id"].clone();
    let mut body = order(&ana);
    body["goal_tags"] = json!([goal, goal]);
    let begun = ana.post(LATER, body).await;
    let id = begun.expect(200)["job_id"].as_str().unwrap();
    api.work().await;
    let data = job(&ana, id).await["result"]["data"].clone();
    let item = &data["items"][0];
    assert_eq!(item["goal_tags"], json!([goal]));
    answer(&ana, &data, item, right(item)).await.expect(200);
}

#[tokio::test]
async fn what_a_job_took_is_not_assigned_again() {
    let (api, ana) = stage().await;
    let id = begun(&ana).await;
    api.work().await;
    let done = job(&ana, &id).await["result"]["data"].clone();
    let more = assigned(&ana, "Algebra", 20).await;
    let of = |data: &Value| -> Vec<_> {
        let items = data["items"].as_array().unwrap().iter();
        items.map(|item| item["question"].clone()).collect()
    };
    let more = of(&more);
    assert!(of(&done).iter().all(|question| !more.contains(question)));
}
