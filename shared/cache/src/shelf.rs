//! Where a cache's entries stand: as many as weigh no more than is allowed, at any moment.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::Hash;

use quick_cache::unsync;
use quick_cache::{Lifecycle, OptionsBuilder, Weighter};

use crate::entry::Entry;

/// About how many bytes an entry takes, on average, when the number of slots is guessed from the weight.
const TYPICAL: u64 = 1024;

/// Which part of the room is for entries that were read again. With the crate's own 0.97, what was read often and is over by now keeps
/// what is new out: `bench/README.md` has the difference.
const PROVEN: f64 = 0.5;

/// Entries by key, the least useful of which make room.
pub(crate) struct Shelf<K, V> {
    entries: unsync::Cache<K, Entry<V>, ByWeight, RandomState, Counting>,
}

impl<K, V> fmt::Debug for Shelf<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shelf")
    }
}

impl<K: Hash + Eq + Clone, V> Shelf<K, V> {
    /// An empty shelf for so many bytes.
    pub(crate) fn new(bytes: u64) -> Self {
        let slots = usize::try_from(bytes / TYPICAL)
            .unwrap_or(usize::MAX)
            .max(16);
        let options = OptionsBuilder::new()
            .estimated_items_capacity(slots)
            .weight_capacity(bytes)
            .hot_allocation(PROVEN)
            .build()
            .expect("both capacities are given");
        Self {
            entries: unsync::Cache::with_options(options, ByWeight, RandomState::new(), Counting),
        }
    }

    /// How many bytes an entry takes whose value takes so many: its slot, its place in the index, and what a growing table leaves
    /// unused.
    pub(crate) const fn weight(value: usize) -> u64 {
        (2 * (size_of::<K>() + size_of::<Entry<V>>()) + 64 + value) as u64
    }

    /// The entry of this key.
    pub(crate) fn get(&self, key: &K) -> Option<&Entry<V>> {
        self.entries.get(key)
    }

    /// Puts an entry in its place and says how many others had to go, itself included if it is too heavy.
    pub(crate) fn put(&mut self, key: K, entry: Entry<V>) -> u64 {
        // Or an entry that is too heavy would leave the one before it.
        self.entries.remove(&key);
        let mut evicted = 0;
        self.entries.insert_with_lifecycle(key, entry, &mut evicted);
        evicted
    }

    /// Takes an entry away.
    pub(crate) fn take(&mut self, key: &K) {
        self.entries.remove(key);
    }

    /// How many bytes its entries take.
    pub(crate) fn bytes(&self) -> u64 {
        self.entries.weight()
    }
}

#[derive(Debug, Clone)]
struct ByWeight;

impl<K, V> Weighter<K, Entry<V>> for ByWeight {
    fn weight(&self, _: &K, entry: &Entry<V>) -> u64 {
        entry.weight
    }
}

/// Counts what is evicted by one insertion.
#[derive(Debug, Clone)]
struct Counting;

impl<K, V> Lifecycle<K, V> for Counting {
    type RequestState = u64;

    fn on_evict(&self, evicted: &mut Self::RequestState, _: K, _: V) {
        *evicted += 1;
    }
}
