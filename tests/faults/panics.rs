//! A handler panics.

use domain::access::Action;
use http::Method;
use lambda_runtime::{Context, LambdaEvent};
use runtime::Routes;
use runtime::lambda::{Event, Handler};
use tests::Api;
use tower::ServiceExt;

use crate::scene::{Answer, event, kit};

async fn call(handler: &Handler, file: &str) -> Answer {
    let payload: Event = serde_json::from_value(event(file)).unwrap();
    let event = LambdaEvent {
        payload,
        context: Context::default(),
    };
    let Ok(answer) = handler.clone().oneshot(event).await;
    Answer::of(&serde_json::to_value(&answer).unwrap())
}

#[tokio::test]
async fn a_panic_is_a_500_that_tells_nothing_and_the_next_request_is_served() {
    let api = Api::start().await;
    let panics = async || -> &'static str { panic!("what the student wrote") };
    let works = async || r#"{"status":"fine"}"#;
    let public = runtime::Scopes::Public;
    let routes = Routes::new(&kit(&api), ())
        .route(Method::GET, "/", Action::Public, public, panics)
        .route(Method::GET, "/health", Action::Public, public, works);
    let handler = Handler::new(routes.into_service());
    for _ in 0..3 {
        let broken = call(&handler, "ops/root.ok").await;
        assert_eq!(broken.status, 500);
        assert_eq!(broken.body["error"]["code"], "INTERNAL_SERVER_ERROR");
        assert!(!broken.text.contains("student"), "{}", broken.text);
        let served = call(&handler, "ops/health.ok").await;
        assert_eq!(
            (served.status, &served.body["status"]),
            (200, &"fine".into())
        );
    }
}
