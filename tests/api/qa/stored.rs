//! What is kept of a question.

use std::collections::BTreeSet;

use serde_json::json;

use super::mind::PLAIN;
use super::{CLEAR, Mind, Study};

#[tokio::test]
async fn a_row_holds_what_the_old_service_kept_and_what_was_cited() {
    let study = Study::with(Mind::unsure()).await;
    let goal = study.goal().await;
    let told = study.ask_with(CLEAR, json!({"goal_id": goal})).await;
    let row = study.row(&told["interaction_id"]).await;
    let attributes: BTreeSet<_> = row.keys().map(String::as_str).collect();
    let expected = BTreeSet::from([
        "id",
        "student_id",
        "goal_id",
        "query",
        "answer",
        "confidence",
        "confidence_score",
        "clarification_requested",
        "out_of_scope",
        "tutor_escalation_suggested",
        "escalated_to_tutor_id",
        "disclaimer_shown",
        "cited",
        "created_at",
    ]);
    assert_eq!(attributes, expected);
    let text = |name: &str| row[name].as_s().unwrap().clone();
    assert_eq!(text("student_id"), study.ana.id().to_string());
    assert_eq!(text("goal_id"), goal.to_string());
    assert_eq!(text("query"), CLEAR);
    assert_eq!(text("answer"), PLAIN);
    assert_eq!(text("confidence"), "Low");
    assert_eq!(row["confidence_score"].as_n().unwrap(), "0.25");
    assert_eq!(
        text("created_at"),
        testkit::ManualClock::start().to_string()
    );
    assert_eq!(row["disclaimer_shown"].as_bool(), Ok(&false));
    assert!(row["cited"].as_l().unwrap().is_empty());
}

#[tokio::test]
async fn a_question_without_goal_has_none() {
    let study = Study::with(Mind::sure()).await;
    let told = study.ask(CLEAR).await;
    assert!(
        !study
            .row(&told["interaction_id"])
            .await
            .contains_key("goal_id")
    );
}

#[tokio::test]
async fn a_question_is_kept_exactly() {
    let study = Study::with(Mind::sure()).await;
    let odd = "  Grüße, 日本語 \u{1F393} — what is a noun?\n";
    let told = study.ask(odd).await;
    assert_eq!(told["query"], odd);
    let row = study.row(&told["interaction_id"]).await;
    assert_eq!(row["query"].as_s().unwrap(), odd);
}
