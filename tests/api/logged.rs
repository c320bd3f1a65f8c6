//! What is logged of a request. What must not be is looked for in every line of every test (`tests::logs`).

use serde_json::{Value, json};
use tests::{Api, Reply, logs};

fn lines(reply: &Reply) -> Vec<Value> {
    logs::of(reply.headers["x-request-id"].to_str().unwrap())
}

fn told<'l>(lines: &'l [Value], message: &str) -> Vec<&'l Value> {
    let told = lines.iter().filter(|line| line["message"] == message);
    told.collect()
}

#[tokio::test]
async fn one_line_says_what_became_of_a_request_and_every_line_which_one_it_was() {
    let api = Api::start().await;
    let student = api.student("ana").await;
    let path = format!("/api/v1/goals?student_id={}", student.id());
    let reply = student.get(&path).await;
    reply.expect(200);
    let lines = lines(&reply);
    let [line] = told(&lines, "request served")[..] else {
        panic!("{lines:#?}")
    };
    assert_eq!(
        (
            &line["method"],
            &line["route"],
            &line["status"],
            &line["level"]
        ),
        (
            &json!("GET"),
            &json!("/api/v1/goals"),
            &json!(200),
            &json!("INFO")
        )
    );
    assert_eq!(
        line["api_request_id"],
        reply.headers["apigw-requestid"].to_str().unwrap()
    );
    for line in &lines {
        assert_eq!(
            line["request_id"],
            reply.headers["x-request-id"].to_str().unwrap()
        );
        assert!(
            line["trace_id"]
                .as_str()
                .is_some_and(|id| id.starts_with("1-")),
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_sampled_request_also_tells_who_it_was_admitted_as_what_was_kept_and_what_was_asked_of_the_tables()
 {
    let api = Api::start().await;
    let student = api.student("ana").await;
    let path = format!("/api/v1/goals?student_id={}", student.id());
    let first = lines(&student.get(&path).await);
    assert_eq!(told(&first, "admitted")[0]["caller"], "user");
    let missed = |line: &&Value| line["outcome"] == "miss" && line["cache"] == "goals";
    assert!(told(&first, "look-up").iter().any(missed), "{first:#?}");
    let queries = told(&first, "query");
    let of_goals = queries
        .iter()
        .find(|line| line["table"] == "goals")
        .unwrap();
    assert_eq!(
        (&of_goals["operation"], &of_goals["attempts"]),
        (&json!("Query"), &json!(1))
    );
    assert!(first.iter().all(|line| line["request_id"].is_string()));

    let second = lines(&student.get(&path).await);
    let kept = |line: &&Value| line["outcome"] == "hit" && line["cache"] == "goals";
    assert!(told(&second, "look-up").iter().any(kept), "{second:#?}");
}

#[tokio::test]
async fn a_request_that_is_refused_is_told_by_its_code_and_not_as_a_fault_of_ours() {
    let api = Api::start().await;
    let reply = api
        .nobody()
        .post("/api/v1/auth/login", json!({"email": "nobody"}))
        .await;
    let code = reply.refused(422).to_owned();
    let lines = lines(&reply);
    let line = told(&lines, "request served")[0];
    assert_eq!(
        (&line["code"], &line["level"]),
        (&json!(code), &json!("INFO"))
    );
}
