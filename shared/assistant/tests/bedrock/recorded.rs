//! Whole exchanges: the request that is sent, and what its response becomes.

use std::path::PathBuf;

use assistant::{Assistant, WrittenSummary};
use domain::SummaryType;
use domain::question::SelfRating;
use serde_json::Value;

use crate::notes::{self, LABEL, QUESTION, TRANSCRIPT, session};
use crate::wire::{Fate, MODEL, Wire};

/// An exchange of `tests/wire`.
struct Exchange {
    path: PathBuf,
    request: Value,
    response: Value,
    wire: Wire,
}

impl Exchange {
    fn of(name: &str) -> Self {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/wire/{name}.json"));
        let text = std::fs::read_to_string(&path).expect("the exchange is there");
        let mut file: Value = serde_json::from_str(&text).expect("the exchange is JSON");
        let (request, response) = (file["request"].take(), file["response"].take());
        let wire = Wire::new([Fate::Answer(200, response.to_string())]);
        Self {
            path,
            request,
            response,
            wire,
        }
    }

    /// Once, to this model, exactly what was recorded was sent.
    fn assert_sent(self) {
        let sent = self.wire.sent();
        assert_eq!(sent.len(), 1, "one call to the model");
        assert!(
            sent[0]
                .uri
                .ends_with(&format!("/model/{}/converse", MODEL.replace(':', "%3A"))),
            "{}",
            sent[0].uri
        );
        if asked_for_new() {
            let file = serde_json::json!({"request": sent[0].body, "response": self.response});
            let text = serde_json::to_string_pretty(&file).expect("JSON is text");
            std::fs::write(&self.path, text + "\n").expect("the exchange can be written");
        } else {
            assert_eq!(
                sent[0].body, self.request,
                "UPDATE_WIRE=1 writes the request anew"
            );
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a developer's wish, not configuration of what is tested"
)]
fn asked_for_new() -> bool {
    std::env::var_os("UPDATE_WIRE").is_some_and(|value| value == "1")
}

#[tokio::test]
async fn a_question_is_answered_with_the_sources_that_the_model_cites() {
    let exchange = Exchange::of("answer");
    let answer = exchange.wire.bedrock().answer(QUESTION).await;
    let answer = answer.expect("the model answered");
    assert!(answer.text.starts_with("Think of sandwiches:"));
    assert_eq!(
        answer.rating,
        SelfRating::new(0.82).expect("within 0 and 1")
    );
    assert_eq!(answer.cited, [LABEL]);
    exchange.assert_sent();
}

#[tokio::test]
async fn a_session_is_summed_up_in_the_model_s_words() {
    let exchange = Exchange::of("summary");
    let topics = ["stoichiometry".to_owned()];
    let notes = session(&topics, 45, Some(TRANSCRIPT));
    let summary = exchange.wire.bedrock().summarise(notes).await;
    let expected = WrittenSummary {
        narrative: "Student and Tutor worked out which reactant limits a reaction.\n\nCounting moles came easily."
            .to_owned(),
        next_steps: vec![
            "Balance the ten combustion equations on worksheet 7.".to_owned(),
            "Explain the limiting reactant to somebody.".to_owned(),
        ],
        summary_type: SummaryType::Normal,
    };
    assert_eq!(summary, Ok(expected));
    exchange.assert_sent();
}

#[tokio::test]
async fn items_are_written_and_those_that_are_unfit_or_known_are_left_out() {
    let exchange = Exchange::of("items");
    let items = exchange.wire.bedrock().write_items(notes::wanted(3)).await;
    let items = items.expect("the model answered");
    let questions: Vec<&str> = items.iter().map(|item| item.question.as_str()).collect();
    assert_eq!(
        questions,
        [
            "What is the reactant called that runs out first?",
            "What decides how much product can form?"
        ]
    );
    exchange.assert_sent();
}
