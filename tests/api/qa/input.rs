//! What may be sent, and in which order it is looked at.

use serde_json::{Value, json};
use testkit::builders::{a_goal, an_id};

use super::{ASK, CLEAR, Mind, Study};

#[tokio::test]
async fn a_context_that_is_absent_null_or_empty_is_the_same() {
    let mut study = Study::with(Mind::sure()).await;
    let mut scores = Vec::new();
    for body in [
        json!({"student_id": study.ana.id(), "query": CLEAR}),
        json!({"student_id": study.ana.id(), "query": CLEAR, "context": null, "goal_id": null}),
        json!({"student_id": study.ana.id(), "query": CLEAR, "context": {}}),
    ] {
        let told = study.ana.post(ASK, body).await;
        scores.push(told.expect(200)["data"]["confidence_score"].clone());
        let day = jiff::SignedDuration::from_hours(25);
        study.later(day);
    }
    assert_eq!(scores, [0.85, 0.85, 0.85]);
}

#[tokio::test]
async fn what_breaks_its_bounds_is_named() {
    let study = Study::with(Mind::sure()).await;
    let sessions: Vec<_> = (0..21).map(|n| n.to_string()).collect();
    for (fields, named) in [
        (json!({"student_id": "me"}), "body.student_id"),
        (json!({"student_id": null}), "body.student_id"),
        (json!({"query": ""}), "body.query"),
        (json!({"query": null}), "body.query"),
        (json!({"query": "x".repeat(2001)}), "body.query"),
        (json!({"goal_id": "first"}), "body.goal_id"),
        (json!({"context": []}), "body.context"),
        (
            json!({"context": {"recent_sessions": sessions}}),
            "body.context.recent_sessions",
        ),
        (
            json!({"context": {"recent_sessions": [" "]}}),
            "body.context.recent_sessions[0]",
        ),
        (
            json!({"context": {"current_practice": 7}}),
            "body.context.current_practice",
        ),
    ] {
        let reply = study
            .ana
            .post(ASK, study.asked(CLEAR, fields.clone()))
            .await;
        assert_eq!(reply.fields(), [named], "{fields}");
    }
    assert!(study.mind.heard().is_empty());
    study.ask(&"é".repeat(2000)).await;
}

#[tokio::test]
async fn only_the_student_asks() {
    let study = Study::with(Mind::sure()).await;
    let pia = study.api.parent("pia").await;
    study
        .api
        .link(&study.ana, &pia, domain::link::LinkKind::Parent)
        .await;
    let ben = study.api.student("ben").await;
    let admin = study.api.admin().await;
    for caller in [&study.tess, &pia, &ben, &admin] {
        let reply = caller.post(ASK, study.asked(CLEAR, json!({}))).await;
        assert_eq!(reply.refused(403), "FORBIDDEN");
    }
    assert!(study.mind.heard().is_empty());
    assert_eq!(study.stored().await, 0);
}

#[tokio::test]
async fn a_goal_that_is_not_the_students_is_as_unknown_as_one_that_is_not_there() {
    let study = Study::with(Mind::sure()).await;
    let ben = study.api.student("ben").await;
    let goal = a_goal(ben.id());
    study.api.store().create_goal(&goal).await.unwrap();
    let nowhere: domain::GoalId = an_id();
    let mut answers = Vec::new();
    for id in [goal.id, nowhere] {
        let asked = study.asked(CLEAR, json!({"goal_id": id}));
        let mut reply = study.ana.post(ASK, asked).await.expect(404).clone();
        reply["metadata"] = Value::Null;
        answers.push(reply);
    }
    assert_eq!(answers[0], answers[1]);
    assert!(study.mind.heard().is_empty());
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "no operation deletes a user")]
async fn a_student_without_a_row_is_unknown_before_its_goal_is() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    let client = study.api.wire().client(&study.api.engine().endpoint());
    let delete = client
        .delete_item()
        .table_name(format!("{}-users", study.api.stack().name()))
        .key(
            "id",
            aws_sdk_dynamodb::types::AttributeValue::S(study.ana.id().to_string()),
        );
    delete.send().await.unwrap();
    let nowhere: domain::GoalId = an_id();
    for id in [goal, nowhere] {
        let reply = study
            .ana
            .post(ASK, study.asked(CLEAR, json!({"goal_id": id})))
            .await;
        reply.refused(404);
        assert_eq!(reply.json["detail"], "There is no such user.");
    }
}

#[tokio::test]
async fn an_unknown_goal_is_told_before_a_day_that_is_full() {
    let study = Study::with(Mind::sure()).await;
    let ben = study.api.student("ben").await;
    let goal = a_goal(ben.id());
    study.api.store().create_goal(&goal).await.unwrap();
    for _ in 0..20 {
        let asked = json!({"student_id": ben.id(), "query": CLEAR, "goal_id": goal.id});
        ben.post(ASK, asked).await.expect(200);
    }
    let asked = study.asked(CLEAR, json!({"goal_id": goal.id}));
    study.ana.post(ASK, asked).await.refused(404);
}
