//! What the system says about itself: a recorder behind the `metrics` facade, one table of everything it knows, and the way to
//! CloudWatch that no client waits for.
//!
//! Who measures calls the facade and nothing here. What is not in [`table`] is not kept, so that no metric costs money unseen, and
//! what could name a person can't become a dimension.

mod backlog;
mod dimension;
mod document;
mod handle;
mod http;
mod layer;
mod points;
mod push;
mod recorder;
mod registry;
mod scale;
mod sink;
pub mod table;

use std::sync::Arc;

use crate::{Env, EnvError, Kit, Var};

pub(crate) use http::{Served, Tally};
pub(crate) use layer::PushLayer;

pub use backlog::{Datum, MOST_WAITING};
pub use dimension::{Dimension, OTHER, Values};
pub use document::{cents, document};
pub use layer::Pushed;
pub use points::Points;
pub use push::{APART, Pusher};
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
    let kind = match env.optional(Var::MetricsSink) {
        None => SinkKind::None,
        Some(name) => SinkKind::named(name).ok_or(EnvError::Malformed {
            name: Var::MetricsSink.name(),
            wanted: "`cloudwatch`, `emf` or `none`",
        })?,
    };
    let namespace = || env.required(Var::MetricsNamespace);
    Ok(match kind {
        SinkKind::CloudWatch => Some(Arc::new(CloudWatch::new(namespace()?))),
        SinkKind::Emf => Some(Arc::new(Emf::new(namespace()?))),
        SinkKind::None => None,
    })
}
