//! Logs: JSON, one line per request, or per message of a worker. Route templates, never raw paths; no token, body, email or
//! student text.

use http::{Method, StatusCode};
use jiff::SignedDuration;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::{Env, Failure, Var};

/// Sends log lines to stdout, from the level of the environment on (`info` unless it says otherwise).
pub(crate) fn start(env: &Env) {
    let level: LevelFilter = env
        .optional(Var::LogLevel)
        .and_then(|level| level.parse().ok())
        .unwrap_or(LevelFilter::INFO);
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_max_level(level)
        .finish()
        .with(kept(level));
    // A second start in one process (a test) keeps the first.
    if subscriber.try_init().is_err() {
        tracing::debug!("logging had started already");
    }
}

/// Which lines are kept. `debug` and `trace` are for our own code alone: on those levels the SDK writes down whole requests
/// and answers, and with them what students wrote.
#[must_use]
pub fn kept(level: LevelFilter) -> Targets {
    let of_others = level.min(LevelFilter::INFO);
    Targets::new()
        .with_default(of_others)
        .with_targets(["runtime", "store", "assistant"].map(|room| (room, level)))
}

/// What the line of a request says.
pub(crate) struct Line<'a> {
    pub(crate) request_id: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) route: &'a str,
    pub(crate) status: StatusCode,
    pub(crate) taken: SignedDuration,
    pub(crate) failure: Option<&'a Failure>,
}

/// Writes the line of a request: an error when the fault is ours.
pub(crate) fn request(line: &Line<'_>) {
    let status = line.status.as_u16();
    let ms = i64::try_from(line.taken.as_millis()).unwrap_or(i64::MAX);
    let code = line.failure.map(|failure| failure.code);
    let cause = line.failure.and_then(|failure| failure.inside.as_deref());
    let Line {
        request_id,
        method,
        route,
        ..
    } = line;
    if line.status.is_server_error() {
        tracing::error!(request_id, %method, route, status, ms, code, cause, "request failed");
    } else {
        tracing::info!(request_id, %method, route, status, ms, code, "request served");
    }
}

/// What the line of a worker's message says.
pub(crate) struct Work<'a> {
    pub(crate) request_id: &'a str,
    pub(crate) message_id: &'a str,
    pub(crate) receive_count: u32,
    pub(crate) outcome: &'static str,
    pub(crate) taken: SignedDuration,
    pub(crate) failure: Option<&'a Failure>,
}

/// Writes the line of a worker's message: an error when it was not done, whoever's fault that is, since it comes again.
pub(crate) fn work(line: &Work<'_>) {
    let ms = i64::try_from(line.taken.as_millis()).unwrap_or(i64::MAX);
    let code = line.failure.map(|failure| failure.code);
    let cause = line.failure.and_then(|failure| failure.inside.as_deref());
    let Work {
        request_id,
        message_id,
        receive_count,
        outcome,
        ..
    } = line;
    if *outcome == "done" {
        tracing::info!(request_id, message_id, receive_count, ms, "message done");
    } else {
        tracing::error!(
            request_id,
            message_id,
            receive_count,
            outcome,
            ms,
            code,
            cause,
            "message not done"
        );
    }
}
