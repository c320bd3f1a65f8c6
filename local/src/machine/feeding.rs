//! What takes messages from the queues and hands them to the workers.

use std::sync::Arc;

use anyhow::Context;
use domain::Clock;
use futures_util::future::join_all;
use template::Template;
use tokio_util::sync::CancellationToken;

use super::ground::Ground;
use crate::console::Console;
use crate::environments::Environments;
use crate::event_source::EventSource;

/// Every event source of the template.
#[derive(Debug)]
pub(super) struct Feeding(Vec<EventSource>);

impl Feeding {
    pub(super) fn prepare(
        template: &Template,
        ground: &Ground,
        environments: &Arc<Environments>,
        clock: &Arc<dyn Clock>,
        console: &Console,
    ) -> anyhow::Result<Self> {
        let source = |drawn| {
            EventSource::new(
                drawn,
                Arc::clone(&ground.queues),
                Arc::clone(environments) as _,
                Arc::clone(clock),
                console.clone(),
            )
            .with_context(|| format!("there is no queue `{}`", drawn.queue))
        };
        let sources = template.event_sources().iter().map(source);
        Ok(Self(sources.collect::<anyhow::Result<_>>()?))
    }

    /// Feeds until `end`, each function with so many events at the same time at most.
    pub(super) async fn run(self, lanes: usize, end: CancellationToken) {
        join_all(self.0.iter().map(|source| source.run(lanes, end.clone()))).await;
    }
}
