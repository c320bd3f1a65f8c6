//! Everything that can go wrong. Each ends in what the embedded assistant says, after one question to the model.

use assistant::{Assistant, AssistantError, Extractive};
use serde_json::{Value, json};
use tokio::time::{Duration, Instant};

use crate::notes::{QUESTION, TRANSCRIPT, session, wanted};
use crate::wire::{Fate, Wire, given, stopped};

/// The most requests that one question becomes: the SDK tries once more what may pass.
const ATTEMPTS: usize = 2;

fn answered(input: &Value) -> Fate {
    Fate::Answer(200, given("give_answer", input).to_string())
}

/// Faults of the way there: nothing came back.
fn unavailable() -> Vec<(&'static str, Fate)> {
    vec![
        ("throttled", Fate::Error(429, "ThrottlingException")),
        ("a 500", Fate::Error(500, "InternalServerException")),
        ("a 503", Fate::Error(503, "ServiceUnavailableException")),
        (
            "no such model",
            Fate::Error(404, "ResourceNotFoundException"),
        ),
        ("no access", Fate::Error(403, "AccessDeniedException")),
        (
            "refused by the service",
            Fate::Error(400, "ValidationException"),
        ),
        ("the model failed", Fate::Error(424, "ModelErrorException")),
        ("connection refused", Fate::Refused),
    ]
}

/// Faults of what came back, for a question.
fn unusable() -> Vec<(&'static str, Fate)> {
    let input = |answer: &str, rating: f64, cited: Value| {
        answered(&json!({"answer": answer, "rating": rating, "cited": cited}))
    };
    let text = json!([{"text": "I would rather not."}]);
    let cut = json!([{"toolUse": {"toolUseId": "t", "name": "give_answer", "input": {"answer": "Half of"}}}]);
    let stop =
        |reason: &str, content: &Value| Fate::Answer(200, stopped(reason, content).to_string());
    let mut twice = given(
        "give_answer",
        &json!({"answer": "a", "rating": 0.5, "cited": []}),
    );
    let content = &mut twice["output"]["message"]["content"];
    *content = json!([content[0], content[0]]);
    vec![
        ("broken JSON", Fate::Answer(200, "{\"output\":".to_owned())),
        ("no JSON", Fate::Answer(200, "<html>".to_owned())),
        ("nothing", Fate::Answer(200, String::new())),
        ("an empty object", Fate::Answer(200, "{}".to_owned())),
        ("no content", stop("end_turn", &json!([]))),
        ("words and no tool", stop("end_turn", &text)),
        ("a refusal", stop("refusal", &text)),
        ("a guardrail", stop("guardrail_intervened", &text)),
        ("a filter", stop("content_filtered", &text)),
        ("too many tokens", stop("max_tokens", &cut)),
        (
            "a full context",
            stop("model_context_window_exceeded", &text),
        ),
        ("a broken tool use", stop("malformed_tool_use", &cut)),
        (
            "another tool",
            Fate::Answer(200, given("give_items", &json!({})).to_string()),
        ),
        ("two answers", Fate::Answer(200, twice.to_string())),
        ("a wrong shape", answered(&json!({"text": "a"}))),
        ("a list", answered(&json!(["a"]))),
        (
            "a rating in words",
            answered(&json!({"answer": "a", "rating": "high", "cited": []})),
        ),
        ("a rating above 1", input("a", 1.01, json!([]))),
        ("a rating below 0", input("a", -0.5, json!([]))),
        ("an unknown citation", input("a", 0.5, json!(["S3"]))),
        ("citation number 0", input("a", 0.5, json!(["S0"]))),
        (
            "a citation by label",
            input("a", 0.5, json!(["an exercise on Chemistry"])),
        ),
        (
            "too many citations",
            input("a", 0.5, json!(["S1", "S1", "S1", "S1", "S1", "S1"])),
        ),
        ("an empty answer", input("", 0.5, json!([]))),
        ("a blank answer", input(" \u{200B}\n", 0.5, json!([]))),
        (
            "an answer that is too long",
            input(&"a".repeat(4001), 0.5, json!([])),
        ),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_failing_service_is_tried_twice_at_most_and_then_the_embedded_assistant_answers() {
    let expected = Extractive.answer(QUESTION).await;
    assert!(
        expected
            .as_ref()
            .is_ok_and(|answer| !answer.cited.is_empty())
    );
    for (name, fate) in unavailable() {
        let wire = Wire::new([fate.clone()]);
        assert_eq!(wire.fallback().answer(QUESTION).await, expected, "{name}");
        assert!(
            (1..=ATTEMPTS).contains(&wire.sent().len()),
            "{name}: {}",
            wire.sent().len()
        );

        let failed = Wire::new([fate]).bedrock().answer(QUESTION).await;
        assert_eq!(failed, Err(AssistantError::Unavailable), "{name}");
    }
}

#[tokio::test]
async fn an_unusable_answer_is_not_asked_for_again_and_the_embedded_assistant_answers() {
    let expected = Extractive.answer(QUESTION).await;
    for (name, fate) in unusable() {
        let wire = Wire::new([fate.clone()]);
        assert_eq!(wire.fallback().answer(QUESTION).await, expected, "{name}");
        assert_eq!(wire.sent().len(), 1, "{name}: one call to the model");

        let failed = Wire::new([fate]).bedrock().answer(QUESTION).await;
        assert_eq!(failed, Err(AssistantError::Unusable), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_model_that_never_answers_is_given_up_after_twelve_seconds() {
    let expected = Extractive.answer(QUESTION).await;
    let wire = Wire::new([Fate::Silence]);
    let began = Instant::now();
    assert_eq!(wire.fallback().answer(QUESTION).await, expected);
    assert_eq!(began.elapsed().as_secs(), 12);
    assert!(wire.sent().len() <= ATTEMPTS);
}

#[tokio::test(start_paused = true)]
async fn one_attempt_that_hangs_leaves_time_for_another() {
    let good =
        answered(&json!({"answer": "Divide by the coefficients.", "rating": 0.7, "cited": ["S2"]}));
    for first in [
        Fate::Silence,
        Fate::Refused,
        Fate::Error(429, "ThrottlingException"),
    ] {
        let wire = Wire::new([first, good.clone()]);
        let began = Instant::now();
        let answer = wire
            .bedrock()
            .answer(QUESTION)
            .await
            .expect("the second attempt");
        assert_eq!(answer.cited, ["an exercise on Chemistry"]);
        assert_eq!(wire.sent().len(), 2);
        assert!(began.elapsed() < Duration::from_secs(12));
    }
}

#[tokio::test(start_paused = true)]
async fn summaries_and_items_fall_back_as_well() {
    let notes = session(&[], 45, Some(TRANSCRIPT));
    let summary = Extractive.summarise(notes).await;
    let items = Extractive.write_items(wanted(5)).await;
    let give = |tool: &str, input: Value| Fate::Answer(200, given(tool, &input).to_string());
    let unfit = json!({"question": "Which?", "answer": "a", "wrong": [], "explanation": "b"});
    let broken = [
        give(
            "give_summary",
            json!({"narrative": " ", "next_steps": ["a"]}),
        ),
        give(
            "give_summary",
            json!({"narrative": "a".repeat(2000), "next_steps": ["a"]}),
        ),
        give("give_summary", json!({"narrative": "a", "next_steps": []})),
        give(
            "give_summary",
            json!({"narrative": "a", "next_steps": ["a", "b", "c", "d"]}),
        ),
        give(
            "give_summary",
            json!({"narrative": "a", "next_steps": ["a".repeat(301)]}),
        ),
        give(
            "give_summary",
            json!({"narrative": "a", "next_steps": ["\n"]}),
        ),
        give("give_items", json!({"items": []})),
        give("give_items", json!({"items": [unfit]})),
        give("give_items", json!({"items": "none"})),
        Fate::Error(500, "InternalServerException"),
        Fate::Silence,
    ];
    for fate in broken {
        let fallback = Wire::new([fate]).fallback();
        assert_eq!(fallback.summarise(notes).await, summary);
        assert_eq!(fallback.write_items(wanted(5)).await, items);
    }
}
