//! Whether a function can work, asked as a deployment asks it.

use bytes::Bytes;
use local::gateway::{Invoke, InvokeError};
use runtime::readiness::{ANSWER, EVENT};
use template::Template;
use testkit::Fault;
use tests::Api;

use crate::measured::{count, recorder, sum};

async fn ask(api: &Api, function: &str) -> Result<Bytes, InvokeError> {
    let event = Bytes::from_static(EVENT.as_bytes());
    api.functions().invoke(function, event).await
}

#[tokio::test]
async fn every_function_says_that_it_is_ready_after_one_consistent_read() {
    let api = Api::start().await;
    for function in Template::ours().functions() {
        let (answer, sent) = api.count(ask(&api, &function.group)).await;
        assert_eq!(answer.unwrap(), ANSWER, "{}", function.group);
        assert_eq!((sent.total, sent.of("GetItem")), (1, 1));
        assert_eq!(sent.consistent, 1, "{}", function.group);
    }
}

#[tokio::test]
async fn a_function_whose_tables_cannot_be_read_is_not_ready_until_they_can() {
    let api = Api::start().await;
    for function in Template::ours().functions() {
        api.wire().fail_everything(Fault::Status500);
        let answer = ask(&api, &function.group).await;
        let Err(InvokeError::Function { payload }) = answer else {
            panic!("{}: {answer:?}", function.group)
        };
        assert_eq!(payload, "the tables cannot be read");
        api.wire().heal();
        assert_eq!(ask(&api, &function.group).await.unwrap(), ANSWER);
    }
}

#[tokio::test]
async fn to_be_asked_counts_as_no_request_and_as_no_message() {
    let api = Api::start().await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    for function in Template::ours().functions() {
        ask(&api, &function.group).await.unwrap();
    }
    let data = recorder.take();
    assert_eq!(sum(&data, "http.requests", &[]), 0.0);
    assert_eq!(count(&data, "http.request.duration", &[]), 0);
    assert_eq!(sum(&data, "worker.messages", &[]), 0.0);
    assert!(sum(&data, "db.attempts", &[]) > 0.0, "what it reads is");
}

#[tokio::test]
async fn no_client_can_ask_it_over_http() {
    let api = Api::start().await;
    let path = "/?ask=readiness";
    let root = api.nobody().get("/").await;
    let answer = api.nobody().get(path).await;
    assert_eq!(answer.expect(200), root.expect(200));
    let json = [("content-type", "application/json")];
    let login = http::Method::POST;
    let answer = api.send(login, "/api/v1/auth/login", &json, EVENT).await;
    answer.expect(422);
}
