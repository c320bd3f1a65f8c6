//! How a function starts: environment, logs, kit, routes or worker, then events until Lambda ends the process.

use std::future::Future;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Error, Ready};
use lambda_runtime::Runtime;

use crate::lambda::Handler;
use crate::log::{Invocations, Settings};
use crate::measure::{PushLayer, Pusher};
use crate::readiness::Readiness;
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

/// Runs a function: `build` makes its routes, and says what they stand on, from the environment and the kit. Returns when Lambda
/// ends the process, or at once, saying why, when the function cannot start.
pub fn run<D, R, F>(build: impl FnOnce(Env, Kit) -> F) -> ExitCode
where
    D: Clone + Send + Sync + 'static,
    R: Ready,
    F: Future<Output = Result<(Routes<D>, R), BootError>>,
{
    start(build, async |(routes, stands_on), around| {
        let handler = Handler::new(routes.into_service());
        Runtime::new(Readiness::of(handler, stands_on))
            .layer(around.push)
            .layer(around.invocations)
            .run_concurrent()
            .await
    })
}

/// Runs a worker: `build` makes it from the environment and the kit. Otherwise as [`run`].
pub fn work<R, F>(build: impl FnOnce(Env, Kit) -> F) -> ExitCode
where
    R: Ready,
    F: Future<Output = Result<(Worker, R), BootError>>,
{
    start(build, async |(worker, stands_on), around| {
        Runtime::new(Readiness::of(worker, stands_on))
            .layer(around.push)
            .layer(around.invocations)
            .run_concurrent()
            .await
    })
}

/// Runs a function that is behind no API and no queue, and shares nothing with those that are: it gets the logs that they have, with
/// the layer that tells invocations apart there, and serves its events itself. Otherwise as [`run`].
pub fn run_apart(
    serve: impl AsyncFnOnce(Invocations) -> Result<(), lambda_runtime::Error>,
) -> ExitCode {
    logged(|env, settings| {
        let served = threads(&env)?.block_on(serve(Invocations::new(settings.sampled)));
        served.map_err(|e| BootError::Runtime(e.to_string()))
    })
}

/// What stands around the service of every function, the inner one first.
struct Around {
    push: PushLayer,
    invocations: Invocations,
}

fn start<B, F>(
    build: impl FnOnce(Env, Kit) -> F,
    serve: impl AsyncFnOnce(B, Around) -> Result<(), lambda_runtime::Error>,
) -> ExitCode
where
    F: Future<Output = Result<B, BootError>>,
{
    logged(|env, settings| block(env, settings, build, serve))
}

/// With logs, among them why the function can't start.
fn logged(run: impl FnOnce(Env, Settings) -> Result<(), BootError>) -> ExitCode {
    // From here on the process counts its own time.
    SystemClock.uptime();
    let env = Env::of_process();
    crate::log::panics_by_place();
    let settings = Settings::from_env(&env);
    crate::log::start(settings.clone().unwrap_or_default());
    let ran = settings
        .map_err(BootError::from)
        .and_then(|settings| run(env, settings));
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the function cannot start");
            ExitCode::FAILURE
        }
    }
}

fn block<B, F>(
    env: Env,
    settings: Settings,
    build: impl FnOnce(Env, Kit) -> F,
    serve: impl AsyncFnOnce(B, Around) -> Result<(), lambda_runtime::Error>,
) -> Result<(), BootError>
where
    F: Future<Output = Result<B, BootError>>,
{
    let runtime = threads(&env)?;
    runtime.block_on(async {
        let kit = Kit::from_env(&env)?;
        // Before anything is opened, so that every metric is caught.
        let pusher = crate::measure::start(&env, &kit)?.map(Arc::new);
        let push = PushLayer::new(kit.clock.clone(), pusher.clone(), kit.errors.clone());
        let built = build(env, kit).await?;
        if let Some(pusher) = pusher {
            push_at_the_end(pusher).await;
        }
        let around = Around {
            push,
            invocations: Invocations::new(settings.sampled),
        };
        serve(built, around)
            .await
            .map_err(|e| BootError::Runtime(e.to_string()))
    })
}

/// One event at a time needs one thread: a second costs 25 % of a warm request and 13 % of a cold start.
fn threads(env: &Env) -> Result<tokio::runtime::Runtime, BootError> {
    let mut builder = match env.max_concurrency() {
        0 | 1 => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let built = builder.enable_all().build();
    built.map_err(|e| BootError::Runtime(e.to_string()))
}

/// Pushes once more when Lambda ends the process. Registers an internal extension that wants no events: without one, Lambda
/// ends a process without a word. Where none is taken the function starts all the same: figures are not worth a request.
async fn push_at_the_end(pusher: Arc<Pusher>) {
    let hook = move || async move { pusher.finish().await };
    // In a task, because it panics when it is refused.
    let registered = tokio::spawn(lambda_runtime::spawn_graceful_shutdown_handler(hook));
    if registered.await.is_err() {
        tracing::warn!("no extension is registered: the last figures will be lost");
    }
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
