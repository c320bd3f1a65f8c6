//! What a function's process asks for is held against its role, as the template has it.

use std::sync::Arc;
use std::sync::mpsc::channel;

use bytes::Bytes;
use clap::Parser;
use http::{Request, StatusCode};
use local::cli::Options;
use local::console::Console;
use local::machine::Stack;
use local::roles::Roles;
use serde_json::{Value, json};
use template::Template;

/// The roles of this repository's template.
pub(crate) fn ours(console: Console) -> Arc<Roles> {
    Arc::new(Roles::new(&Template::ours(), &stack(), console))
}

fn stack() -> Stack {
    Stack::new(&Options::parse_from(["local"]), "http://127.0.0.1:3000")
}

fn silent() -> Arc<Roles> {
    ours(Console::to(|_| ()))
}

/// A request as an SDK sends it.
fn asked(key: &str, target: &str, body: &Value) -> Request<Bytes> {
    let scope = "20261122/us-east-1/service/aws4_request";
    Request::post("/")
        .header("x-amz-target", target)
        .header(
            "authorization",
            format!("AWS4-HMAC-SHA256 Credential={key}/{scope}, Signature=0"),
        )
        .body(Bytes::from(body.to_string()))
        .unwrap()
}

fn of_tables(key: &str, operation: &str, table: &str) -> Request<Bytes> {
    let body = json!({"TableName": table});
    asked(key, &format!("DynamoDB_20120810.{operation}"), &body)
}

#[test]
fn a_function_gets_what_its_role_allows_and_nothing_else() {
    let roles = silent();
    let passes = |request: &Request<Bytes>| roles.refuse(request).is_none();
    assert!(passes(&of_tables(
        "local-goals-1",
        "GetItem",
        "local-goals"
    )));
    assert!(!passes(&of_tables("local-goals-1", "Scan", "local-goals")));
    assert!(!passes(&of_tables(
        "local-goals-1",
        "GetItem",
        "local-transcripts"
    )));
    assert!(!passes(&of_tables(
        "local-practice-worker-7",
        "PutItem",
        "local-users"
    )));
}

#[test]
fn queue_and_user_pool_are_held_to_the_roles_too() {
    let roles = silent();
    let passes = |request: &Request<Bytes>| roles.refuse(request).is_none();
    let url = json!({"QueueUrl": "http://127.0.0.1:3000/000000000000/local-practice"});
    let send = "AmazonSQS.SendMessage";
    assert!(passes(&asked("local-practice-1", send, &url)));
    assert!(passes(&asked(
        "local-practice-1",
        "AmazonSQS.SendMessageBatch",
        &url
    )));
    assert!(!passes(&asked(
        "local-practice-1",
        "AmazonSQS.ReceiveMessage",
        &url
    )));
    assert!(!passes(&asked("local-goals-1", send, &url)));
    let pool = json!({"UserPoolId": stack().pool().pool_id});
    let log_in = "AWSCognitoIdentityProviderService.AdminInitiateAuth";
    assert!(passes(&asked("local-accounts-1", log_in, &pool)));
    assert!(!passes(&asked("local-goals-1", log_in, &pool)));
}

#[test]
fn whoever_is_no_function_may_do_everything() {
    let roles = silent();
    for key in ["AKIAIOSFODNN7EXAMPLE", "local", "local-nobody-1"] {
        let scan = of_tables(key, "Scan", "local-users");
        assert!(roles.refuse(&scan).is_none(), "{key}");
    }
    let unsigned = Request::post("/").body(Bytes::new()).unwrap();
    assert!(roles.refuse(&unsigned).is_none());
}

#[test]
fn a_refusal_is_what_the_service_would_send_and_the_console_says_what_is_missing() {
    let (tell, said) = channel();
    let roles = ours(Console::to(move |line| {
        tell.send(line.to_owned()).unwrap_or_default();
    }));
    let refusal = roles.refuse(&of_tables("local-goals-1", "Scan", "local-goals"));
    let refusal = refusal.expect("nobody may scan");
    assert_eq!(refusal.status(), StatusCode::BAD_REQUEST);
    let body: Value = serde_json::from_slice(refusal.body()).unwrap();
    assert_eq!(
        body["__type"],
        "com.amazon.coral.service#AccessDeniedException"
    );
    let message = body["message"].as_str().unwrap();
    assert!(
        message.contains("dynamodb:Scan on resource: arn:aws:dynamodb:"),
        "{message}"
    );
    let line = said.try_recv().unwrap();
    assert!(
        line.starts_with("goals may not dynamodb:Scan on arn:"),
        "{line}"
    );
    assert!(
        line.ends_with("no policy of its function in template.yaml allows it"),
        "{line}"
    );
}

#[test]
fn what_was_made_use_of_is_remembered_by_function() {
    let roles = silent();
    assert!(roles.used_by("goals").is_empty());
    assert!(
        roles
            .refuse(&of_tables("local-goals-1", "GetItem", "local-goals"))
            .is_none()
    );
    let used: Vec<_> = roles.used_by("goals").into_iter().collect();
    assert_eq!(used.len(), 1);
    assert!(
        roles
            .allowed("goals")
            .is_superset(&used.into_iter().collect())
    );
    assert!(roles.used_by("progress").is_empty());
}
