//! What the command line of `cargo local` changes of the functions' variables, as `--env-file` shows them.

use std::sync::Arc;

use clap::Parser;
use local::cli::Options;
use local::console::Console;
use local::machine::Machine;
use runtime::SystemClock;

use crate::stage::binaries;

/// The variables about caches, with these options.
async fn of_caches(arguments: &[&str]) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("local.env");
    let always = ["local", "--port", "0", "--no-seed"];
    let mut options = Options::parse_from(always.iter().chain(arguments));
    options.env_file = Some(file.clone());
    let (binaries, console) = (binaries().await.clone(), Console::to(|_| ()));
    let machine = Machine::start_with(binaries, options, Arc::new(SystemClock), console);
    let ended = machine
        .await
        .expect("the machine starts")
        .run_until(std::future::ready(()));
    ended.await.expect("the machine ends");
    let written = std::fs::read_to_string(file).expect("the file was written");
    let lines = written.lines().filter(|line| line.starts_with("CACHE"));
    lines.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn caches_are_in_memory_unless_they_are_off_or_shared() {
    assert_eq!(
        of_caches(&[]).await,
        ["CACHES_OFF=", "CACHE_MEMORY_MIB=24", "CACHE_URL="]
    );
    assert_eq!(
        of_caches(&["--without-caches"]).await,
        ["CACHES_OFF=all", "CACHE_MEMORY_MIB=24", "CACHE_URL="]
    );
    assert_eq!(
        of_caches(&["--cache-url", "redis://127.0.0.1:6379"]).await,
        [
            "CACHES_OFF=",
            "CACHE_MEMORY_MIB=24",
            "CACHE_URL=redis://127.0.0.1:6379"
        ]
    );
}
