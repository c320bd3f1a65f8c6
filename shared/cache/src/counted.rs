//! What caches count, through the `metrics` facade, and tell at `debug`. The keys are made once: counting allocates nothing here.

use metrics::{Key, Label, Level, Metadata, with_recorder};

/// Of all that caches count.
pub(crate) static METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// The counters of one cache in one tier.
#[derive(Debug)]
pub(crate) struct Counted {
    cache: &'static str,
    tier: &'static str,
    hits: Key,
    misses: Key,
    loads: Key,
    load_failures: Key,
    evictions: Key,
    bytes: Key,
}

impl Counted {
    /// The counters of the cache of this name in this tier.
    pub(crate) fn new(cache: &'static str, tier: &'static str) -> Self {
        let labels = vec![Label::new("cache", cache), Label::new("tier", tier)];
        let key = |name: &'static str| Key::from_parts(name, labels.clone());
        Self {
            cache,
            tier,
            hits: key("cache.hits"),
            misses: key("cache.misses"),
            loads: key("cache.loads"),
            load_failures: key("cache.load_failures"),
            evictions: key("cache.evictions"),
            bytes: key("cache.bytes"),
        }
    }

    /// A read was answered from here.
    pub(crate) fn hit(&self) {
        count(&self.hits, 1);
        self.tell("hit");
    }

    /// A read was not answered from here.
    pub(crate) fn miss(&self) {
        count(&self.misses, 1);
        self.tell("miss");
    }

    /// What was missing was asked for at its source, and came.
    pub(crate) fn load(&self) {
        count(&self.loads, 1);
        self.tell("load");
    }

    /// What was missing was asked for at its source, and did not come.
    pub(crate) fn load_failure(&self) {
        count(&self.load_failures, 1);
        self.tell("load failure");
    }

    fn tell(&self, outcome: &'static str) {
        let Self { cache, tier, .. } = self;
        tracing::debug!(cache, tier, outcome, "look-up");
    }

    /// So many entries had to go to make room.
    pub(crate) fn evictions(&self, entries: u64) {
        if entries > 0 {
            count(&self.evictions, entries);
        }
    }

    /// So many bytes are taken.
    #[expect(clippy::cast_precision_loss, reason = "exact below 8 PiB")]
    pub(crate) fn bytes(&self, bytes: u64) {
        with_recorder(|recorder| {
            recorder
                .register_gauge(&self.bytes, &METADATA)
                .set(bytes as f64);
        });
    }
}

/// Adds to a counter.
pub(crate) fn count(key: &Key, by: u64) {
    with_recorder(|recorder| recorder.register_counter(key, &METADATA).increment(by));
}
