//! What goes on after `POST /practice/assign/async` was answered: the worker of the practice queue. No route reaches it.

mod put_together;

use std::sync::Arc;

use assigning::Assigner;
use assistant::Assistant;
use domain::Clock;
use runtime::{Kit, Worker};
use store::Store;

pub use put_together::{JobMessage, MOST_ATTEMPTS};

/// What the operation needs.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The tables.
    pub store: Store,
    /// Puts practice together.
    pub assigner: Assigner,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

impl Deps {
    /// The tables and the assistant, and the rest from the kit.
    #[must_use]
    pub fn new(store: Store, assistant: Arc<dyn Assistant>, kit: &Kit) -> Self {
        Self {
            assigner: Assigner::new(store.clone(), assistant, kit),
            store,
            clock: Arc::clone(&kit.clock),
        }
    }
}

/// The worker of the practice queue.
#[must_use]
pub fn worker(kit: &Kit, deps: Deps) -> Worker {
    Worker::new(kit, move |delivery| {
        put_together::handle(deps.clone(), delivery)
    })
}
