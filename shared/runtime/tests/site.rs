//! What comes through CloudFront, and what goes past it.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::sync::Arc;

use domain::access::Action;
use lambda_runtime::{Context, LambdaEvent};
use runtime::lambda::Handler;
use runtime::{Answer, Env, EnvError, Kit, Origin, Reply, Routes, Site};
use serde_json::{Value, json};
use testkit::ManualClock;
use testkit::builders::VARIABLES;
use tower::ServiceExt;

const SECRET: &str = "said by CloudFront";
const OPEN: [(&str, &str); 2] = [("SITE_SECRET", SECRET), ("SITE_ONLY", "false")];
const ONLY: [(&str, &str); 2] = [("SITE_SECRET", SECRET), ("SITE_ONLY", "true")];
const NEVER: [(&str, &str); 2] = [("SITE_SECRET", ""), ("SITE_ONLY", "false")];

async fn from(origin: Origin, headers: http::HeaderMap) -> Answer {
    assert!(!headers.contains_key("x-site-secret"), "no handler sees it");
    Ok(Reply::bare(&origin.source_ip))
}

async fn nothing() -> Answer {
    Ok(Reply::bare(&()))
}

/// Sends `GET` to a path with these headers. Status, and what was answered.
async fn get(variables: [(&str, &str); 2], path: &str, headers: Value) -> (u16, Value) {
    let env = Env::of(VARIABLES.into_iter().chain(variables));
    let kit = Kit::with_clock(&env, Arc::new(ManualClock::default())).unwrap();
    let routes = Routes::new(&kit, ())
        .get("/from", Action::Public, from)
        .get("/own", Action::OwnAccount, nothing);
    let route = format!("GET {path}");
    let event = json!({
        "version": "2.0", "routeKey": route, "rawPath": path, "rawQueryString": "", "headers": headers,
        "isBase64Encoded": false,
        "requestContext": {
            "routeKey": route, "stage": "$default", "timeEpoch": 0,
            "http": {"method": "GET", "path": path, "sourceIp": "130.176.0.1"},
        },
    });
    let event = LambdaEvent {
        payload: serde_json::from_value(event).unwrap(),
        context: Context::default(),
    };
    let handler = Handler::new(routes.into_service());
    let answer = handler.oneshot(event).await.unwrap();
    (
        answer.status_code,
        serde_json::from_str(&answer.body).unwrap(),
    )
}

fn through(forwarded: &str) -> Value {
    json!({"x-site-secret": SECRET, "x-forwarded-for": forwarded})
}

#[tokio::test]
async fn where_only_cloudfront_may_pass_requests_on_others_are_refused_with_where_to_go() {
    for headers in [
        json!({}),
        json!({"x-site-secret": ""}),
        json!({"x-site-secret": "said by CloudFronts"}),
        json!({"x-forwarded-for": "203.0.113.7, 130.176.0.1"}),
    ] {
        let (status, answer) = get(ONLY, "/from", headers.clone()).await;
        assert_eq!(status, 403, "{headers}");
        assert_eq!(answer["error"]["code"], "FORBIDDEN");
        assert!(
            answer["detail"]
                .as_str()
                .unwrap()
                .contains("address of the site"),
            "{answer}"
        );
    }
    let (status, _) = get(ONLY, "/from", through("203.0.113.7, 130.176.0.1")).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn the_client_of_what_came_through_cloudfront_is_who_cloudfront_saw() {
    for variables in [OPEN, ONLY] {
        for (forwarded, client) in [
            ("203.0.113.7, 130.176.0.1", "203.0.113.7"),
            ("10.0.0.1, 203.0.113.7,130.176.0.1", "203.0.113.7"),
            ("2001:db8::7, 130.176.0.1", "2001:db8::7"),
        ] {
            assert_eq!(
                get(variables, "/from", through(forwarded)).await,
                (200, json!(client))
            );
        }
        // Nobody between: then it is as if it had not come through.
        assert_eq!(
            get(variables, "/from", through("130.176.0.1")).await,
            (200, json!("130.176.0.1"))
        );
    }
}

#[tokio::test]
async fn without_the_secret_no_header_says_who_the_client_is() {
    let forged = json!({"x-site-secret": "", "x-forwarded-for": "203.0.113.7, 10.0.0.1"});
    for variables in [NEVER, OPEN] {
        assert_eq!(
            get(variables, "/from", forged.clone()).await,
            (200, json!("130.176.0.1"))
        );
    }
}

#[tokio::test]
async fn who_claims_nothing_is_told_that_first() {
    assert_eq!(get(ONLY, "/own", json!({})).await.0, 401);
}

#[test]
fn a_function_that_would_refuse_everybody_or_nobody_by_mistake_does_not_start() {
    let site = |only: &str, secret: &str| {
        Site::from_env(&Env::of([("SITE_ONLY", only), ("SITE_SECRET", secret)]))
    };
    assert_eq!(
        site("true", "").unwrap_err(),
        EnvError::Missing("SITE_SECRET")
    );
    let unclear = site("yes", SECRET).unwrap_err();
    assert!(
        unclear
            .to_string()
            .starts_with("the environment variable SITE_ONLY is not"),
        "{unclear}"
    );
    assert!(site("", "").is_ok());
    let debug = format!("{:?}", site("true", SECRET).unwrap());
    assert!(!debug.contains(SECRET), "{debug}");
}
