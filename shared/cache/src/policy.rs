//! What a cache is asked to do.

use std::fmt;
use std::time::Duration;

/// What a cache is asked to do.
pub struct Policy<V> {
    /// Its name, in metrics and in configuration.
    pub name: &'static str,
    /// The most a value's age may be. `None` turns the cache off: every read is a load of its own.
    pub ttl: Option<Duration>,
    /// The most the age of an absence may be; `None` when absences are not remembered.
    pub absent_ttl: Option<Duration>,
    /// The longest that a value stays in this memory, however young it is: less than the TTL where a shared tier knows of writes
    /// elsewhere.
    pub stay: Duration,
    /// By how much of itself a TTL may turn out shorter, at random, so that a fleet does not expire together: 0 to 1.
    pub jitter: f64,
    /// The most bytes it holds, its own bookkeeping included.
    pub bytes: u64,
    /// At most how many bytes a value takes, beside its own `size_of`.
    pub weigh: fn(&V) -> usize,
}

impl<V> fmt::Debug for Policy<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy")
            .field("name", &self.name)
            .field("ttl", &self.ttl)
            .field("absent_ttl", &self.absent_ttl)
            .field("stay", &self.stay)
            .field("jitter", &self.jitter)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

impl<V> Policy<V> {
    /// How old a value, or an absence, may get: the TTL less some jitter. `None` when it is not to be kept.
    pub(crate) fn keep(&self, is_there: bool) -> Option<Duration> {
        let ttl = if is_there { self.ttl } else { self.absent_ttl };
        self.ttl
            .and(ttl)
            .map(|ttl| ttl.mul_f64(1.0 - self.jitter * fastrand::f64()))
    }
}
