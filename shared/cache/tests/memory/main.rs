//! What the memory tier promises, on a clock that is driven.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

mod bounds;
mod counted;
mod expiry;
mod flights;
mod laws;

use std::sync::Arc;
use std::time::Duration;

use cache::{Cache, Claim, Lease, Policy};
use domain::Error;
use futures_util::FutureExt;
use jiff::SignedDuration;
use testkit::ManualClock;

/// A cache of numbers, and the clock it goes by.
struct Bench {
    cache: Cache<u8, u64>,
    clock: Arc<ManualClock>,
}

/// A minute for values, five seconds for absences, no jitter.
fn policy() -> Policy<u64> {
    Policy {
        name: "numbers",
        ttl: Some(Duration::from_secs(60)),
        absent_ttl: Some(Duration::from_secs(5)),
        stay: Duration::from_secs(3600),
        jitter: 0.0,
        bytes: 1 << 20,
        weigh: |_| 0,
    }
}

const MINUTE: Duration = Duration::from_secs(60);

impl Bench {
    fn new() -> Self {
        Self::with(policy())
    }

    fn with(policy: Policy<u64>) -> Self {
        let clock = Arc::new(ManualClock::new());
        Self {
            cache: Cache::new(policy, clock.clone()),
            clock,
        }
    }

    fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// What a read of 1 is answered from memory; `None` when it would load.
    fn kept(&self) -> Option<Option<u64>> {
        self.kept_for(1, MINUTE)
    }

    fn kept_for(&self, key: u8, max_age: Duration) -> Option<Option<u64>> {
        match self.cache.claim(&key, max_age) {
            Claim::Hit(value) => Some(value),
            Claim::Lead(_) => None,
            Claim::Wait(_) => panic!("somebody loads"),
        }
    }

    fn lead(&self, key: u8) -> Lease<'_, u8, u64> {
        match self.cache.claim(&key, MINUTE) {
            Claim::Lead(lease) => lease,
            other => panic!("it is not ours to load: {other:?}"),
        }
    }

    fn fill(&self, value: Option<u64>) {
        self.lead(1).fill(value);
    }

    /// A read that is answered without waiting.
    fn read(&self, loaded: Result<Option<u64>, Error>) -> Result<Option<u64>, Error> {
        let read = self.cache.get(&1, MINUTE, async || loaded.clone());
        read.now_or_never().expect("nobody else loads")
    }
}

fn down() -> Error {
    Error::Unavailable("the table is away".to_owned())
}
