//! What is counted: calls by outcome, tokens, fallbacks. Never a word of the content.

use std::collections::BTreeMap;

use assistant::Assistant;
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use serde_json::json;

use crate::notes::QUESTION;
use crate::wire::{Fate, Wire};

/// Everything that was counted while the question was asked on this wire.
fn counted(wire: &Wire) -> BTreeMap<String, u64> {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    metrics::with_local_recorder(&recorder, || {
        let answer = runtime.block_on(wire.fallback().answer(QUESTION));
        assert!(answer.is_ok());
    });
    let counters = snapshotter.snapshot().into_vec().into_iter();
    counters
        .filter_map(|(key, _, _, value)| match value {
            DebugValue::Counter(count) => {
                let mut labels: Vec<String> = key
                    .key()
                    .labels()
                    .map(|label| format!("{}={}", label.key(), label.value()))
                    .collect();
                labels.sort();
                Some((format!("{} {}", key.key().name(), labels.join(" ")), count))
            }
            _ => None,
        })
        .collect()
}

fn expected(counts: &[(&str, u64)]) -> BTreeMap<String, u64> {
    let counts = counts
        .iter()
        .map(|(name, count)| ((*name).to_owned(), *count));
    counts.collect()
}

#[test]
fn an_answer_is_counted_with_its_tokens() {
    let input = json!({"answer": "Divide by the coefficients.", "rating": 0.7, "cited": []});
    assert_eq!(
        counted(&Wire::giving("give_answer", &input)),
        expected(&[
            ("assistant.calls outcome=answered task=answer", 1),
            ("assistant.tokens direction=in task=answer", 700),
            ("assistant.tokens direction=out task=answer", 90),
        ])
    );
}

#[test]
fn a_failure_is_counted_once_and_so_is_the_fallback() {
    for (fate, outcome) in [
        (Fate::Error(429, "ThrottlingException"), "throttled"),
        (Fate::Error(500, "InternalServerException"), "failed"),
        (Fate::Refused, "unreachable"),
        (Fate::Silence, "late"),
        (Fate::Answer(200, "{".to_owned()), "malformed"),
    ] {
        assert_eq!(
            counted(&Wire::new([fate])),
            expected(&[
                (&format!("assistant.calls outcome={outcome} task=answer"), 1),
                ("assistant.fallbacks ", 1),
            ])
        );
    }
}

#[test]
fn tokens_of_an_unusable_answer_are_counted_too() {
    let input = json!({"answer": "a", "rating": 7, "cited": []});
    assert_eq!(
        counted(&Wire::giving("give_answer", &input)),
        expected(&[
            ("assistant.calls outcome=out_of_bounds task=answer", 1),
            ("assistant.tokens direction=in task=answer", 700),
            ("assistant.tokens direction=out task=answer", 90),
            ("assistant.fallbacks ", 1),
        ])
    );
}
