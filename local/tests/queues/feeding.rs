//! What a function is fed, and what becomes of the messages by what it answers.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use local::console::Console;
use local::event_source::{Delivered, EventSource};
use local::gateway::{Invoke, InvokeError};
use local::queues::Body;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::scene::{ARN, DEAD, HIDDEN, QUEUE, Scene, take};

type Act = Box<dyn Fn(&Value) -> Result<Bytes, InvokeError> + Send + Sync>;

/// A function that does this with every event, and keeps the events that it was given.
struct Acting {
    act: Act,
    events: Mutex<Vec<(String, Value)>>,
}

impl Acting {
    fn new(act: Act) -> Arc<Self> {
        let events = Mutex::default();
        Arc::new(Self { act, events })
    }

    fn events(&self) -> Vec<(String, Value)> {
        self.events.lock().unwrap().clone()
    }
}

impl fmt::Debug for Acting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Acting")
    }
}

impl Invoke for Acting {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        let event = serde_json::from_slice(&event).unwrap();
        let outcome = (self.act)(&event);
        let noted = (function.to_owned(), event);
        self.events.lock().unwrap().push(noted);
        Box::pin(async move { outcome })
    }
}

/// Refuses the first events, and then fails the messages whose body says so.
fn picky(throttled: usize) -> Arc<Acting> {
    let refused = AtomicUsize::new(0);
    Acting::new(Box::new(move |event| {
        if refused.fetch_add(1, Ordering::SeqCst) < throttled {
            return Err(InvokeError::Throttled);
        }
        let failures: Vec<_> = event["Records"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|record| record["body"] == "bad")
            .map(|record| json!({"itemIdentifier": record["messageId"]}))
            .collect();
        Ok(json!({"batchItemFailures": failures}).to_string().into())
    }))
}

fn drawn() -> template::EventSource {
    template::EventSource {
        logical_id: "Asked".to_owned(),
        function: "writer".to_owned(),
        queue: "NotesQueue".to_owned(),
        batch_size: 5,
        reports_failures: true,
        maximum_concurrency: Some(2),
    }
}

fn source(scene: &Scene, drawn: &template::EventSource, functions: Arc<dyn Invoke>) -> EventSource {
    let (queues, clock) = (Arc::clone(&scene.queues), scene.clock.clone());
    EventSource::new(drawn, queues, functions, clock, Console::to(|_| ())).unwrap()
}

fn send(scene: &Scene, body: &str) -> String {
    let body = Body::parse(body).unwrap();
    scene.queues.send(QUEUE, body, None).unwrap()
}

/// Feeds three messages to a function that does this with them; what was delivered, and how many are left.
async fn fed(drawn: &template::EventSource, act: Act) -> (Delivered, usize) {
    let scene = Scene::new();
    for body in ["a", "b", "c"] {
        send(&scene, body);
    }
    let source = source(&scene, drawn, Acting::new(act));
    let delivered = source.turn(Duration::ZERO).await.unwrap().unwrap();
    scene.clock.advance(HIDDEN);
    (delivered, scene.queues.counts(QUEUE).unwrap().visible)
}

fn answer(text: &'static str) -> Act {
    Box::new(move |_| Ok(Bytes::from(text)))
}

const ALL_DONE: (Delivered, usize) = (Delivered { done: 3, failed: 0 }, 0);
const ALL_FAILED: (Delivered, usize) = (Delivered { done: 0, failed: 3 }, 3);

#[tokio::test]
async fn a_function_gets_its_messages_as_lambda_hands_them_over() {
    let scene = Scene::new();
    let id = send(&scene, "hello");
    let function = Acting::new(answer("null"));
    let source = source(&scene, &drawn(), function.clone());
    source.turn(Duration::ZERO).await.unwrap().unwrap();
    let (name, mut event) = function.events().remove(0);
    assert_eq!(name, "writer");
    let handle = event["Records"][0]["receiptHandle"].take();
    assert!(handle.is_string());
    assert_eq!(
        event,
        json!({"Records": [{
            "messageId": id,
            "receiptHandle": null,
            "body": "hello",
            "attributes": {
                "ApproximateReceiveCount": "1",
                "SentTimestamp": "1795348800000",
                "SenderId": "AIDACARGOLOCAL",
                "ApproximateFirstReceiveTimestamp": "1795348800000",
            },
            "messageAttributes": {},
            "md5OfBody": "5d41402abc4b2a76b9719d911017c592",
            "eventSource": "aws:sqs",
            "eventSourceARN": ARN,
            "awsRegion": "us-east-1",
        }]})
    );
}

#[tokio::test]
async fn an_answer_that_names_nothing_means_that_all_is_done() {
    for text in [
        r#"{"batchItemFailures":[]}"#,
        r#"{"batchItemFailures":null}"#,
        "{}",
        "null",
    ] {
        assert_eq!(fed(&drawn(), answer(text)).await, ALL_DONE, "{text}");
    }
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_means_that_all_failed() {
    for text in [
        "",
        "no json",
        r#""done""#,
        r#"{"batchItemFailures":{}}"#,
        r#"{"batchItemFailures":[{"itemIdentifier":""}]}"#,
        r#"{"batchItemFailures":[{"itemIdentifier":null}]}"#,
        r#"{"batchItemFailures":[{"item":"x"}]}"#,
        r#"{"batchItemFailures":[{"itemIdentifier":"of somebody else"}]}"#,
    ] {
        assert_eq!(fed(&drawn(), answer(text)).await, ALL_FAILED, "{text}");
    }
}

#[tokio::test]
async fn a_function_that_fails_dies_or_takes_too_long_has_done_nothing() {
    for error in [
        InvokeError::Function {
            payload: Bytes::new(),
        },
        InvokeError::Crashed {
            detail: String::new(),
        },
        InvokeError::TimedOut,
    ] {
        let shown = format!("{error:?}");
        assert_eq!(
            fed(&drawn(), Box::new(move |_| Err(error.clone()))).await,
            ALL_FAILED,
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_function_that_does_not_report_does_a_batch_or_does_not() {
    let whole = template::EventSource {
        reports_failures: false,
        ..drawn()
    };
    assert_eq!(fed(&whole, answer("anything")).await, ALL_DONE);
}

#[tokio::test]
async fn only_what_failed_comes_again_and_after_three_times_it_is_a_dead_letter() {
    let scene = Scene::new();
    send(&scene, "good");
    let bad = send(&scene, "bad");
    let source = source(&scene, &drawn(), picky(0));
    let turn = || source.turn(Duration::ZERO);
    let first = turn().await.unwrap();
    assert_eq!(first, Some(Delivered { done: 1, failed: 1 }));
    for _ in 0..2 {
        assert_eq!(turn().await.unwrap(), None, "it is hidden");
        scene.clock.advance(HIDDEN);
        let again = turn().await.unwrap();
        assert_eq!(again, Some(Delivered { done: 0, failed: 1 }));
    }
    scene.clock.advance(HIDDEN);
    assert_eq!(turn().await.unwrap(), None);
    assert_eq!(take(&scene.queues, DEAD).await[0].message_id, bad);
}

#[tokio::test]
async fn an_event_has_no_more_messages_than_the_template_says() {
    let scene = Scene::new();
    for _ in 0..6 {
        send(&scene, "good");
    }
    let source = source(&scene, &drawn(), picky(0));
    let turn = || source.turn(Duration::ZERO);
    assert_eq!(
        turn().await.unwrap(),
        Some(Delivered { done: 5, failed: 0 })
    );
    assert_eq!(
        turn().await.unwrap(),
        Some(Delivered { done: 1, failed: 0 })
    );
    assert_eq!(turn().await.unwrap(), None);
}

#[tokio::test]
async fn a_throttled_function_gets_the_same_messages_later_and_it_counts_as_one_try() {
    let scene = Scene::new();
    send(&scene, "good");
    let function = picky(1);
    let source = source(&scene, &drawn(), function.clone());
    let delivered = source.turn(Duration::ZERO).await.unwrap();
    assert_eq!(delivered, Some(Delivered { done: 1, failed: 0 }));
    let events = function.events();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0], events[1]);
}

#[tokio::test]
async fn at_the_end_nothing_more_is_taken() {
    let scene = Scene::new();
    let source = source(&scene, &drawn(), picky(0));
    let end = CancellationToken::new();
    let feeding = source.run(10, end.clone());
    let sending = async {
        send(&scene, "good");
        while scene.queues.counts(QUEUE).unwrap() != Default::default() {
            tokio::task::yield_now().await;
        }
        end.cancel();
    };
    tokio::join!(feeding, sending);
    send(&scene, "late");
    assert_eq!(scene.queues.counts(QUEUE).unwrap().visible, 1);
}
