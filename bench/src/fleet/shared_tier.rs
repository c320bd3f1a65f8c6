//! The tier that environments share, as a map: it is always there and never full. A write anywhere takes the entry away, and for a
//! while nobody may put one there that comes from an index; an entry has its read time and its TTL.

use std::collections::HashMap;
use std::time::Duration;

use domain::Moment;

use crate::fleet::memory::Version;
use crate::fleet::{Options, Place};

/// The shared tier.
#[derive(Debug, Default)]
pub(crate) struct SharedTier {
    entries: HashMap<Place, Entry>,
    /// Until when nobody may fill a place.
    settling: HashMap<Place, Duration>,
}

/// An entry of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) version: Version,
    /// When it was read at its source, by the wall clock.
    pub(crate) wall: Moment,
    read: Duration,
    keep: Duration,
}

impl SharedTier {
    /// What is kept, if it is no older than this.
    pub(crate) fn ask(&self, place: Place, max_age: Duration, now: Duration) -> Option<Entry> {
        let entry = self.entries.get(&place)?;
        let age = now - entry.read;
        (age <= max_age && age < entry.keep).then_some(*entry)
    }

    /// Keeps what was read now, unless it has yet to settle.
    pub(crate) fn fill(
        &mut self,
        place: Place,
        version: Version,
        now: (Duration, Moment),
        options: &Options,
    ) {
        if self
            .settling
            .get(&place)
            .is_some_and(|until| now.0 < *until)
        {
            return;
        }
        let ttl = Duration::from_secs(options.ttls.of(place.room));
        let entry = Entry {
            version,
            wall: now.1,
            read: now.0,
            keep: ttl.mul_f64(1.0 - options.jitter * fastrand::f64()),
        };
        self.entries.insert(place, entry);
    }

    /// Takes an entry away.
    pub(crate) fn forget(&mut self, place: Place, now: Duration) {
        self.entries.remove(&place);
        self.settling.insert(place, now + place.room.settle());
    }

    /// How many bytes its living entries hold.
    pub(crate) fn bytes(&self, now: Duration) -> usize {
        let living = self
            .entries
            .iter()
            .filter(|(_, entry)| now - entry.read < entry.keep);
        living.map(|(place, _)| place.room.bytes()).sum()
    }
}
