//! The one place that reads the machine's clock.

use domain::{Clock, Moment};

/// The wall clock. Not the monotonic one: an environment can be frozen for hours.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock"
    )]
    fn now(&self) -> Moment {
        Moment::new(jiff::Timestamp::now())
            .expect("the machine's clock shows a year from 1 to 9999")
    }
}
