//! One cache, with what its entries are called in the tier that environments share.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use cache::{Cache, Forget, Name, Policy, Shared};
use domain::{Clock, Error};

use super::Round;
use super::stored::Value;

/// What a cache gets of what there is.
pub(super) struct Share {
    pub(super) name: &'static str,
    /// `None` when it is off.
    pub(super) ttl: Option<Duration>,
    pub(super) stay: Duration,
    pub(super) bytes: u64,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) shared: Option<Shared>,
}

impl Share {
    /// The cache: what its keys are called, how long absences are remembered, and how long its source may lag.
    pub(super) fn keep<K, V>(
        self,
        call: fn(&K) -> String,
        absent_ttl: Option<Duration>,
        settle: Duration,
    ) -> Kept<K, V>
    where
        K: Hash + Eq + Clone + Send,
        V: Value,
    {
        let policy = Policy {
            name: self.name,
            ttl: self.ttl,
            absent_ttl,
            stay: self.stay,
            jitter: super::JITTER,
            bytes: self.bytes,
            weigh: V::heap,
        };
        Kept {
            // A cache that is off is off in both tiers.
            shared: self.ttl.and(self.shared),
            cache: Cache::new(policy, self.clock),
            call,
            settle,
        }
    }
}

/// One cache.
pub(crate) struct Kept<K, V>
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    pub(super) cache: Cache<K, V>,
    pub(crate) shared: Option<Shared>,
    call: fn(&K) -> String,
    settle: Duration,
}

impl<K, V> Kept<K, V>
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    /// What is kept for a key, or else loaded; `None` when there is none.
    pub(crate) async fn get<F>(&self, key: &K, load: impl FnOnce() -> F) -> Result<Option<V>, Error>
    where
        F: Future<Output = Result<Option<V>, Error>>,
    {
        self.get_beside(self.shared.as_ref(), key, load).await
    }

    /// [`Self::get`] with this shared tier, or without it.
    pub(crate) async fn get_beside<F>(
        &self,
        shared: Option<&Shared>,
        key: &K,
        load: impl FnOnce() -> F,
    ) -> Result<Option<V>, Error>
    where
        F: Future<Output = Result<Option<V>, Error>>,
    {
        loop {
            let mut round = Round::begin(self, [key.clone()], Duration::MAX);
            if let Some(shared) = shared {
                round.hear(&mut shared.ask(&round.names()).await.into_iter());
            }
            if round.missing().next().is_some() {
                // Boxed, for a load is kilobytes of state that a hit should not carry.
                let loaded = match Box::pin(load()).await {
                    Ok(loaded) => loaded,
                    Err(error) => {
                        round.fail(&error);
                        return Err(error);
                    }
                };
                let fills = round.fill(|_| loaded.clone());
                if let Some(shared) = shared {
                    shared.fill(fills).await;
                }
                return Ok(loaded);
            }
            let (mut found, again) = round.end().await?;
            if again.is_empty() {
                return Ok(found.pop().and_then(|(_, value)| value));
            }
        }
    }

    /// Forgets a key in memory.
    pub(super) fn forget(&self, key: &K) {
        self.cache.forget(key);
    }

    /// What the shared tier has to forget about a key. Also when the cache is off: environments of before may still have it on.
    pub(super) fn shared_forget(&self, key: &K) -> Forget {
        Forget {
            name: self.name(key),
            settle: self.settle,
        }
    }

    pub(super) fn name(&self, key: &K) -> Name {
        Name {
            cache: self.cache.policy().name,
            key: (self.call)(key),
        }
    }
}
