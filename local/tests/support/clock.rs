//! A clock that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::{Clock, Moment};

/// Seconds since 1970.
#[derive(Debug)]
pub(crate) struct Standing(AtomicI64);

impl Standing {
    /// A clock that says noon of 22 November 2026.
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_795_348_800)))
    }

    /// Moves the clock by some seconds.
    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for Standing {
    fn now(&self) -> Moment {
        Moment::from_microsecond(self.0.load(Ordering::SeqCst) * 1_000_000)
            .expect("a year of this age")
    }

    fn uptime(&self) -> Duration {
        Duration::ZERO
    }
}
