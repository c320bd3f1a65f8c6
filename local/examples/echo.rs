//! A function that does what its event says: the counterpart of this crate's tests, and the smallest function to try the
//! Runtime API with.
//!
//! `{"do": "echo"}` answers with what it was given and how it was started. The others misbehave, each in its own way.

use std::collections::BTreeMap;
use std::future::pending;
use std::io::Read;
use std::net::TcpStream;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    if environment().contains_key("ECHO_FAILS_TO_START") {
        return Err("told not to start".into());
    }
    lambda_runtime::spawn_graceful_shutdown_handler(|| async { println!("goodbye") }).await;
    lambda_runtime::run(service_fn(handle)).await
}

async fn handle(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let (payload, context) = event.into_parts();
    match payload["do"].as_str() {
        Some("fail") => Err("told to fail".into()),
        Some("panic") => panic!("told to panic"),
        Some("exit") => {
            println!("these are my last words");
            std::process::exit(
                payload["status"]
                    .as_i64()
                    .and_then(|s| s.try_into().ok())
                    .unwrap_or(1),
            )
        }
        Some("hang") => pending().await,
        // Blocks until the other side of the connection hangs up: the caller knows when this began, and ends it.
        Some("hold") => {
            let mut nothing = Vec::new();
            let address = payload["address"].as_str().ok_or("no address")?;
            TcpStream::connect(address)?.read_to_end(&mut nothing)?;
            Ok(json!({"pid": std::process::id()}))
        }
        Some("large") => Ok(Value::String("x".repeat(7 * 1024 * 1024))),
        _ => Ok(json!({
            "pid": std::process::id(),
            "event": payload,
            "request_id": context.request_id,
            "deadline_ms": context.deadline,
            "function_arn": context.invoked_function_arn,
            "trace_id": context.xray_trace_id,
            "environment": environment(),
        })),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "showing its environment is what this function is for"
)]
fn environment() -> BTreeMap<String, String> {
    std::env::vars().collect()
}
