//! What becomes of figures while a process is frozen, ends, is killed, and while CloudWatch fails: nothing is counted twice, and
//! what is missing is what was pushed without an answer, which is counted, or what a killed process had not pushed yet.
//!
//! A request is pushed after its answer when the last push is ten seconds ago, by a clock that stands until it is moved. Nothing here
//! waits for time to pass.

use std::sync::Arc;

use local::cloudwatch::{CloudWatch, Metric, Mishap};
use rustix::process::Pid;
use serde_json::Value;

use crate::clock::DrivenClock;
use crate::files::{self, EventFile};
use crate::measuring::pushed;
use crate::process::{freeze, kill, state, terminate, thaw};
use crate::replay::answer;
use crate::stage::{Stage, binaries};

struct Scene {
    clock: Arc<DrivenClock>,
    stage: Stage,
    cloudwatch: Arc<CloudWatch>,
    list: EventFile,
}

impl Scene {
    async fn set() -> Self {
        let clock = Arc::new(DrivenClock::new());
        let mut binaries = binaries().await.clone();
        let goals = clock.drives(&binaries["goals"]);
        binaries.insert("goals".to_owned(), goals);
        let stage = Stage::set_with(binaries, Arc::clone(&clock) as _).await;
        let files = files::by_group();
        let list = files["goals"].iter().find(|file| file.name == "list.ok");
        Self {
            clock,
            cloudwatch: stage.cloudwatch(),
            stage,
            list: list.expect("it is there").clone(),
        }
    }

    /// Sends so many requests, each when the one before is answered and pushed, if it was time for that.
    async fn send(&self, requests: u32) {
        for _ in 0..requests {
            self.ask().await;
            self.stage.idle("goals").await;
        }
    }

    async fn ask(&self) {
        let answer = answer(&self.stage, &self.list).await;
        assert_eq!(answer["status"], 200);
    }

    fn wait(&self, seconds: i64) {
        self.clock.advance(jiff::SignedDuration::from_secs(seconds));
    }

    fn taken(&self, name: &str) -> f64 {
        pushed(&self.cloudwatch, name)
    }

    /// Waits until a push has met what was ordered.
    async fn met(&self) {
        while self.cloudwatch.ordered() > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// How often a push ended so.
    fn pushes(&self, outcome: &str) -> f64 {
        let metric = Metric::new("local", "metrics.pushes", [("outcome", outcome)]);
        let minutes = self
            .cloudwatch
            .figures(&metric.expect("a metric"), None, 0..i64::MAX);
        minutes.iter().map(|(_, figures)| figures.sum()).sum()
    }

    /// The requests of a minute, as they were taken.
    fn requests_of(&self, minute: i64) -> f64 {
        let metric = Metric::new::<&str, &str>("local", "http.requests", []);
        let minutes = minute..minute + 1;
        let figures = self
            .cloudwatch
            .figures(&metric.expect("a metric"), None, minutes);
        figures.iter().map(|(_, figures)| figures.sum()).sum()
    }

    async fn process(&self) -> Pid {
        let [process] = self.stage.processes("goals").await[..] else {
            panic!("one function, one process")
        };
        process
    }
}

/// Ends the process, and waits until it has done so in its own time.
async fn end(process: Pid) {
    terminate(process);
    gone(process).await;
}

async fn gone(process: Pid) {
    while state(process).is_some() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_process_kept_while_it_was_frozen_for_an_hour_counts_once_and_in_its_own_minute() {
    let scene = Scene::set().await;
    let before = scene.clock.minute();
    scene.send(3).await;
    assert_eq!(scene.taken("http.requests"), 1.0);
    let process = scene.process().await;
    freeze(process);
    scene.wait(3600);
    assert_eq!(scene.taken("http.requests"), 1.0, "nobody can push now");
    thaw(process);
    scene.send(2).await;
    assert_eq!(scene.taken("http.requests"), 4.0);
    assert_eq!(scene.requests_of(before), 3.0);
    assert_eq!(scene.requests_of(before + 60), 1.0);
    assert_eq!(scene.process().await, process);
    end(process).await;
    assert_eq!(scene.taken("http.requests"), 5.0);
    assert_eq!(scene.taken("lambda.cold_starts"), 1.0);
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_told_to_end_pushes_all_it_has() {
    let scene = Scene::set().await;
    scene.send(3).await;
    assert_eq!(scene.taken("http.requests"), 1.0);
    end(scene.process().await).await;
    assert_eq!(scene.taken("http.requests"), 3.0);
    scene.send(2).await;
    assert_eq!(scene.taken("http.requests"), 4.0, "by its successor");
    assert_eq!(scene.taken("lambda.cold_starts"), 2.0);
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_takes_along_what_it_has_not_pushed_and_no_more() {
    let scene = Scene::set().await;
    scene.send(2).await;
    scene.wait(10);
    scene.send(4).await;
    let pushed_by_now = 3.0;
    assert_eq!(scene.taken("http.requests"), pushed_by_now);
    let process = scene.process().await;
    kill(process);
    gone(process).await;
    scene.send(1).await;
    end(scene.process().await).await;
    assert_eq!(scene.taken("http.requests"), pushed_by_now + 1.0);
    assert_eq!(scene.taken("metrics.dropped"), 0.0);
    scene.stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_push_meets_every_request_was_taken_once_or_was_in_one_that_got_no_answer() {
    let scene = Scene::set().await;
    let turns = [
        None,
        Some(Mishap::Throttle),
        Some(Mishap::Throttle),
        None,
        Some(Mishap::Fail),
        None,
        Some(Mishap::HangUp),
        None,
        Some(Mishap::Hang),
        None,
        Some(Mishap::Fail),
        Some(Mishap::Throttle),
        None,
    ];
    let (mut sent, mut waiting, mut lost) = (0, 0, 0);
    for turn in turns {
        scene.wait(10);
        scene.cloudwatch.order(
            turn.unwrap_or(Mishap::Throttle),
            usize::from(turn.is_some()),
        );
        // This is pushed with what waited.
        scene.ask().await;
        if let Some(Mishap::Hang) = turn {
            // The function gives up waiting; the call itself goes on until the next turn.
            scene.met().await;
            scene.wait(1);
        }
        scene.stage.idle("goals").await;
        scene.send(1).await;
        sent += 2;
        waiting += 1;
        match turn {
            Some(Mishap::Throttle) => {}
            None | Some(Mishap::HangUp) => waiting = 0,
            Some(Mishap::Fail | Mishap::Hang) => lost += std::mem::take(&mut waiting),
        }
        waiting += 1;
    }
    end(scene.process().await).await;
    assert_eq!(scene.taken("http.requests"), f64::from(sent - lost));
    assert_eq!(scene.taken("metrics.dropped"), 0.0);
    assert_eq!((scene.pushes("kept"), scene.pushes("unknown")), (3.0, 4.0));
    assert!(
        scene.taken("metrics.push_unknown") >= 4.0,
        "data of four requests"
    );
    let said = scene.stage.strike().await;

    let failed = said.iter().filter_map(|line| line.split_once("goals#1 | "));
    let failed = failed.filter_map(|(_, line)| serde_json::from_str::<Value>(line).ok());
    let failed: Vec<_> = failed
        .filter(|line| line["message"] == "pushing metrics failed")
        .collect();
    assert!(failed.len() >= 6, "{failed:#?}");
    let of_one = failed.iter().all(|line| line["request_id"].is_string());
    assert!(of_one, "it is told after which request: {failed:#?}");
}
