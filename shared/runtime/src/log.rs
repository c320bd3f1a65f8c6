//! Logs: JSON, one line per request, or per message of a worker. Route templates, never raw paths; no token, body, email or
//! student text. Every line that is written during an invocation tells which one: `request_id`, and `trace_id` where there is one.
//!
//! A failure is told once, where it is handled: as a request's line, a message's line, or by whoever goes on without what failed.

mod format;
mod invocation;
mod kept;
mod panics;
mod sampling;
mod trace_id;

use std::io;

use http::{Method, StatusCode};
use jiff::SignedDuration;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Registry;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::JsonFields;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::{Env, EnvError, Var};

pub use invocation::{Invocations, Invoked, Traced};
pub use kept::OURS;
pub use panics::by_place as panics_by_place;
pub(crate) use panics::caught;
pub use sampling::Share;

/// What is written down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The least important line that is kept.
    pub level: LevelFilter,
    /// Of how many invocations the debug lines of our own code are kept besides.
    pub sampled: Share,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            level: LevelFilter::INFO,
            sampled: Share::NONE,
        }
    }
}

impl Settings {
    /// From the environment: `info` and no invocation, unless it says otherwise.
    ///
    /// # Errors
    /// The level is none, or the share is no number from 0 to 1.
    pub fn from_env(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            level: or_none(env, Var::LogLevel, "a level")?.unwrap_or(LevelFilter::INFO),
            sampled: or_none(env, Var::DebugSampleShare, "a number from 0 to 1")?
                .unwrap_or(Share::NONE),
        })
    }
}

fn or_none<T: std::str::FromStr>(
    env: &Env,
    var: Var,
    wanted: &'static str,
) -> Result<Option<T>, EnvError> {
    let malformed = |_| EnvError::Malformed {
        name: var.name(),
        wanted,
    };
    let text = env.optional(var);
    text.map(|text| text.parse().map_err(malformed)).transpose()
}

/// Writes lines to `writer`, as functions write theirs to stdout.
pub fn subscriber<W>(settings: Settings, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer()
        .fmt_fields(JsonFields::new())
        .event_format(format::Lines)
        .with_writer(writer);
    Registry::default()
        .with(kept::Kept::new(settings))
        .with(lines)
}

/// Begins to write lines to stdout.
pub(crate) fn start(settings: Settings) {
    // A second start in one process (a test) keeps the first.
    if subscriber(settings, io::stdout).try_init().is_err() {
        tracing::debug!("logging had started already");
    }
}

/// Whole milliseconds of a time that was taken.
pub(crate) fn milliseconds(taken: SignedDuration) -> i64 {
    i64::try_from(taken.as_millis()).unwrap_or(i64::MAX)
}

/// What the line of a request says.
pub(crate) struct Line<'a> {
    /// API Gateway's own id of the request, as its access log has it.
    pub(crate) api_request_id: Option<&'a str>,
    pub(crate) method: &'a Method,
    pub(crate) route: &'a str,
    pub(crate) status: StatusCode,
    pub(crate) taken: SignedDuration,
    pub(crate) code: Option<&'static str>,
    /// What went wrong inside.
    pub(crate) cause: Option<&'a str>,
}

/// Writes the line of a request: an error when the fault is ours.
pub(crate) fn request(line: &Line<'_>) {
    let status = line.status.as_u16();
    let ms = milliseconds(line.taken);
    let Line {
        api_request_id,
        method,
        route,
        code,
        cause,
        ..
    } = line;
    if line.status.is_server_error() {
        tracing::error!(api_request_id, %method, route, status, ms, code, cause, "request failed");
    } else {
        tracing::info!(api_request_id, %method, route, status, ms, code, "request served");
    }
}

/// Writes the line of an event that is no request: nobody but a tool sends such.
pub(crate) fn no_request() {
    tracing::warn!(
        status = 400,
        route = "none",
        "the event is no request of an HTTP API"
    );
}

/// What the line of a worker's message says.
pub(crate) struct Work<'a> {
    pub(crate) message_id: &'a str,
    pub(crate) receive_count: u32,
    pub(crate) outcome: &'static str,
    pub(crate) taken: SignedDuration,
    pub(crate) code: &'static str,
    /// What went wrong inside.
    pub(crate) cause: Option<&'a str>,
}

/// Writes the line of a worker's message: an error when it was not done, whoever's fault that is, since it comes again.
pub(crate) fn work(line: &Work<'_>) {
    let ms = milliseconds(line.taken);
    let Work {
        message_id,
        receive_count,
        outcome,
        code,
        cause,
        ..
    } = line;
    if *outcome == "done" {
        tracing::info!(message_id, receive_count, ms, "message done");
    } else {
        tracing::error!(
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

#[cfg(test)]
mod tests;
