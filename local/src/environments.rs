//! The execution environments: the functions' real binaries as child processes, one event at a time in each.
//!
//! Lambda starts an environment when an event comes and all others of the function are busy, keeps it for the next
//! event, and refuses the event when the account's concurrency is used up. So does this. What it shows on a laptop is
//! what differs between warm environments: caches, counters, connections.

mod environment;
mod fleet;
mod function;
mod process;
mod variables;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use domain::Clock;
use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use function::{Cloud, Function};

use crate::console::Console;
use crate::gateway::{Invoke, InvokeError};
use fleet::Fleet;

/// What every environment shares: the time, where to say something, and how all of them end.
#[derive(Debug, Clone)]
struct House {
    clock: Arc<dyn Clock>,
    console: Console,
    closing: CancellationToken,
    processes: TaskTracker,
}

/// All functions, each with its environments.
pub struct Environments {
    fleets: HashMap<String, Arc<Fleet>>,
    house: House,
}

impl Environments {
    /// Knows the functions; starts none of them. `limit` is the most environments each may have at a time.
    #[must_use]
    pub fn new(
        functions: Vec<Function>,
        limit: usize,
        clock: Arc<dyn Clock>,
        console: Console,
    ) -> Self {
        let house = House {
            clock,
            console,
            closing: CancellationToken::new(),
            processes: TaskTracker::new(),
        };
        let fleets = functions
            .into_iter()
            .map(|function| {
                let group = function.group.clone();
                (group, Arc::new(Fleet::new(function, limit, house.clone())))
            })
            .collect();
        Self { fleets, house }
    }

    /// The function's binary is another one now: environments that wait are ended, busy ones after their event.
    /// Nothing happens for a function that is not there.
    pub fn replace(&self, group: &str) {
        if let Some(fleet) = self.fleets.get(group) {
            fleet.replace();
        }
    }

    /// Whether nothing goes on in the function's environments: each waits for an event, and has done what it does after an answer.
    #[must_use]
    pub fn is_idle(&self, group: &str) -> bool {
        self.fleets.get(group).is_none_or(|fleet| fleet.is_idle())
    }

    /// Ends every process: SIGTERM, what Lambda grants for a goodbye (500 ms), SIGKILL. Returns when all are gone.
    pub async fn shut_down(&self) {
        self.house.closing.cancel();
        self.house.processes.close();
        self.house.processes.wait().await;
    }
}

impl Invoke for Environments {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        Box::pin(async move {
            let fleet = self
                .fleets
                .get(function)
                .ok_or_else(|| InvokeError::Crashed {
                    detail: format!("the template has no function `{function}`"),
                })?;
            fleet.invoke(event).await
        })
    }
}

impl fmt::Debug for Environments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.fleets).finish()
    }
}
