//! The preflight function: boots, nothing else.

use std::process::ExitCode;

use lambda_runtime::{LambdaEvent, Runtime, service_fn};
use preflight::{Event, Preflight};

fn main() -> ExitCode {
    runtime::run_apart(async |invocations| {
        let preflight = Preflight::connect().await;
        let handle = async |event: LambdaEvent<Event>| {
            let handled = preflight.handle(event.payload).await;
            handled.map_err(lambda_runtime::Error::from)
        };
        Runtime::new(service_fn(handle))
            .layer(invocations)
            .run()
            .await
    })
}
