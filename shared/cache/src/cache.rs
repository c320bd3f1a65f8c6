//! The cache itself: entries and flights under one lock.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Error};
use tokio::sync::oneshot;

use crate::counted::Counted;
use crate::entry::Entry;
use crate::flight::{Flight, Landed};
use crate::shelf::Shelf;
use crate::{Landing, Lease, Lock, Policy, Primitives, ReadAt, Std, Waiting};

/// Values by key, as the [crate's promises](crate) say.
pub struct Cache<K, V, P: Primitives = Std>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
{
    policy: Policy<V>,
    clock: Arc<dyn Clock>,
    counted: Counted,
    inside: P::Mutex<Inside<K, V>>,
}

struct Inside<K, V> {
    shelf: Shelf<K, V>,
    /// The load under way for a key, unless it began before the key was last forgotten.
    current: HashMap<K, u64>,
    /// All loads under way, with those who wait for them.
    flights: HashMap<u64, Flight<V>>,
    next: u64,
}

/// How a read goes on.
#[derive(Debug)]
pub enum Claim<'c, K, V, P = Std>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
    P: Primitives,
{
    /// It is here: the value, or that there is none.
    Hit(Option<V>),
    /// Nobody loads it: whoever asked does.
    Lead(Lease<'c, K, V, P>),
    /// Somebody loads it.
    Wait(Waiting<V>),
}

impl<K, V, P> fmt::Debug for Cache<K, V, P>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
    P: Primitives,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

impl<K, V, P> Cache<K, V, P>
where
    K: Hash + Eq + Clone + Send,
    V: Clone + Send,
    P: Primitives,
{
    /// An empty cache.
    #[must_use]
    pub fn new(policy: Policy<V>, clock: Arc<dyn Clock>) -> Self {
        let inside = Inside {
            shelf: Shelf::new(policy.bytes),
            current: HashMap::new(),
            flights: HashMap::new(),
            next: 0,
        };
        Self {
            counted: Counted::new(policy.name, "memory"),
            policy,
            clock,
            inside: P::Mutex::new(inside),
        }
    }

    /// What it is asked to do.
    pub const fn policy(&self) -> &Policy<V> {
        &self.policy
    }

    /// The value of this key, or that there is none, no older than `max_age` and the TTL: kept, or waited for, or loaded.
    ///
    /// # Errors
    /// What `load` answers, also when somebody else's load was waited for.
    pub async fn get(
        &self,
        key: &K,
        max_age: Duration,
        mut load: impl AsyncFnMut() -> Result<Option<V>, Error>,
    ) -> Result<Option<V>, Error> {
        loop {
            match self.claim(key, max_age) {
                Claim::Hit(value) => return Ok(value),
                Claim::Lead(lease) => {
                    let loaded = load().await;
                    match &loaded {
                        Ok(value) => lease.fill(value.clone()),
                        Err(error) => lease.fail(error.clone()),
                    }
                    return loaded;
                }
                Claim::Wait(waiting) => match waiting.landing().await {
                    Landing::Value(value) => return Ok(value),
                    Landing::Failed(error) => return Err(error),
                    Landing::Again => {}
                },
            }
        }
    }

    /// Begins a read: for who loads many keys at once. Who leads several loads ends them before it waits for others, or two who do so
    /// may wait for each other.
    pub fn claim(&self, key: &K, max_age: Duration) -> Claim<'_, K, V, P> {
        let now = ReadAt::now(&*self.clock);
        let Some(ttl) = self.policy.ttl else {
            return Claim::Lead(Lease::new(self, key.clone(), None, now));
        };
        let max_age = max_age.min(ttl);
        let claim = self.inside.with(|inside| inside.claim(key, max_age, now));
        match claim {
            Claimed::Hit(value) => {
                self.counted.hit();
                Claim::Hit(value)
            }
            Claimed::Lead(flight) => {
                self.counted.miss();
                Claim::Lead(Lease::new(self, key.clone(), Some(flight), now))
            }
            Claimed::Wait(landed) => {
                self.counted.miss();
                Claim::Wait(Waiting {
                    landed,
                    since: now,
                    max_age,
                })
            }
        }
    }

    /// Forgets a key. A load of it that is under way is still answered to those who wait for it already, and not kept.
    pub fn forget(&self, key: &K) {
        self.inside.with(|inside| {
            inside.shelf.take(key);
            inside.current.remove(key);
        });
    }

    /// How many bytes its entries take: never more than the policy allows.
    pub fn bytes(&self) -> u64 {
        self.inside.with(|inside| inside.shelf.bytes())
    }

    pub(crate) const fn counted(&self) -> &Counted {
        &self.counted
    }

    /// Ends a load: keeps what it brought, unless its key was forgotten meanwhile, and tells those who wait. `None` gives it up.
    pub(crate) fn land(&self, key: &K, flight: u64, outcome: Option<Result<Landed<V>, Error>>) {
        let entry = match &outcome {
            Some(Ok(landed)) => self.entry(landed),
            _ => None,
        };
        let (waiting, evicted, bytes) = self.inside.with(|inside| {
            let ended = inside.flights.remove(&flight);
            let mut evicted = 0;
            if inside.current.get(key) == Some(&flight) {
                inside.current.remove(key);
                if let Some(entry) = entry {
                    evicted = inside.shelf.put(key.clone(), entry);
                }
            }
            let waiting = ended.map(|flight| flight.waiting).unwrap_or_default();
            (waiting, evicted, inside.shelf.bytes())
        });
        self.counted.evictions(evicted);
        self.counted.bytes(bytes);
        if let Some(outcome) = outcome {
            for waiter in waiting {
                // Who has stopped waiting needs no answer.
                drop(waiter.send(outcome.clone()));
            }
        }
    }

    fn entry(&self, landed: &Landed<V>) -> Option<Entry<V>> {
        let weight = landed.value.as_ref().map_or(0, self.policy.weigh);
        Some(Entry {
            value: landed.value.clone(),
            read: landed.read,
            entered: ReadAt::now(&*self.clock),
            keep: self.policy.keep(landed.value.is_some())?,
            stay: self.policy.stay,
            weight: Shelf::<K, V>::weight(weight),
        })
    }
}

enum Claimed<V> {
    Hit(Option<V>),
    Lead(u64),
    Wait(oneshot::Receiver<Result<Landed<V>, Error>>),
}

impl<K: Hash + Eq + Clone, V: Clone> Inside<K, V> {
    fn claim(&mut self, key: &K, max_age: Duration, now: ReadAt) -> Claimed<V> {
        if let Some(entry) = self.shelf.get(key) {
            if entry.is_over(now) {
                self.shelf.take(key);
            } else if entry.is_within(max_age, now) {
                return Claimed::Hit(entry.value.clone());
            }
        }
        let current = self
            .current
            .get(key)
            .and_then(|id| self.flights.get_mut(id));
        // A load that hangs for longer than that is of no use to this read: it begins another, which takes its place.
        if let Some(flight) = current
            && flight.began.age(now).is_some_and(|age| age <= max_age)
        {
            let (sender, landed) = oneshot::channel();
            flight.waiting.push(sender);
            return Claimed::Wait(landed);
        }
        let id = self.next;
        self.next += 1;
        self.current.insert(key.clone(), id);
        let flight = Flight {
            began: now,
            waiting: Vec::new(),
        };
        self.flights.insert(id, flight);
        Claimed::Lead(id)
    }
}
