//! What the real binaries say about themselves, in the embedded metric format: it needs nothing but their output.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;

use crate::files;
use crate::replay::answer;
use crate::stage::{Stage, binaries};

/// A program that is the binary, with the sink that the test wants.
fn telling(binary: &Path, directory: &Path) -> std::path::PathBuf {
    let script = directory.join("telling");
    let text = format!(
        "#!/bin/sh\nMETRICS_SINK=emf METRICS_NAMESPACE=study exec '{}'\n",
        binary.display()
    );
    std::fs::write(&script, text).expect("the script can be written");
    let runnable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&script, runnable).expect("the script can be made to run");
    script
}

/// The metric's figures without dimensions, in the order in which they were told.
fn of_fleet(said: &[String], name: &str) -> Vec<f64> {
    let lines = said.iter().filter_map(|line| line.split_once(" | "));
    lines
        .filter_map(|(_, line)| serde_json::from_str::<Value>(line).ok())
        .filter(|line| {
            line["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == serde_json::json!([[]])
        })
        .filter_map(|line| line[name].as_f64())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_tells_its_figures_after_an_answer_and_the_rest_when_it_ends() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut binaries = binaries().await.clone();
    let goals = telling(&binaries["goals"], directory.path());
    binaries.insert("goals".to_owned(), goals);
    let files = files::by_group();
    let list = files["goals"].iter().find(|file| file.name == "list.ok");
    let list = list.expect("it is there");
    let stage = Stage::set_with(binaries).await;
    for _ in 0..3 {
        assert_eq!(answer(&stage, list).await["status"], 200);
    }
    let said = stage.strike().await;
    let requests = of_fleet(&said, "http.requests");
    assert_eq!(requests.iter().sum::<f64>(), 3.0, "{said:#?}");
    assert_eq!(requests[0], 1.0, "pushed after the first answer");
    assert!(requests.len() >= 2, "and when the process was told to end");
    assert_eq!(of_fleet(&said, "lambda.cold_starts"), [1.0]);
    assert!(!of_fleet(&said, "db.attempts").is_empty());
    assert_eq!(of_fleet(&said, "metrics.dropped"), [0.0; 0]);
}
