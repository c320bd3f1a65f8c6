//! The Runtime API by itself: what a process may ask, and what it is told.

use std::process::Stdio;

use bytes::Bytes;
use local::runtime_api::{Answer, Identity, Invocation, RuntimeApi};
use tokio::process::Command;

use crate::echo::{self, http};

async fn open() -> RuntimeApi {
    let identity = Identity {
        function_name: "test-echo".to_owned(),
        account_id: "123456789012".to_owned(),
    };
    RuntimeApi::open(identity).await.unwrap()
}

fn invocation(request_id: &str) -> Invocation {
    Invocation {
        request_id: request_id.to_owned(),
        deadline_ms: 1234,
        function_arn: "arn:aws:lambda:eu-central-1:123456789012:function:test-echo".to_owned(),
        trace_id: "Root=1-0-0".to_owned(),
        event: Bytes::from_static(b"{\"spaces\":  \"stay\"}"),
    }
}

#[tokio::test]
async fn an_event_goes_out_byte_for_byte_and_its_answer_comes_back_byte_for_byte() {
    let mut api = open().await;
    let address = api.address();
    let asked = tokio::spawn(http(
        address,
        "GET",
        "/2018-06-01/runtime/invocation/next",
        "",
    ));
    let turn = api.turn().await;
    let mut answer = api.desk().expect("one");
    turn.hand(invocation("one")).unwrap();
    let event = asked.await.unwrap();
    assert!(
        event.ends_with("\r\n\r\n{\"spaces\":  \"stay\"}"),
        "{event}"
    );
    assert!(
        event.contains("lambda-runtime-aws-request-id: one\r\n"),
        "{event}"
    );
    assert!(
        event.contains("lambda-runtime-deadline-ms: 1234\r\n"),
        "{event}"
    );
    let path = "/2018-06-01/runtime/invocation/one/response";
    assert!(
        http(address, "POST", path, "{ }")
            .await
            .starts_with("HTTP/1.1 202")
    );
    assert_eq!(
        answer.try_recv().unwrap(),
        Answer::Response(Bytes::from_static(b"{ }"))
    );
}

#[tokio::test]
async fn a_second_answer_and_an_answer_to_another_event_are_refused() {
    let api = open().await;
    let mut answer = api.desk().expect("one");
    let address = api.address();
    let post = |id: &'static str, body: &'static str| async move {
        http(
            address,
            "POST",
            &format!("/2018-06-01/runtime/invocation/{id}/response"),
            body,
        )
        .await
    };
    assert!(post("two", "{}").await.contains("InvalidRequestID"));
    assert!(post("one", "1").await.starts_with("HTTP/1.1 202"));
    assert!(post("one", "2").await.starts_with("HTTP/1.1 400"));
    assert_eq!(
        answer.try_recv().unwrap(),
        Answer::Response(Bytes::from_static(b"1"))
    );
}

#[tokio::test]
async fn an_extension_is_told_its_identifier_and_the_function_it_belongs_to() {
    let api = open().await;
    let registered = http(
        api.address(),
        "POST",
        "/2020-01-01/extension/register",
        "{\"events\":[]}",
    )
    .await;
    assert!(
        registered.contains("lambda-extension-identifier: "),
        "{registered}"
    );
    assert!(
        registered.contains("\"functionName\":\"test-echo\""),
        "{registered}"
    );
}

#[tokio::test]
async fn a_process_ends_by_itself_when_its_runtime_api_goes_away() {
    // This is what leaves no process behind when `cargo local` itself is killed.
    let mut api = open().await;
    let mut child = Command::new(echo::binary())
        .env("AWS_LAMBDA_RUNTIME_API", api.address().to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", "test-echo")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let _turn = api.turn().await;
    drop(api);
    assert!(!child.wait().await.unwrap().success());
}
