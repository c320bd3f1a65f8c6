//! A table that takes its time: the client is answered before Lambda ends the function.

use std::time::Duration;

use domain::Clock;
use lambda_runtime::{Context, LambdaEvent};
use runtime::lambda::{Event, Handler};
use store::Store;
use testkit::Wire;
use tests::Api;
use tokio::net::TcpListener;
use tokio::time::Instant;
use tower::ServiceExt;

use crate::scene::{Answer, event, kit};

/// What the function has left when the event comes.
const LEFT: Duration = Duration::from_millis(900);

#[tokio::test]
async fn a_table_that_does_not_answer_makes_a_503_before_the_function_ends() {
    let api = Api::start().await;
    // Takes connections and never says a word.
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let kit = kit(&api);
    let store = Store::new(Wire::new().client(&endpoint), api.stack().name());
    let handler = Handler::new(goals::routes(&kit, goals::Deps::new(store, &kit)).into_service());

    let payload: Event = serde_json::from_value(event("goals/list.ok")).unwrap();
    let mut context = Context::default();
    let now = u64::try_from(api.clock().now().as_millisecond()).unwrap();
    context.deadline = now + u64::try_from(LEFT.as_millis()).unwrap();
    let began = Instant::now();
    let Ok(answer) = handler.oneshot(LambdaEvent { payload, context }).await;
    assert!(
        began.elapsed() < LEFT,
        "answered after {:?} of {LEFT:?}",
        began.elapsed()
    );

    let answer = Answer::of(&serde_json::to_value(&answer).unwrap());
    answer.is_a_503_that_tells_nothing("goals/list.ok");
    assert_eq!(answer.body["error"]["code"], "TIMEOUT");
}

#[tokio::test]
async fn a_deadline_that_has_passed_before_the_event_came_is_none() {
    let api = Api::start().await;
    let kit = kit(&api);
    let deps = goals::Deps::new(api.store().clone(), &kit);
    let handler = Handler::new(goals::routes(&kit, deps).into_service());
    let payload: Event = serde_json::from_value(event("goals/list.ok")).unwrap();
    let mut context = Context::default();
    // What `cargo lambda watch` sends, always.
    context.deadline = 600_000;
    let Ok(answer) = handler.oneshot(LambdaEvent { payload, context }).await;
    assert_eq!(answer.status_code, 200, "{}", answer.body);
}
