//! The queues of the API in this process, and their workers.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use local::console::Console;
use local::event_source::{Delivered, EventSource};
use local::queues::Queues;
use template::Template;

use crate::mishap::{Mishap, Unlucky};
use crate::{Api, queue_wire};

impl Api {
    /// The queues.
    pub fn queues(&self) -> &Arc<Queues> {
        &self.parts.ground.queues
    }

    /// The real SDK's client of the queues.
    pub fn queue_client(&self) -> aws_sdk_sqs::Client {
        queue_wire::client(Arc::clone(self.queues()))
    }

    /// Hands everything that can be seen in the queues to the workers, event after event, until there is no more. What failed
    /// is hidden until [`Self::wait_for_retries`].
    pub async fn work(&self) -> Delivered {
        let mut delivered = Delivered { done: 0, failed: 0 };
        while let Some(more) = self.work_once(None).await {
            delivered.done += more.done;
            delivered.failed += more.failed;
        }
        delivered
    }

    /// Hands one event to a worker, and lets this happen to it. `None` when there is nothing to see.
    pub async fn work_with(&self, mishap: Mishap) -> Option<Delivered> {
        self.work_once(Some(mishap)).await
    }

    /// Moves the clock on until everything that failed can be seen again.
    pub fn wait_for_retries(&self) {
        let configs = self.queues().configs().iter();
        let longest = configs.map(|config| config.visibility_seconds).max();
        let longest = SignedDuration::from_secs(longest.unwrap_or_default().into());
        self.clock().advance(longest);
    }

    async fn work_once(&self, mishap: Option<Mishap>) -> Option<Delivered> {
        let functions: Arc<Unlucky> = Arc::new(Unlucky {
            functions: self.parts.functions.clone(),
            wire: self.wire().clone(),
            mishap,
        });
        for drawn in Template::ours().event_sources() {
            let source = EventSource::new(
                drawn,
                Arc::clone(self.queues()),
                functions.clone(),
                self.parts.ground.clock.clone(),
                Console::to(|_| ()),
            );
            let source = source.expect("every source's queue is in the template");
            let turn = source.turn(Duration::ZERO).await;
            if let Some(delivered) = turn.expect("queues in memory do not fail") {
                return Some(delivered);
            }
        }
        None
    }
}
