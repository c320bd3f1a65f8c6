//! Whether a function can work: who may ask, and what it says.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::{Error, Ready};
use lambda_runtime::{Context, Diagnostic, LambdaEvent};
use runtime::readiness::{ANSWER, Asked, EVENT, Readiness};
use serde_json::{Value, json};
use tower::{ServiceExt, service_fn};

/// Tables that can be read, or cannot.
#[derive(Clone)]
struct Tables {
    readable: bool,
    tried: Arc<AtomicUsize>,
}

impl Tables {
    fn new(readable: bool) -> Self {
        Self {
            readable,
            tried: Arc::default(),
        }
    }

    fn tried(&self) -> usize {
        self.tried.load(Ordering::SeqCst)
    }
}

impl Ready for Tables {
    async fn ready(&self) -> Result<(), Error> {
        self.tried.fetch_add(1, Ordering::SeqCst);
        if self.readable {
            return Ok(());
        }
        Err(Error::Unavailable("secret".to_owned()))
    }
}

/// What a function that says its event back answers.
async fn answer(tables: &Tables, event: &str) -> Result<Value, Diagnostic> {
    let echo =
        service_fn(async |event: LambdaEvent<Value>| Ok::<_, Infallible>(json!([event.payload])));
    let payload: Asked<Value> = serde_json::from_str(event).unwrap();
    let event = LambdaEvent::new(payload, Context::default());
    let function = Readiness::of(echo, tables.clone());
    let answer = function.oneshot(event).await.map_err(Diagnostic::from)?;
    Ok(serde_json::to_value(answer).unwrap())
}

#[tokio::test]
async fn a_function_whose_tables_can_be_read_is_ready_and_has_tried_it_each_time() {
    let tables = Tables::new(true);
    for times in 1..=2 {
        let ready = answer(&tables, EVENT).await.unwrap();
        assert_eq!(ready.to_string(), ANSWER);
        assert_eq!(tables.tried(), times);
    }
}

#[tokio::test]
async fn a_function_whose_tables_cannot_be_read_fails_and_does_not_say_why() {
    let failed = answer(&Tables::new(false), EVENT).await.unwrap_err();
    assert_eq!(failed.error_type, "NotReady");
    assert_eq!(failed.error_message, "the tables cannot be read");
}

#[tokio::test]
async fn only_the_whole_event_asks_for_readiness_and_every_other_goes_to_the_function() {
    let tables = Tables::new(true);
    for event in [
        r#"{}"#,
        r#"{"ask":"readiness","version":"2.0"}"#,
        r#"{"version":"2.0","ask":"readiness"}"#,
        r#"{"ask":"Readiness"}"#,
        r#"{"ask":true}"#,
        r#"{"ask":["readiness"]}"#,
        r#"{"ask":"readiness","ask":"readiness"}"#,
        r#"["readiness"]"#,
        r#"[{"ask":"readiness"}]"#,
        r#""{\"ask\":\"readiness\"}""#,
        r#"{"version":"2.0","routeKey":"GET /","rawQueryString":"ask=readiness","body":"{\"ask\":\"readiness\"}"}"#,
        r#"{"Records":[{"body":"{\"ask\":\"readiness\"}"}]}"#,
        r#"{"Records":[],"ask":"readiness"}"#,
    ] {
        let echoed: Value = serde_json::from_str(event).unwrap();
        assert_eq!(answer(&tables, event).await, Ok(json!([echoed])), "{event}");
    }
    assert_eq!(tables.tried(), 0);
}

#[test]
fn an_event_that_is_neither_is_an_error_that_says_what_is_wrong() {
    let error = serde_json::from_str::<Asked<runtime::worker::Event>>("{}").unwrap_err();
    assert!(
        error.to_string().contains("missing field `Records`"),
        "{error}"
    );
}
