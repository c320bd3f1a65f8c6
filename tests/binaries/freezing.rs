//! What Lambda does to an environment between two events: it stands still, runs on, and one day ends.

use crate::files;
use crate::process::{freeze, state, terminate, thaw};
use crate::replay::{answer, check};
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_was_frozen_and_thawed_answers_as_a_fresh_one() {
    let mut wrong = Vec::new();
    for (group, files) in files::by_group() {
        let stage = Stage::set().await;
        stage.warm_up(&files[0]).await;
        let [process] = stage.processes(&group).await[..] else {
            panic!("{group}: one event, one process")
        };
        freeze(process);
        assert_eq!(state(process).as_deref(), Some("T"), "{group} is stopped");
        thaw(process);
        assert_ne!(state(process).as_deref(), Some("T"), "{group} runs");
        for file in &files {
            wrong.extend(check(file, &answer(&stage, file).await));
        }
        assert_eq!(
            stage.processes(&group).await,
            [process],
            "{group}: the same process"
        );
        stage.strike().await;
    }
    assert!(
        wrong.is_empty(),
        "these are answered differently after a freeze: {wrong:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_process_answers_nothing_until_it_is_thawed() {
    let stage = Stage::set().await;
    let files = files::by_group();
    let list = files["goals"]
        .iter()
        .find(|file| file.name == "list.ok")
        .expect("it is there");
    stage.warm_up(list).await;
    let process = stage.processes("goals").await[0];
    freeze(process);
    let mut asked = Box::pin(answer(&stage, list));
    let a_while = std::time::Duration::from_millis(200);
    let early = tokio::time::timeout(a_while, &mut asked).await;
    assert!(early.is_err(), "a stopped process has answered");
    thaw(process);
    assert_eq!(asked.await["status"], 200);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_a_function_and_the_next_event_gets_a_fresh_process() {
    let stage = Stage::set().await;
    let files = files::by_group();
    let list = files["goals"]
        .iter()
        .find(|file| file.name == "list.ok")
        .expect("it is there");
    stage.warm_up(list).await;
    let process = stage.processes("goals").await[0];
    terminate(process);
    while state(process).is_some() {
        tokio::task::yield_now().await;
    }
    assert_eq!(answer(&stage, list).await["status"], 200);
    assert_ne!(stage.processes("goals").await, [process]);
    stage.strike().await;
}
