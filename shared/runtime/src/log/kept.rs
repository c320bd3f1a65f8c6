//! Which lines are kept.

use tracing::level_filters::LevelFilter;
use tracing::subscriber::Interest;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

use super::{Settings, invocation};

/// The rooms that are compiled into functions: ours to say what their lines hold. `debug` and `trace` are for them alone: on those
/// levels the SDK writes down whole requests and answers, and with them what students wrote.
pub const OURS: [&str; 18] = [
    "accounts",
    "assigning",
    "assistant",
    "cache",
    "domain",
    "goals",
    "ops",
    "practice",
    "practice_worker",
    "preflight",
    "progress",
    "qa",
    "runtime",
    "sessions",
    "store",
    "subjects",
    "summaries",
    "tables",
];

/// Keeps the lines that the settings ask for, and those that a sampled invocation has besides.
pub(super) struct Kept {
    always: Targets,
    /// What is kept of a sampled invocation; `None` when none is.
    sampled: Option<Targets>,
}

impl Kept {
    pub(super) fn new(settings: Settings) -> Self {
        let level = settings.level;
        let samples = !settings.sampled.is_none() && level < LevelFilter::DEBUG;
        Self {
            always: targets(level, level),
            sampled: samples.then(|| targets(LevelFilter::DEBUG, level)),
        }
    }

    fn always(&self, metadata: &Metadata<'_>) -> bool {
        self.always
            .would_enable(metadata.target(), metadata.level())
    }

    fn sampled(&self, metadata: &Metadata<'_>) -> bool {
        self.sampled
            .as_ref()
            .is_some_and(|kept| kept.would_enable(metadata.target(), metadata.level()))
    }
}

fn targets(ours: LevelFilter, others: LevelFilter) -> Targets {
    Targets::new()
        .with_default(others.min(LevelFilter::INFO))
        .with_targets(OURS.map(|room| (room, ours)))
}

impl<S> Layer<S> for Kept
where
    S: Subscriber + for<'l> LookupSpan<'l>,
{
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if self.always(metadata) {
            Interest::always()
        } else if self.sampled(metadata) {
            Interest::sometimes()
        } else {
            Interest::never()
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>, context: Context<'_, S>) -> bool {
        let is_sampled = || {
            let mut spans = context
                .lookup_current()
                .into_iter()
                .flat_map(|span| span.scope());
            spans.any(|span| invocation::is_sampled(span.metadata()))
        };
        self.always(metadata) || (self.sampled(metadata) && is_sampled())
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        let most = [Some(&self.always), self.sampled.as_ref()];
        most.into_iter()
            .flatten()
            .flat_map(|kept| {
                kept.iter()
                    .map(|(_, level)| level)
                    .chain(kept.default_level())
            })
            .max()
    }
}
