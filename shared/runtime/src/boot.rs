//! How a function starts: environment, logs, kit, routes or worker, then events until Lambda ends the process.

use std::future::Future;
use std::process::ExitCode;
use std::time::Duration;

use domain::Error;

use crate::lambda::Handler;
use crate::{Env, EnvError, Kit, Routes, Worker};

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
    start(build, |routes| {
        lambda_runtime::run_concurrent(Handler::new(routes.into_service()))
    })
}

/// Runs a worker: `build` makes it from the environment and the kit. Otherwise as [`run`].
pub fn work<F>(build: impl FnOnce(Env, Kit) -> F) -> ExitCode
where
    F: Future<Output = Result<Worker, BootError>>,
{
    start(build, lambda_runtime::run_concurrent)
}

fn start<B, F, S>(build: impl FnOnce(Env, Kit) -> F, serve: impl FnOnce(B) -> S) -> ExitCode
where
    F: Future<Output = Result<B, BootError>>,
    S: Future<Output = Result<(), lambda_runtime::Error>>,
{
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

fn block<B, F, S>(
    env: Env,
    build: impl FnOnce(Env, Kit) -> F,
    serve: impl FnOnce(B) -> S,
) -> Result<(), BootError>
where
    F: Future<Output = Result<B, BootError>>,
    S: Future<Output = Result<(), lambda_runtime::Error>>,
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
        serve(build(env, kit).await?)
            .await
            .map_err(|e| BootError::Runtime(e.to_string()))
    })
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
