//! One round of a read of many keys of one kind: what is kept, what this read has to load, what others load already.
//!
//! A read that spans kinds has a round for each and loads what is missing of all of them in one request. Its own loads end before
//! it waits for those of others.

use std::hash::Hash;
use std::time::Duration;

use cache::{Asked, Claim, Fill, Landing, Lease, Name, Token, Waiting};
use domain::Error;

use super::kept::Kept;
use super::stored::Value;

/// What became of keys: each with its value, or that there is none.
pub(crate) type Found<K, V> = Vec<(K, Option<V>)>;

/// One round.
pub(crate) struct Round<'c, K, V>
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    kept: &'c Kept<K, V>,
    found: Found<K, V>,
    leads: Vec<Lead<'c, K, V>>,
    waits: Vec<(K, Waiting<V>)>,
    max_age: Duration,
}

struct Lead<'c, K, V>
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    lease: Lease<'c, K, V>,
    token: Option<Token>,
}

impl<'c, K, V> Round<'c, K, V>
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    /// Looks what is kept of these keys, no older than `max_age`.
    pub(crate) fn begin(
        kept: &'c Kept<K, V>,
        keys: impl IntoIterator<Item = K>,
        max_age: Duration,
    ) -> Self {
        let mut round = Self {
            kept,
            found: Vec::new(),
            leads: Vec::new(),
            waits: Vec::new(),
            max_age,
        };
        for key in keys {
            match kept.cache.claim(&key, max_age) {
                Claim::Hit(value) => round.found.push((key, value)),
                Claim::Lead(lease) => round.leads.push(Lead { lease, token: None }),
                Claim::Wait(waiting) => round.waits.push((key, waiting)),
            }
        }
        round
    }

    /// What the shared tier is asked for: what this round has to load, with the most its age may be. Nothing of a cache that is off.
    pub(crate) fn names(&self) -> Vec<(Name, Duration)> {
        let policy = self.kept.cache.policy();
        let (Some(_), Some(ttl)) = (&self.kept.shared, policy.ttl) else {
            return Vec::new();
        };
        let age = self.max_age.min(ttl);
        let names = self
            .leads
            .iter()
            .map(|lead| self.kept.name(lead.lease.key()));
        names.map(|name| (name, age)).collect()
    }

    /// Takes its part of the shared tier's answers: as many as it had [`Self::names`].
    pub(crate) fn hear(&mut self, answers: &mut impl Iterator<Item = Asked>) {
        if self.kept.shared.is_none() {
            return;
        }
        for mut lead in std::mem::take(&mut self.leads) {
            match answers.next() {
                Some(Asked::Found { bytes, read }) => {
                    if let Some(value) = V::of_text(&bytes) {
                        self.found
                            .push((lead.lease.key().clone(), Some(value.clone())));
                        lead.lease.fill_read(Some(value), read);
                        continue;
                    }
                }
                Some(Asked::Missing(token)) => lead.token = Some(token),
                Some(Asked::Unknown) | None => {}
            }
            self.leads.push(lead);
        }
    }

    /// What is to be loaded from the tables.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &K> {
        self.leads.iter().map(|lead| lead.lease.key())
    }

    /// Ends all loads with what the tables said, and says what the shared tier is to be told of it.
    pub(crate) fn fill(&mut self, mut loaded: impl FnMut(&K) -> Option<V>) -> Vec<Fill> {
        let mut fills = Vec::new();
        for Lead { lease, token } in self.leads.drain(..) {
            let key = lease.key().clone();
            let value = loaded(&key);
            let policy = self.kept.cache.policy();
            if let (Some(token), Some(ttl), Some(value)) = (token, policy.ttl, &value)
                && let Some(bytes) = value.text()
            {
                fills.push(Fill {
                    name: self.kept.name(&key),
                    token,
                    bytes,
                    read: lease.began(),
                    ttl,
                });
            }
            lease.fill(value.clone());
            self.found.push((key, value));
        }
        fills
    }

    /// Ends all loads with a failure.
    pub(crate) fn fail(self, error: &Error) {
        for lead in self.leads {
            lead.lease.fail(error.clone());
        }
    }

    /// Waits for what others load. Gives what was found, and the keys that have to be asked for again.
    ///
    /// # Errors
    /// A load of others failed.
    pub(crate) async fn end(mut self) -> Result<(Found<K, V>, Vec<K>), Error> {
        let mut again = Vec::new();
        for (key, waiting) in self.waits {
            match waiting.landing().await {
                Landing::Value(value) => self.found.push((key, value)),
                Landing::Failed(error) => return Err(error),
                Landing::Again => again.push(key),
            }
        }
        Ok((self.found, again))
    }
}
