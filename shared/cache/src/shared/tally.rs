//! What the shared tier counts, through the `metrics` facade, and tells at `debug`. The keys are made once for each cache: counting allocates nothing.

use std::collections::HashMap;
use std::sync::Arc;

use metrics::{Key, Label, with_recorder};

use crate::counted::{METADATA, count};
use crate::{Lock, Primitives, Std};

/// Why the tier was of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The server did not answer in time.
    Timeout,
    /// It can't be reached, or refuses.
    Unavailable,
    /// It has no room.
    Full,
    /// It answers what makes no sense.
    Nonsense,
    /// A value is longer than is filled in.
    TooBig,
}

impl Reason {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Timeout, "timeout"),
        (Self::Unavailable, "unavailable"),
        (Self::Full, "full"),
        (Self::Nonsense, "nonsense"),
        (Self::TooBig, "too_big"),
    ];
}

/// The counters of the tier, and of each cache in it.
#[derive(Debug)]
pub(super) struct Tally {
    failures: [(Reason, Key); 5],
    breaker_opened: Key,
    owed: Key,
    caches: <Std as Primitives>::Mutex<HashMap<&'static str, Arc<OfCache>>>,
}

#[derive(Debug)]
struct OfCache {
    hits: Key,
    misses: Key,
    filled_bytes: Key,
}

impl Tally {
    pub(super) fn new() -> Self {
        let tier = || Label::new("tier", "shared");
        Self {
            failures: Reason::ALL.map(|(reason, word)| {
                let labels = vec![tier(), Label::new("reason", word)];
                (reason, Key::from_parts("cache.shared.failures", labels))
            }),
            breaker_opened: Key::from_parts("cache.shared.breaker_opened", vec![tier()]),
            owed: Key::from_parts("cache.shared.owed", vec![tier()]),
            caches: Lock::new(HashMap::new()),
        }
    }

    /// So many entries or exchanges failed for this reason.
    pub(super) fn failures(&self, reason: Reason, times: u64) {
        let key = self.failures.iter().find(|(of, _)| *of == reason);
        if let Some((_, key)) = key.filter(|_| times > 0) {
            count(key, times);
        }
    }

    /// The server is not asked from now on.
    pub(super) fn breaker_opened(&self) {
        count(&self.breaker_opened, 1);
    }

    /// So many names are owed.
    #[expect(clippy::cast_precision_loss, reason = "a thousand at most")]
    pub(super) fn owed(&self, names: usize) {
        with_recorder(|recorder| {
            recorder
                .register_gauge(&self.owed, &METADATA)
                .set(names as f64);
        });
    }

    /// An entry was found.
    pub(super) fn hit(&self, cache: &'static str) {
        count(&self.of(cache).hits, 1);
        tracing::debug!(cache, tier = "shared", outcome = "hit", "look-up");
    }

    /// An entry was not found, whatever the reason.
    pub(super) fn miss(&self, cache: &'static str) {
        count(&self.of(cache).misses, 1);
        tracing::debug!(cache, tier = "shared", outcome = "miss", "look-up");
    }

    /// A value of so many bytes was filled in.
    pub(super) fn filled(&self, cache: &'static str, bytes: usize) {
        count(&self.of(cache).filled_bytes, bytes as u64);
    }

    fn of(&self, cache: &'static str) -> Arc<OfCache> {
        self.caches.with(|caches| {
            let of = caches.entry(cache).or_insert_with(|| {
                let labels = vec![Label::new("cache", cache), Label::new("tier", "shared")];
                let key = |name: &'static str| Key::from_parts(name, labels.clone());
                Arc::new(OfCache {
                    hits: key("cache.hits"),
                    misses: key("cache.misses"),
                    filled_bytes: key("cache.shared.filled_bytes"),
                })
            });
            Arc::clone(of)
        })
    }
}
