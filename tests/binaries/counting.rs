//! What `cargo local` says at its end about requests to DynamoDB.

use std::sync::Arc;

use clap::Parser;
use engine::Engine;
use local::cli::Options;
use local::console::Console;
use local::machine::Machine;
use runtime::SystemClock;

use crate::files::by_group;
use crate::stage::{Stage, binaries};

/// Function, process, API requests and requests to DynamoDB, as the table has them.
fn row<'r>(report: &'r str, function: &str, process: &str) -> Option<(&'r str, u64)> {
    let rows = report.lines().map(|line| line.split_whitespace());
    rows.map(Iterator::collect::<Vec<_>>)
        .find(|row| row.starts_with(&[function, process]))
        .and_then(|row| Some((*row.get(2)?, row.get(3)?.parse().ok()?)))
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_it_is_said_how_often_dynamodb_was_asked_for_each_api_request() {
    let stage = Stage::set().await;
    let files = by_group();
    let goals = &files["goals"];
    let list = goals.iter().find(|file| file.name == "list.ok");
    let list = list.expect("there is such an event");
    for _ in 0..3 {
        let answer = stage.invoke("goals", &list.text).await;
        assert_eq!(answer.expect("the function answers")["statusCode"], 200);
    }
    let said = stage.strike().await;
    let report = said.last().expect("something was said at the end");
    let (requests, asked) = row(report, "goals", "fresh").expect("a row of the first request");
    assert_eq!(requests, "1", "{report}");
    assert!(
        asked > 0,
        "a fresh process has everything to read: {report}"
    );
    let (requests, _) = row(report, "goals", "warm").expect("a row of the others");
    assert_eq!(requests, "2", "{report}");
    let seeding = "0 that came with other credentials";
    assert!(
        report.contains(seeding),
        "what `cargo local` writes is not counted: {report}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_to_a_dynamodb_that_runs_elsewhere_are_said_not_to_be_counted() {
    let elsewhere = Engine::in_memory().await.expect("an engine");
    let mut options = Options::parse_from(["local", "--port", "0", "--no-seed"]);
    options.dynamodb_endpoint = Some(elsewhere.endpoint());
    let (binaries, console) = (binaries().await.clone(), Console::to(|_| ()));
    let machine = Machine::start_with(binaries, options, Arc::new(SystemClock), console);
    let machine = machine.await.expect("the machine starts");
    assert_eq!(machine.dynamodb_endpoint(), elsewhere.endpoint());
    let counted = machine.counted();
    assert!(
        counted.contains("not counted, because it runs elsewhere"),
        "{counted}"
    );
    let ended = machine.run_until(std::future::ready(()));
    ended.await.expect("the machine ends");
}
