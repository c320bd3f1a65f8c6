//! The preflight function's real binary, between a CodeDeploy and a Lambda that say what it hopes for. `tests/preflight` has what
//! else they can say.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use local::builder::{self, Profile};
use local::console::Console;
use local::environments::{Cloud, Environments, Function};
use local::gateway::Invoke;
use runtime::SystemClock;
use runtime::readiness::{ANSWER, EVENT};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::given;

/// What is answered to a call: by its operation for CodeDeploy, by the event for Lambda.
fn answer(operation: &str, body: &str) -> Value {
    let spec = json!({"Resources": [{"f": {"Properties": {"Name": "study-goals", "TargetVersion": "2"}}}]});
    match operation {
        "GetDeployment" => json!({"deploymentInfo": {"applicationName": "study", "revision": {}}}),
        "GetApplicationRevision" => json!({"revision": {"string": {"content": spec.to_string()}}}),
        "PutLifecycleEventHookExecutionStatus" => json!({}),
        _ if body == EVENT => serde_json::from_str(ANSWER).expect("JSON"),
        _ => {
            let ours = json!({"success": false, "error": {"code": "UNAUTHORIZED"}});
            json!({"statusCode": 401, "body": ours.to_string()})
        }
    }
}

/// Answers the requests of one connection, and tells their operations and bodies.
async fn serve(stream: TcpStream, told: mpsc::UnboundedSender<(String, String)>) {
    let mut stream = BufReader::new(stream);
    loop {
        let (mut operation, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim_end().to_ascii_lowercase();
            match line.split_once(": ") {
                Some(("content-length", own)) => length = own.parse().expect("a number"),
                Some(("x-amz-target", own)) => own.clone_into(&mut operation),
                _ if line.is_empty() => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.expect("a whole request");
        let body = String::from_utf8(body).expect("text");
        let known = [
            "GetDeployment",
            "GetApplicationRevision",
            "PutLifecycleEventHookExecutionStatus",
        ];
        let operation = known
            .into_iter()
            .find(|name| operation.ends_with(&format!(".{}", name.to_ascii_lowercase())))
            .unwrap_or("Invoke");
        let answer = answer(operation, &body).to_string();
        told.send((operation.to_owned(), body))
            .expect("somebody listens");
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        let whole = head + &answer;
        stream.write_all(whole.as_bytes()).await.expect("a client");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_asks_what_is_deployed_tries_it_twice_and_says_that_it_may_have_traffic() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let (told, mut heard) = mpsc::unbounded_channel();
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, told.clone()));
        }
    });
    let binary = match given::binary("preflight") {
        Some(given) => given,
        None => {
            let built = builder::build(&["preflight"], Profile::Dev).await;
            built.expect("it builds")["preflight"].clone()
        }
    };
    let environment = [("LOG_LEVEL", "INFO"), ("AWS_ENDPOINT_URL", &endpoint)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let function = Function {
        group: "preflight".to_owned(),
        binary,
        environment: environment.into(),
        timeout: Duration::from_secs(180),
        memory_mb: 256,
        cloud: Cloud {
            account_id: "000000000000".to_owned(),
            region: "us-east-1".to_owned(),
            stack: "study".to_owned(),
            dynamodb_endpoint: None,
            tally: None,
            queue_endpoint: endpoint.clone(),
            cloudwatch_endpoint: endpoint.clone(),
            user_pool_endpoint: Some(endpoint),
        },
    };
    let console = Console::to(|_| ());
    let environments = Environments::new(vec![function], 1, Arc::new(SystemClock), console);
    let event = json!({"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "e-1"});
    let event = Bytes::from(event.to_string());
    let answered = environments.invoke("preflight", event).await;
    assert_eq!(answered.expect("it answers"), "null");
    environments.shut_down().await;
    serving.abort();
    let mut calls = Vec::new();
    while let Ok(call) = heard.try_recv() {
        calls.push(call);
    }
    let operations: Vec<_> = calls
        .iter()
        .map(|(operation, _)| operation.as_str())
        .collect();
    assert_eq!(
        operations,
        [
            "GetDeployment",
            "GetApplicationRevision",
            "Invoke",
            "Invoke",
            "PutLifecycleEventHookExecutionStatus"
        ]
    );
    let verdict: Value = serde_json::from_str(&calls[4].1).expect("JSON");
    assert_eq!(verdict["status"], "Succeeded");
}
