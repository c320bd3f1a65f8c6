//! A sink for tests: it keeps what it is given, and has the fate that it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::{Fate, Sink};
use crate::measure::Datum;

/// A sink for tests. Clones are the same one.
#[derive(Debug, Clone, Default)]
pub struct InMemory(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    taken: Vec<Datum>,
    fates: VecDeque<(Fate, Duration)>,
    asked: usize,
    /// The most data of one request; 0 for no bound.
    most: usize,
}

impl InMemory {
    /// One that takes no more data at once than this.
    #[must_use]
    pub fn taking(most: usize) -> Self {
        let sink = Self::default();
        sink.with(|inside| inside.most = most);
        sink
    }

    /// The next requests but those already spoken for have this fate, after so long.
    pub fn meets(&self, fate: Fate, after: Duration) {
        self.with(|inside| inside.fates.push_back((fate, after)));
    }

    /// What was taken so far.
    #[must_use]
    pub fn taken(&self) -> Vec<Datum> {
        self.with(|inside| inside.taken.clone())
    }

    /// How many requests were made so far.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.with(|inside| inside.asked)
    }

    fn with<T>(&self, what: impl FnOnce(&mut Inside) -> T) -> T {
        what(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sink for InMemory {
    fn requests(&self, data: Vec<Datum>) -> Vec<Arc<[Datum]>> {
        let most = match self.with(|inside| inside.most) {
            0 => usize::MAX,
            most => most,
        };
        data.chunks(most).map(Arc::from).collect()
    }

    fn push(&self, request: Arc<[Datum]>) -> BoxFuture<'static, Fate> {
        let sink = self.clone();
        async move {
            let next = sink.with(|inside| {
                inside.asked += 1;
                inside.fates.pop_front()
            });
            let (fate, after) = next.unwrap_or((Fate::Taken, Duration::ZERO));
            if !after.is_zero() {
                tokio::time::sleep(after).await;
            }
            if fate == Fate::Taken {
                sink.with(|inside| inside.taken.extend(request.iter().cloned()));
            }
            fate
        }
        .boxed()
    }
}
