//! What the real binaries say about themselves: to the CloudWatch of `cargo local`, and in the embedded metric format, which needs
//! nothing but their output.

use std::sync::Arc;
use std::time::Duration;

use local::cloudwatch::{CloudWatch, Metric};
use runtime::SystemClock;
use serde_json::Value;

use crate::files;
use crate::replay::answer;
use crate::stage::{Stage, binaries, with_variables};

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
    let variables = "METRICS_SINK=emf METRICS_NAMESPACE=study";
    let goals = with_variables(&binaries["goals"], variables, directory.path());
    binaries.insert("goals".to_owned(), goals);
    let files = files::by_group();
    let list = files["goals"].iter().find(|file| file.name == "list.ok");
    let list = list.expect("it is there");
    let stage = Stage::set_with(binaries, Arc::new(SystemClock)).await;
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

/// What came of a metric without dimensions so far, added up.
pub(crate) fn pushed(cloudwatch: &CloudWatch, name: &str) -> f64 {
    let metric = Metric::new::<&str, &str>("local", name, []).expect("a metric");
    let minutes = cloudwatch.figures(&metric, None, 0..i64::MAX);
    minutes.iter().map(|(_, figures)| figures.sum()).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_pushes_to_the_local_cloudwatch_and_its_last_figures_arrive_while_all_ends() {
    let files = files::by_group();
    let list = files["goals"].iter().find(|file| file.name == "list.ok");
    let list = list.expect("it is there");
    let stage = Stage::set().await;
    let cloudwatch = stage.cloudwatch();
    assert_eq!(answer(&stage, list).await["status"], 200);
    let arrived = async {
        while pushed(&cloudwatch, "http.requests") < 1.0 {
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(60);
    let arrived = tokio::time::timeout(patience, arrived).await;
    arrived.expect("pushed after the first answer");
    for _ in 0..2 {
        assert_eq!(answer(&stage, list).await["status"], 200);
    }
    stage.strike().await;
    assert_eq!(pushed(&cloudwatch, "http.requests"), 3.0, "none twice");
    assert_eq!(pushed(&cloudwatch, "lambda.cold_starts"), 1.0);
    assert_eq!(pushed(&cloudwatch, "metrics.dropped"), 0.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_function_pushed_another_reads_again() {
    let files = files::by_group();
    let file = |group: &str, name: &str| {
        let found = files[group].iter().find(|file| file.name == name);
        found.expect("it is there")
    };
    let stage = Stage::set().await;
    // The second event is taken after what followed the first answer.
    for _ in 0..2 {
        let list = answer(&stage, file("goals", "list.ok")).await;
        assert_eq!(list["status"], 200);
    }
    let read = stage
        .invoke("ops", &file("ops", "metrics.admin").text)
        .await;
    let body = read.expect("an answer")["body"].clone();
    let body: Value = serde_json::from_str(body.as_str().expect("a body")).expect("JSON");
    let data = &body["data"];
    let requests = &data["counters"]["http.requests:method=GET:route=/api/v1/goals"];
    assert_eq!(*requests, 1, "{data}");
    let duration = &data["timings"]["http.request.duration:method=GET:route=/api/v1/goals"];
    assert_eq!(duration["count"], 1, "{data}");
    assert!(duration["p99"].as_f64() > Some(0.0), "{data}");
    stage.strike().await;
}
