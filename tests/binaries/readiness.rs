//! Whether the real binaries can work, asked as a deployment asks it.

use std::sync::Arc;

use local::gateway::InvokeError;
use runtime::SystemClock;
use runtime::readiness::{ANSWER, EVENT};

use crate::stage::{Stage, binaries, with_variables};

#[tokio::test(flavor = "multi_thread")]
async fn every_function_says_that_it_is_ready_and_counts_no_request() {
    let stage = Stage::set().await;
    for group in binaries().await.keys() {
        let answer = stage.invoke(group, EVENT).await;
        assert_eq!(answer.unwrap().to_string(), ANSWER, "{group}");
    }
    let said = stage.strike().await.join("\n");
    assert!(!said.contains("request served"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_does_not_reach_its_tables_starts_and_fails_when_it_is_asked() {
    let directory = tempfile::tempdir().expect("a directory");
    // Nothing listens there.
    let nowhere = "AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:1";
    let real = binaries().await.iter();
    let cut_off = real.map(|(group, binary)| {
        let binary = with_variables(binary, nowhere, directory.path());
        (group.clone(), binary)
    });
    let stage = Stage::set_with(cut_off.collect(), Arc::new(SystemClock)).await;
    for group in binaries().await.keys() {
        let Err(InvokeError::Function { payload }) = stage.invoke(group, EVENT).await else {
            panic!("{group} says that it is ready");
        };
        let failure: serde_json::Value = serde_json::from_slice(&payload).unwrap();
        assert_eq!(failure["errorType"], "NotReady", "{group}");
        assert_eq!(failure["errorMessage"], "the tables cannot be read");
    }
    let said = stage.strike().await.join("\n");
    assert!(said.contains("the function is not ready"), "{said}");
}
