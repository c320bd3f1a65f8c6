//! What the student is told.

use domain::question::REFUSAL;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::mind::PLAIN;
use super::{CLEAR, Mind, Study};

fn fields(data: &Value) -> Vec<&str> {
    data.as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[tokio::test]
async fn a_sure_answer_has_exactly_the_old_services_fields_and_its_sources() {
    let study = Study::with(Mind::sure()).await;
    let told = study.ask(CLEAR).await;
    assert_eq!(
        fields(&told),
        [
            "answer",
            "confidence",
            "confidence_score",
            "disclaimer_shown",
            "escalation",
            "interaction_id",
            "metadata",
            "query",
            "sources"
        ]
    );
    assert_eq!(told["query"], CLEAR);
    assert_eq!(told["answer"], PLAIN);
    assert_eq!(told["confidence"], "High");
    assert_eq!(told["confidence_score"], 0.85);
    assert_eq!(told["disclaimer_shown"], false);
    assert_eq!(told["escalation"], Value::Null);
    assert_eq!(told["sources"], json!([]));
    assert_eq!(
        told["metadata"],
        json!({
            "clarification_requested": false, "out_of_scope": false, "is_ambiguous": false, "is_multi_part": false,
            "is_follow_up": false, "conversation_context_used": false
        })
    );
    assert!(
        told["interaction_id"]
            .as_str()
            .unwrap()
            .parse::<uuid::Uuid>()
            .is_ok()
    );
}

#[tokio::test]
async fn an_assistant_that_is_not_sure_makes_a_low_confidence() {
    let study = Study::with(Mind::unsure()).await;
    let told = study.ask(CLEAR).await;
    assert_eq!(told["confidence"], "Low");
    assert_eq!(told["confidence_score"], 0.25);
    assert_eq!(told["escalation"]["suggested"], true);
    assert_eq!(told["escalation"]["reason"], "low_confidence");
    assert_eq!(told["escalation"]["tutor_id"], json!(study.tess.id()));
}

#[tokio::test]
async fn a_question_out_of_scope_is_refused_without_an_assistant_stored_and_counted() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    let told = study
        .ask_with("Which movie is best?", json!({"goal_id": goal}))
        .await;
    assert_eq!(told["answer"], REFUSAL);
    assert_eq!(told["confidence"], "Low");
    assert_eq!(told["confidence_score"], 0.0);
    assert_eq!(told["escalation"], Value::Null);
    assert_eq!(told["metadata"]["out_of_scope"], true);
    assert_eq!(told["metadata"]["clarification_requested"], false);
    assert_eq!(told["sources"], json!([]));
    assert!(study.mind.heard().is_empty());
    assert_eq!(study.counted(goal).await, 1);
    let row = study.row(&told["interaction_id"]).await;
    // As the old service stored it, although nobody was suggested.
    assert_eq!(row["tutor_escalation_suggested"].as_bool(), Ok(&true));
    assert!(!row.contains_key("escalated_to_tutor_id"));
}

#[tokio::test]
async fn an_ambiguous_question_says_what_to_ask_back() {
    let study = Study::with(Mind::sure()).await;
    let context = json!({"context": {"recent_sessions": ["Seventh desk", "Algebra", "Physics"]}});
    let told = study.ask_with("I don't get this part", context).await;
    let back = json!([
        "Are you asking about Seventh desk?",
        "Are you asking about Algebra?"
    ]);
    assert_eq!(told["clarification_suggestions"], back);
    assert_eq!(told["metadata"]["is_ambiguous"], true);
    assert_eq!(told["metadata"]["clarification_requested"], true);
    assert_eq!(told["confidence"], "Low");
    assert_eq!(told["escalation"]["reason"], "ambiguous_question");
}

#[tokio::test]
async fn a_question_in_parts_names_them_to_the_student_and_to_the_assistant() {
    let study = Study::with(Mind::sure()).await;
    let told = study
        .ask("What is a noun? What is a verb in English grammar?")
        .await;
    assert_eq!(told["metadata"]["is_multi_part"], true);
    let parts = told["metadata"]["query_parts"].as_array().unwrap();
    assert_eq!(parts.len(), 2);
    assert_eq!(json!(study.mind.last().parts), json!(parts));
}

#[tokio::test]
async fn an_answer_that_asks_back_or_declines_is_marked_as_such() {
    let study = Study::with(Mind::saying("Which chapter is it?", 0.9)).await;
    let told = study.ask(CLEAR).await;
    assert_eq!(told["metadata"]["clarification_requested"], true);
    study.mind.now_says("That is out of scope for me.", 0.9);
    let told = study.ask("What is a noun in English grammar?").await;
    assert_eq!(told["metadata"]["out_of_scope"], true);
}

#[tokio::test]
async fn a_follow_up_is_a_little_less_sure_and_the_assistant_hears_what_it_follows() {
    let study = Study::with(Mind::sure()).await;
    study.ask(CLEAR).await;
    study.api.clock().advance(SignedDuration::from_mins(1));
    let told = study.ask("What about a quadratic equation?").await;
    assert_eq!(told["metadata"]["is_follow_up"], true);
    assert_eq!(told["metadata"]["conversation_context_used"], true);
    assert_eq!(told["confidence_score"], 0.79);
    let earlier = study.mind.last().earlier;
    assert_eq!(earlier, [(CLEAR.to_owned(), PLAIN.to_owned())]);
}

#[tokio::test]
async fn the_assistant_hears_the_last_three_exchanges_oldest_first_and_cut() {
    let long = "x".repeat(400);
    let study = Study::with(Mind::saying(&long, 0.85)).await;
    for number in 1..=4 {
        study
            .ask(&format!("{number} is a number in algebra {long}"))
            .await;
        study.api.clock().advance(SignedDuration::from_secs(1));
    }
    study.ask(CLEAR).await;
    let earlier = study.mind.last().earlier;
    let firsts: String = earlier
        .iter()
        .filter_map(|(query, _)| query.chars().next())
        .collect();
    assert_eq!(firsts, "234");
    for (query, answer) in earlier {
        assert_eq!((query.len(), answer.len()), (100, 150));
    }
}

#[tokio::test]
async fn what_was_asked_more_than_a_day_ago_is_no_conversation() {
    let mut study = Study::with(Mind::sure()).await;
    study.ask(CLEAR).await;
    study.later(SignedDuration::from_hours(24));
    study.ask("What about a quadratic equation?").await;
    assert_eq!(
        study.mind.last().earlier.len(),
        1,
        "a day ago to the second still counts"
    );
    study.later(SignedDuration::from_secs(24 * 3600 + 1));
    let told = study.ask("What about a linear equation?").await;
    assert_eq!(told["metadata"]["is_follow_up"], false);
    assert_eq!(told["metadata"]["conversation_context_used"], false);
    assert!(study.mind.last().earlier.is_empty());
}

#[tokio::test]
async fn somebody_elses_questions_are_no_conversation_of_the_student() {
    let study = Study::with(Mind::sure()).await;
    let ben = study.api.student("ben").await;
    study.ask(CLEAR).await;
    let asked = json!({"student_id": ben.id(), "query": "What about a linear equation?"});
    let told = ben.post(super::ASK, asked).await;
    let told = &told.expect(200)["data"];
    assert_eq!(told["metadata"]["conversation_context_used"], false);
    assert!(study.mind.last().earlier.is_empty());
}

#[tokio::test]
async fn a_session_that_the_client_names_grounds_the_answer() {
    let study = Study::with(Mind::sure()).await;
    let context = json!({"context": {
        "recent_sessions": ["Linear equations"], "current_practice": "2x = 4", "mood": "good"
    }});
    let told = study.ask_with("Solve a linear equation?", context).await;
    assert_eq!(told["confidence_score"], 0.94);
    let heard = study.mind.last();
    assert_eq!(heard.query, "Solve a linear equation?");
    assert_eq!(heard.recent_sessions, ["Linear equations"]);
    assert_eq!(heard.current_practice.as_deref(), Some("2x = 4"));
}

#[tokio::test]
async fn the_disclaimer_flag_is_the_students() {
    let study = Study::with(Mind::sure()).await;
    let shown = study
        .ana
        .post("/api/v1/users/me/disclaimer", json!({}))
        .await;
    shown.expect(200);
    assert_eq!(study.ask(CLEAR).await["disclaimer_shown"], true);
}
