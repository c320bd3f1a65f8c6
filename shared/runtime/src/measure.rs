//! What the system says about itself: a recorder behind the `metrics` facade, one table of everything it knows, and the way to
//! CloudWatch that no client waits for.
//!
//! Who measures calls the facade and nothing here. What is not in [`table`] is not kept, so that no metric costs money unseen, and
//! what could name a person can't become a dimension.

mod backlog;
mod client;
mod dimension;
mod document;
mod handle;
mod http;
mod layer;
mod points;
mod push;
mod read;
mod recorder;
mod registry;
mod scale;
mod sink;
pub mod table;

use std::sync::Arc;

use crate::{Env, EnvError, Kit, Var};

pub(crate) use dimension::is_word;
pub(crate) use http::{Served, Tally};
pub(crate) use push::after_answer;

pub use backlog::{Datum, MOST_WAITING};
pub use dimension::{Dimension, OTHER, Values};
pub use document::{cents, document};
pub use layer::{PushLayer, Pushed};
pub use points::Points;
pub use push::{APART, Pusher};
pub use read::{Detail, Figure, Figures, FromCloudWatch, Spread, Unread, Value, figures};
pub use recorder::Recorder;
pub use registry::{MOST_KEYS, MOST_SERIES};
pub use scale::{ERROR, Histogram};
pub use sink::{CloudWatch, Emf, Fate, InMemory, Sink, SinkKind};

/// Begins to record, if the environment names a sink, and says what pushes to it.
///
/// # Errors
/// The sink is unknown, or has no namespace.
pub(crate) fn start(env: &Env, kit: &Kit) -> Result<Option<Pusher>, EnvError> {
    let Some(sink) = sink(env)? else {
        return Ok(None);
    };
    let recorder = Recorder::new(Arc::clone(&kit.clock));
    if metrics::set_global_recorder(recorder.clone()).is_err() {
        tracing::warn!("metrics are recorded elsewhere already");
        return Ok(None);
    }
    Ok(Some(Pusher::new(recorder, sink, Arc::clone(&kit.clock))))
}

/// The sink that the environment names.
fn sink(env: &Env) -> Result<Option<Arc<dyn Sink>>, EnvError> {
    Ok(match sink_kind(env)? {
        SinkKind::CloudWatch => Some(Arc::new(CloudWatch::new(namespace(env)?))),
        SinkKind::Emf => Some(Arc::new(Emf::new(namespace(env)?))),
        SinkKind::None => None,
    })
}

fn sink_kind(env: &Env) -> Result<SinkKind, EnvError> {
    let Some(name) = env.optional(Var::MetricsSink) else {
        return Ok(SinkKind::None);
    };
    SinkKind::named(name).ok_or(EnvError::Malformed {
        name: Var::MetricsSink.name(),
        wanted: "`cloudwatch`, `emf` or `none`",
    })
}

fn namespace(env: &Env) -> Result<&str, EnvError> {
    env.required(Var::MetricsNamespace)
}
