//! A queue, its worker's real binary, and what is between them. The worker is `examples/worker.rs`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use domain::Clock;
use jiff::SignedDuration;
use local::console::Console;
use local::environments::{Environments, Function};
use local::event_source::{Delivered, EventSource};
use local::queues::{Body, Counts, DeadLetters, QueueConfig, Queues, Receiving};
use testkit::ManualClock;
use testkit::builders::VARIABLES;

use crate::echo;

static BINARY: LazyLock<PathBuf> = LazyLock::new(|| echo::build("worker"));

const QUEUE: &str = "test-jobs";
const DEAD: &str = "test-dead-jobs";

struct Scene {
    clock: Arc<ManualClock>,
    queues: Arc<Queues>,
    environments: Arc<Environments>,
    source: EventSource,
    said: Receiver<String>,
}

impl Scene {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::default());
        let time: Arc<dyn Clock> = clock.clone();
        let queues = Arc::new(Queues::in_memory(configs(), Arc::clone(&time)));
        let (tell, said) = channel();
        let console = Console::to(move |line| tell.send(line.to_owned()).unwrap_or_default());
        let environments = Arc::new(Environments::new(
            vec![function()],
            1,
            Arc::new(runtime::SystemClock),
            console.clone(),
        ));
        let drawn = template::EventSource {
            logical_id: "Asked".to_owned(),
            function: "worker".to_owned(),
            queue: "JobsQueue".to_owned(),
            batch_size: 5,
            reports_failures: true,
            maximum_concurrency: None,
        };
        let functions = Arc::clone(&environments) as _;
        let source = EventSource::new(&drawn, Arc::clone(&queues), functions, time, console);
        Self {
            clock,
            queues,
            environments,
            source: source.unwrap(),
            said,
        }
    }

    fn send(&self, what: &str) -> String {
        let body = Body::parse(format!("{{\"do\":\"{what}\"}}")).unwrap();
        self.queues.send(QUEUE, body, None).unwrap()
    }

    /// Hands over what can be seen: how many were done, and how many failed.
    async fn turn(&self) -> Option<(usize, usize)> {
        let delivered = self.source.turn(Duration::ZERO).await.unwrap();
        delivered.map(|Delivered { done, failed }| (done, failed))
    }

    /// Lets the visibility timeout pass.
    fn wait(&self) {
        self.clock.advance(SignedDuration::from_secs(150));
    }

    fn counts(&self) -> Counts {
        self.queues.counts(QUEUE).unwrap()
    }

    async fn dead(&self) -> Vec<String> {
        let receiving = Receiving {
            most: 10,
            visibility_seconds: None,
            wait: Duration::ZERO,
        };
        let dead = self.queues.receive(DEAD, receiving).await.unwrap();
        dead.into_iter().map(|message| message.message_id).collect()
    }

    /// How often the worker said that it worked on this message.
    fn worked_on(&self, id: &str) -> usize {
        let line = format!("worked on {id}");
        self.said
            .try_iter()
            .filter(|said| said.ends_with(&line))
            .count()
    }
}

fn configs() -> Vec<QueueConfig> {
    let queue = |logical_id: &str, name: &str| QueueConfig {
        logical_id: logical_id.to_owned(),
        name: name.to_owned(),
        arn: format!("arn:aws:sqs:eu-central-1:123456789012:{name}"),
        url: format!("http://127.0.0.1:3/123456789012/{name}"),
        visibility_seconds: 150,
        retention_seconds: 86_400,
        delay_seconds: 0,
        dead_letters: None,
    };
    let dead_letters = DeadLetters {
        queue: DEAD.to_owned(),
        arn: format!("arn:aws:sqs:eu-central-1:123456789012:{DEAD}"),
        max_receive_count: 3,
    };
    let jobs = QueueConfig {
        dead_letters: Some(dead_letters),
        ..queue("JobsQueue", QUEUE)
    };
    vec![jobs, queue("DeadJobsQueue", DEAD)]
}

fn function() -> Function {
    Function {
        group: "worker".to_owned(),
        binary: BINARY.clone(),
        environment: BTreeMap::from(VARIABLES.map(|(n, v)| (n.to_owned(), v.to_owned()))),
        ..echo::function()
    }
}

#[tokio::test]
async fn what_is_done_is_deleted_and_what_failed_or_panicked_comes_again() {
    let scene = Scene::new();
    for what in ["work", "fail", "panic", "work", "nonsense"] {
        scene.send(what);
    }
    assert_eq!(scene.turn().await, Some((2, 3)));
    assert_eq!(scene.turn().await, None, "the others are hidden");
    scene.wait();
    assert_eq!(scene.turn().await, Some((0, 3)));
    scene.environments.shut_down().await;
    let ended = scene
        .said
        .try_iter()
        .any(|said| said.contains("ended unexpectedly"));
    assert!(!ended, "the process lives on");
}

#[tokio::test]
async fn a_worker_that_dies_in_the_middle_loses_nothing_and_after_three_times_it_is_a_dead_letter()
{
    let scene = Scene::new();
    let good = scene.send("work");
    assert_eq!(scene.turn().await, Some((1, 0)));
    let deadly = scene.send("exit");
    for _ in 0..3 {
        assert_eq!(scene.turn().await, Some((0, 1)));
        assert_eq!(scene.counts().in_flight, 1);
        scene.wait();
    }
    assert_eq!(scene.turn().await, None);
    assert_eq!(scene.dead().await, [deadly]);
    assert_eq!(scene.counts(), Counts::default());
    scene.environments.shut_down().await;
    assert_eq!(scene.worked_on(&good), 1);
}

#[tokio::test]
async fn what_was_done_before_its_worker_died_comes_again_too() {
    let scene = Scene::new();
    let good = scene.send("work");
    let deadly = scene.send("exit");
    assert_eq!(scene.turn().await, Some((0, 2)));
    scene.wait();
    // Now in events of their own, as a queue may do at any time.
    let receiving = Receiving {
        most: 2,
        visibility_seconds: Some(300),
        wait: Duration::ZERO,
    };
    let taken = scene.queues.receive(QUEUE, receiving).await.unwrap();
    for message in taken {
        let handle = &message.receipt_handle;
        scene.queues.change_visibility(QUEUE, handle, 0).unwrap();
        assert!(scene.turn().await.is_some());
    }
    scene.environments.shut_down().await;
    assert_eq!(scene.worked_on(&good), 2, "nothing may depend on once");
    scene.wait();
    assert_eq!(scene.turn().await, None);
    assert_eq!(scene.dead().await, [deadly]);
}
