//! What a cache keeps for a key.

use std::time::Duration;

use crate::ReadAt;

/// What a cache keeps for a key: a value, or that there is none.
#[derive(Debug, Clone)]
pub(crate) struct Entry<V> {
    pub(crate) value: Option<V>,
    /// When it was read at its source.
    pub(crate) read: ReadAt,
    /// When it came into this memory.
    pub(crate) entered: ReadAt,
    /// How old it may get.
    pub(crate) keep: Duration,
    /// How long it may stay here.
    pub(crate) stay: Duration,
    /// How many bytes it takes.
    pub(crate) weight: u64,
}

impl<V> Entry<V> {
    /// Whether nobody may be answered with it any more.
    pub(crate) fn is_over(&self, now: ReadAt) -> bool {
        let age = self.read.age(now).filter(|age| *age < self.keep);
        let stayed = self.entered.age(now).filter(|stayed| *stayed < self.stay);
        age.is_none() || stayed.is_none()
    }

    /// Whether it is young enough for a read that allows this age.
    pub(crate) fn is_within(&self, max_age: Duration, now: ReadAt) -> bool {
        self.read.age(now).is_some_and(|age| age <= max_age)
    }
}
