//! What the tables hold: for each entry its version, and when and by whom it was written.

use std::collections::HashMap;
use std::time::Duration;

use crate::fleet::Place;

/// The tables.
#[derive(Debug, Default)]
pub(crate) struct Truth(HashMap<Place, Vec<Write>>);

#[derive(Debug, Clone, Copy)]
struct Write {
    at: Duration,
    by: u32,
}

/// A version that is not the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stale {
    /// For how long it has not been.
    pub(crate) since: Duration,
    /// Whether who reads it has written a newer one.
    pub(crate) own: bool,
}

impl Truth {
    /// The newest version: how often it was written.
    pub(crate) fn version(&self, place: Place) -> u32 {
        let writes = self.0.get(&place).map_or(0, Vec::len);
        u32::try_from(writes).expect("fewer than four billion writes are simulated")
    }

    pub(crate) fn write(&mut self, place: Place, at: Duration, by: u32) {
        self.0.entry(place).or_default().push(Write { at, by });
    }

    /// How stale a version is for who reads it now; `None` when it is the newest.
    pub(crate) fn stale(
        &self,
        place: Place,
        version: u32,
        now: Duration,
        reader: u32,
    ) -> Option<Stale> {
        let newer = self.0.get(&place)?.get(version as usize..)?;
        let first = newer.first()?;
        Some(Stale {
            since: now - first.at,
            own: newer.iter().any(|write| write.by == reader),
        })
    }
}
