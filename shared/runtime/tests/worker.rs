//! What becomes of the messages of a queue, whatever the worker is for.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::{Clock, Error};
use jiff::SignedDuration;
use lambda_runtime::{Context, LambdaEvent};
use runtime::worker::{Answer, Event, Refused};
use runtime::{Delivery, Env, Kit, Worker};
use serde::Deserialize;
use serde_json::{Value, json};
use testkit::ManualClock;
use testkit::builders::VARIABLES;
use tower::ServiceExt;

#[derive(Debug, Deserialize)]
struct Order {
    what: String,
}

/// A worker that does what its messages say, and notes what it began.
struct Scene {
    clock: Arc<ManualClock>,
    worker: Worker,
    begun: Arc<Mutex<Vec<(String, u32, Duration)>>>,
}

impl Scene {
    fn new() -> Self {
        let env = Env::of(VARIABLES);
        let clock = Arc::new(ManualClock::default());
        let kit = Kit::with_clock(&env, clock.clone()).unwrap();
        let begun = Arc::new(Mutex::new(Vec::new()));
        let (noted, time) = (Arc::clone(&begun), Arc::clone(&clock));
        let worker = Worker::new(&kit, move |delivery: Delivery<Order>| {
            let time = Arc::clone(&time);
            noted.lock().unwrap().push((
                delivery.message_id,
                delivery.receive_count,
                delivery.time_left,
            ));
            async move {
                match delivery.message.what.as_str() {
                    "fail" => Err(Error::Unavailable("told to".to_owned())),
                    "panic" => panic!("told to"),
                    "hang" => pending().await,
                    "dawdle" => {
                        time.advance(SignedDuration::from_secs(16));
                        Ok(())
                    }
                    _ => Ok(()),
                }
            }
        });
        Self {
            clock,
            worker,
            begun,
        }
    }

    /// The ids of what is reported as failed, when there is so much time.
    async fn failed(&self, records: Vec<Value>, left: Duration) -> Vec<String> {
        let event = json!({"Records": records});
        ids(&self.answer(event, left).await.unwrap())
    }

    async fn answer(&self, event: Value, left: Duration) -> Result<Answer, Refused> {
        let payload: Event = serde_json::from_value(event).unwrap();
        let mut context = Context::default();
        let now = u64::try_from(self.clock.now().as_millisecond()).unwrap();
        context.deadline = now + u64::try_from(left.as_millis()).unwrap();
        let worker = self.worker.clone();
        worker.oneshot(LambdaEvent { payload, context }).await
    }

    fn begun(&self) -> Vec<String> {
        let begun = self.begun.lock().unwrap();
        begun.iter().map(|(id, ..)| id.clone()).collect()
    }
}

const AMPLE: Duration = Duration::from_secs(25);

fn ids(answer: &Answer) -> Vec<String> {
    let answer = serde_json::to_value(answer).unwrap();
    let failures = answer["batchItemFailures"].as_array().unwrap();
    let id = |failure: &Value| failure["itemIdentifier"].as_str().unwrap().to_owned();
    failures.iter().map(id).collect()
}

fn record(id: &str, body: &str) -> Value {
    json!({
        "messageId": id,
        "receiptHandle": "handle",
        "body": body,
        "attributes": {"ApproximateReceiveCount": "2", "SentTimestamp": "1795348800000"},
        "messageAttributes": {},
        "md5OfBody": "unread",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:study-practice",
        "awsRegion": "eu-west-1",
    })
}

fn order(id: &str, what: &str) -> Value {
    record(id, &json!({"what": what}).to_string())
}

#[tokio::test]
async fn every_message_is_handed_over_with_its_id_its_count_and_the_time_that_is_left() {
    let scene = Scene::new();
    let failed = scene.failed(vec![order("a", "work"), order("b", "work")], AMPLE);
    assert!(failed.await.is_empty());
    let time = AMPLE - Duration::from_millis(500);
    assert_eq!(
        *scene.begun.lock().unwrap(),
        [("a".to_owned(), 2, time), ("b".to_owned(), 2, time)]
    );
}

#[tokio::test]
async fn only_what_failed_comes_again() {
    let scene = Scene::new();
    let records = vec![order("a", "work"), order("b", "fail"), order("c", "work")];
    assert_eq!(scene.failed(records, AMPLE).await, ["b"]);
    assert_eq!(scene.begun(), ["a", "b", "c"]);
}

#[tokio::test]
async fn a_panic_costs_its_own_message_and_no_other() {
    let scene = Scene::new();
    let records = vec![order("a", "panic"), order("b", "work")];
    assert_eq!(scene.failed(records, AMPLE).await, ["a"]);
    assert_eq!(scene.begun(), ["a", "b"]);
}

#[tokio::test]
async fn a_body_that_is_not_what_the_worker_takes_is_reported_and_never_handed_over() {
    let scene = Scene::new();
    let records = vec![
        record("a", "no json"),
        record("b", "{\"other\":1}"),
        record("c", ""),
        order("d", "work"),
    ];
    assert_eq!(scene.failed(records, AMPLE).await, ["a", "b", "c"]);
    assert_eq!(scene.begun(), ["d"]);
}

#[tokio::test]
async fn nothing_is_begun_that_could_not_be_finished_and_it_comes_again() {
    let scene = Scene::new();
    let records = vec![order("a", "work"), order("b", "dawdle"), order("c", "work")];
    // After `b` 4 s of the 20 are left.
    let left = Duration::from_secs(20);
    assert_eq!(scene.failed(records, left).await, ["c"]);
    assert_eq!(scene.begun(), ["a", "b"]);
}

#[tokio::test]
async fn a_message_that_takes_too_long_is_dropped_in_time_to_report_it() {
    let scene = Scene::new();
    let scene = Scene {
        worker: scene.worker.clone().needing(Duration::ZERO),
        ..scene
    };
    let left = Duration::from_millis(510);
    assert_eq!(scene.failed(vec![order("a", "hang")], left).await, ["a"]);
}

#[tokio::test]
async fn where_nobody_sets_a_deadline_there_is_time() {
    let scene = Scene::new();
    let payload: Event = serde_json::from_value(json!({"Records": [order("a", "work")]})).unwrap();
    let event = LambdaEvent::new(payload, Context::default());
    let answer = scene.worker.clone().oneshot(event).await.unwrap();
    assert!(ids(&answer).is_empty());
    assert_eq!(scene.begun(), ["a"]);
}

#[tokio::test]
async fn an_event_that_is_not_of_a_queue_is_refused_before_anything_is_begun() {
    let without = |field: &str| {
        let mut record = order("a", "work");
        record.as_object_mut().unwrap().remove(field);
        record
    };
    let mut of_a_stream = order("a", "work");
    of_a_stream["eventSource"] = "aws:kinesis".into();
    for wrong in [
        of_a_stream,
        without("eventSource"),
        without("messageId"),
        without("attributes"),
    ] {
        let scene = Scene::new();
        let event = json!({"Records": [order("b", "work"), wrong]});
        assert_eq!(scene.answer(event, AMPLE).await, Err(Refused));
        assert!(scene.begun().is_empty());
    }
    assert!(serde_json::from_value::<Event>(json!({"routeKey": "GET /"})).is_err());
}

#[test]
fn what_a_message_asks_for_is_not_shown() {
    let delivery = Delivery {
        message: "private",
        message_id: "a".to_owned(),
        receive_count: 1,
        time_left: AMPLE,
    };
    assert!(!format!("{delivery:?}").contains("private"));
}
