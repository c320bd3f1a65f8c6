//! How a function starts: environment, logs, kit, routes or worker, then events until Lambda ends the process.

use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Error};
use lambda_runtime::Runtime;
use lambda_runtime::layers::TracingLayer;

use crate::lambda::Handler;
use crate::measure::{PushLayer, Pusher};
use crate::{Env, EnvError, Kit, Routes, SystemClock, Worker};

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum BootError {
    /// The environment is wrong.
    #[error(transparent)]
    Env(#[from] EnvError),
    /// No async runtime, or no Runtime API.
    #[error("{0}")]
    Runtime(String),
}

/// Runs a function: `build` makes its routes from the environment and the kit. Returns when Lambda ends the process, or at
/// once, saying why, when the function cannot start.
pub fn run<D, F>(build: impl FnOnce(Env, Kit) -> F) -> ExitCode
where
    D: Clone + Send + Sync + 'static,
    F: Future<Output = Result<Routes<D>, BootError>>,
{
    start(build, async |routes, push| {
        Runtime::new(Handler::new(routes.into_service()))
            .layer(push)
            .layer(TracingLayer::new())
            .run_concurrent()
            .await
    })
}

/// Runs a worker: `build` makes it from the environment and the kit. Otherwise as [`run`].
pub fn work<F>(build: impl FnOnce(Env, Kit) -> F) -> ExitCode
where
    F: Future<Output = Result<Worker, BootError>>,
{
    start(build, async |worker, push| {
        Runtime::new(worker)
            .layer(push)
            .layer(TracingLayer::new())
            .run_concurrent()
            .await
    })
}

fn start<B, F>(
    build: impl FnOnce(Env, Kit) -> F,
    serve: impl AsyncFnOnce(B, PushLayer) -> Result<(), lambda_runtime::Error>,
) -> ExitCode
where
    F: Future<Output = Result<B, BootError>>,
{
    // From here on the process counts its own time.
    SystemClock.uptime();
    let env = Env::of_process();
    crate::log::start(&env);
    match block(env, build, serve) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the function cannot start");
            ExitCode::FAILURE
        }
    }
}

fn block<B, F>(
    env: Env,
    build: impl FnOnce(Env, Kit) -> F,
    serve: impl AsyncFnOnce(B, PushLayer) -> Result<(), lambda_runtime::Error>,
) -> Result<(), BootError>
where
    F: Future<Output = Result<B, BootError>>,
{
    // One event at a time needs one thread: a second costs 25 % of a warm request and 13 % of a cold start.
    let mut builder = match env.max_concurrency() {
        0 | 1 => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = builder
        .enable_all()
        .build()
        .map_err(|e| BootError::Runtime(e.to_string()))?;
    runtime.block_on(async {
        let kit = Kit::from_env(&env)?;
        // Before anything is opened, so that every metric is caught.
        let pusher = crate::measure::start(&env, &kit)?.map(Arc::new);
        let push = PushLayer::new(kit.clock.clone(), pusher.clone());
        let built = build(env, kit).await?;
        if let Some(pusher) = pusher {
            push_at_the_end(pusher).await;
        }
        serve(built, push)
            .await
            .map_err(|e| BootError::Runtime(e.to_string()))
    })
}

/// Pushes once more when Lambda ends the process. Registers an internal extension that wants no events: without one, Lambda
/// ends a process without a word.
async fn push_at_the_end(pusher: Arc<Pusher>) {
    let hook = move || async move { pusher.finish().await };
    lambda_runtime::spawn_graceful_shutdown_handler(hook).await;
}

/// How long the first connection may take before the function starts without it.
const WARM_UP: Duration = Duration::from_millis(1500);

/// Opens a connection while the function starts, when the processor is not throttled. Its failure is only told: the first
/// request will try again.
pub async fn warm(open: impl Future<Output = Result<(), Error>>) {
    match tokio::time::timeout(WARM_UP, open).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the first connection failed"),
        Err(_) => tracing::warn!("the first connection took too long"),
    }
}
