//! Loads under way: who does one, and who waits for it.

use std::hash::Hash;
use std::time::Duration;

use domain::Error;
use tokio::sync::oneshot;

use crate::cache::Cache;
use crate::{Primitives, ReadAt, Std};

/// What a load brought to those who waited for it.
#[derive(Debug, Clone)]
pub(crate) struct Landed<V> {
    pub(crate) value: Option<V>,
    pub(crate) read: ReadAt,
}

/// A load under way.
#[derive(Debug)]
pub(crate) struct Flight<V> {
    pub(crate) began: ReadAt,
    pub(crate) waiting: Vec<oneshot::Sender<Result<Landed<V>, Error>>>,
}

/// The duty to load what is missing. Dropped without an end, it passes on to one of those who wait.
#[derive(Debug)]
pub struct Lease<'c, K, V, P = Std>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
    P: Primitives,
{
    cache: &'c Cache<K, V, P>,
    key: K,
    /// `None` for a cache that is off: nobody waits, and nothing is kept.
    flight: Option<u64>,
    began: ReadAt,
}

impl<'c, K, V, P> Lease<'c, K, V, P>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
    P: Primitives,
{
    pub(crate) const fn new(
        cache: &'c Cache<K, V, P>,
        key: K,
        flight: Option<u64>,
        began: ReadAt,
    ) -> Self {
        Self {
            cache,
            key,
            flight,
            began,
        }
    }

    /// What is to be loaded.
    #[must_use]
    pub const fn key(&self) -> &K {
        &self.key
    }

    /// Since when: what is read at its source from now on is no older than this.
    #[must_use]
    pub const fn began(&self) -> ReadAt {
        self.began
    }

    /// It was loaded from its source: the value, or that there is none.
    pub fn fill(mut self, value: Option<V>) {
        self.cache.counted().load();
        let read = self.began;
        self.land(Some(Ok(Landed { value, read })));
    }

    /// It was found in another tier, which had read it at its source at this moment.
    pub fn fill_read(mut self, value: Option<V>, read: ReadAt) {
        self.land(Some(Ok(Landed { value, read })));
    }

    /// It could not be loaded. All who wait are answered with this, and nothing is kept.
    pub fn fail(mut self, error: Error) {
        self.cache.counted().load_failure();
        self.land(Some(Err(error)));
    }

    fn land(&mut self, outcome: Option<Result<Landed<V>, Error>>) {
        if let Some(flight) = self.flight.take() {
            self.cache.land(&self.key, flight, outcome);
        }
    }
}

impl<K, V, P> Drop for Lease<'_, K, V, P>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
    P: Primitives,
{
    fn drop(&mut self) {
        self.land(None);
    }
}

/// What became of a load that was waited for.
#[derive(Debug, Clone, PartialEq)]
pub enum Landing<V> {
    /// It brought a value, or that there is none.
    Value(Option<V>),
    /// It failed.
    Failed(Error),
    /// It was given up, or what it brought is too old for this read: ask again.
    Again,
}

/// A wait for a load that somebody else does.
#[derive(Debug)]
pub struct Waiting<V> {
    pub(crate) landed: oneshot::Receiver<Result<Landed<V>, Error>>,
    pub(crate) since: ReadAt,
    pub(crate) max_age: Duration,
}

impl<V> Waiting<V> {
    /// Waits.
    pub async fn landing(self) -> Landing<V> {
        match self.landed.await {
            Ok(Ok(landed)) => {
                // What is read after the wait began is young enough, whatever the clock says by now.
                let age = landed.read.age(self.since).unwrap_or_default();
                if age <= self.max_age {
                    Landing::Value(landed.value)
                } else {
                    Landing::Again
                }
            }
            Ok(Err(error)) => Landing::Failed(error),
            Err(_) => Landing::Again,
        }
    }
}
