//! What is told of panics. A process has one hook for them, so this is a process of its own, and one test.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use domain::Error;
use lambda_runtime::{Context, LambdaEvent};
use runtime::log::{Invocations, Settings, Share};
use runtime::{Delivery, Env, Kit, Worker, worker};
use serde_json::json;
use testkit::Page;
use testkit::builders::VARIABLES;
use tower::{Layer, ServiceExt};

fn kit() -> Kit {
    Kit::from_env(&Env::of(VARIABLES)).unwrap()
}

async fn handle(delivery: Delivery<String>) -> Result<(), Error> {
    if delivery.message == "elsewhere" {
        let task = tokio::spawn(async { panic!("what the student wrote") });
        assert!(task.await.is_err());
        return Ok(());
    }
    panic!("{}", delivery.message)
}

fn event(body: &str) -> worker::Event {
    let record = json!({
        "messageId": "m-1",
        "body": json!(body).to_string(),
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSource": "aws:sqs",
    });
    serde_json::from_value(json!({"Records": [record]})).unwrap()
}

#[tokio::test]
async fn a_panic_is_told_once_by_its_place_and_never_by_what_it_says() {
    let page = Page::default();
    let writer = page.clone();
    let lines = runtime::log::subscriber(Settings::default(), move || writer.clone());
    let _listening = tracing::subscriber::set_default(lines);
    let kit = kit();
    runtime::log::panics_by_place();
    let service = Invocations::new(Share::NONE).layer(Worker::new(&kit, handle));
    for body in ["what the student wrote", "elsewhere"] {
        let mut context = Context::default();
        context.request_id = "r-1".to_owned();
        let event = LambdaEvent::new(event(body), context);
        service.clone().oneshot(event).await.unwrap();
    }
    // From here on an assertion is to say what is wrong.
    drop(std::panic::take_hook());
    let text = page.text();
    assert!(!text.contains("student"), "{text}");
    let [caught, elsewhere, done] = &text.lines().collect::<Vec<_>>()[..] else {
        panic!("three lines: {text}")
    };
    let place = concat!(file!(), ":");
    assert!(
        caught.contains("message not done") && caught.contains(place),
        "{caught}"
    );
    assert!(
        elsewhere.contains("panicked") && elsewhere.contains(place),
        "{elsewhere}"
    );
    assert!(done.contains("message done"), "{done}");
}
