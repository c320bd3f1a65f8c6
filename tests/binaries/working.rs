//! The practice worker's real binary, fed from the queue of `cargo local`.

use std::path::Path;
use std::sync::{Arc, Mutex};

use clap::Parser;
use local::cli::Options;
use local::console::Console;
use local::machine::Machine;
use local::queues::{Body, Counts};
use runtime::SystemClock;

use crate::stage::binaries;

const QUEUE: &str = "local-practice";

type Said = Arc<Mutex<Vec<String>>>;

async fn machine(data_dir: &Path) -> (Machine, Said) {
    let mut options = Options::parse_from(["local", "--port", "0", "--no-seed"]);
    options.data_dir = Some(data_dir.to_owned());
    let said = Said::default();
    let listener = Arc::clone(&said);
    let console = Console::to(move |line| {
        tests::logs::said(line.split_once(" | ").map_or(line, |(_, said)| said));
        let mut said = listener.lock().expect("nobody panics while holding it");
        said.push(line.to_owned());
    });
    let binaries = binaries().await.clone();
    let machine = Machine::start_with(binaries, options, Arc::new(SystemClock), console);
    (machine.await.expect("the machine starts"), said)
}

async fn end(machine: Machine) {
    let ended = machine.run_until(std::future::ready(()));
    ended.await.expect("the machine ends");
}

fn counts(machine: &Machine) -> Counts {
    let counts = machine.queues().counts(QUEUE);
    counts.expect("there is such a queue")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_reaches_the_worker_and_what_it_could_not_do_is_there_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let (first, said) = machine(directory.path()).await;
    let body = Body::parse("no job").unwrap();
    first.queues().send(QUEUE, body, None).unwrap();
    let told = "local-practice -> practice-worker: 0 done, 1 come again";
    while !said
        .lock()
        .unwrap()
        .iter()
        .any(|line| line.starts_with(told))
    {
        tokio::task::yield_now().await;
    }
    end(first).await;
    let said = said.lock().unwrap().join("\n");
    assert!(said.contains("\"outcome\":\"malformed\""), "{said}");
    assert!(!said.contains("no job"), "what is in a message is not told");

    let (second, _) = machine(directory.path()).await;
    let expected = Counts {
        in_flight: 1,
        ..Counts::default()
    };
    assert_eq!(counts(&second), expected);
    end(second).await;
}
