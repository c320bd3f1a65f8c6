//! What the command line of `cargo local` changes of the functions' variables, as `--env-file` shows them.

use std::sync::Arc;

use clap::Parser;
use local::cli::Options;
use local::console::Console;
use local::machine::Machine;
use runtime::SystemClock;

use crate::stage::binaries;

/// Those variables whose names begin so, with these options.
async fn variables(prefix: &str, arguments: &[&str]) -> Vec<String> {
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
    let lines = written.lines().filter(|line| line.starts_with(prefix));
    lines.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn caches_are_in_memory_unless_they_are_off_or_shared() {
    assert_eq!(
        variables("CACHE", &[]).await,
        ["CACHES_OFF=", "CACHE_MEMORY_MIB=24", "CACHE_URL="]
    );
    assert_eq!(
        variables("CACHE", &["--without-caches"]).await,
        ["CACHES_OFF=all", "CACHE_MEMORY_MIB=24", "CACHE_URL="]
    );
    assert_eq!(
        variables("CACHE", &["--cache-url", "redis://127.0.0.1:6379"]).await,
        [
            "CACHES_OFF=",
            "CACHE_MEMORY_MIB=24",
            "CACHE_URL=redis://127.0.0.1:6379"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_go_to_the_cloudwatch_of_this_machine() {
    assert_eq!(
        variables("METRICS", &[]).await,
        ["METRICS_NAMESPACE=local", "METRICS_SINK=cloudwatch"]
    );
    let endpoint = variables("AWS_ENDPOINT_URL_CLOUDWATCH=http://127.0.0.1:", &[]).await;
    assert_eq!(endpoint.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn debug_lines_are_kept_on_demand() {
    assert_eq!(variables("DEBUG", &[]).await, ["DEBUG_SAMPLE_SHARE=0"]);
    let kept = variables("DEBUG", &["--debug-lines"]).await;
    assert_eq!(kept, ["DEBUG_SAMPLE_SHARE=1"]);
}
