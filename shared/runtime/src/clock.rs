//! The one place that reads the machine's clocks.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use domain::{Clock, Moment};

/// The wall clock, because an environment can be frozen for hours; and beside it, the one that nobody sets.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock"
    )]
    fn now(&self) -> Moment {
        Moment::new(jiff::Timestamp::now())
            .expect("the machine's clock shows a year from 1 to 9999")
    }

    fn uptime(&self) -> Duration {
        BEGAN.elapsed()
    }
}
