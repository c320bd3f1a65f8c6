//! What was measured, and its middle.

use std::fmt;
use std::time::Duration;

/// Times of the same work.
#[derive(Debug, Default)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that this part of all is at most.
    pub(crate) fn quantile(&self, part: f64) -> Time {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list"
        )]
        let place = ((sorted.len() - 1) as f64 * part).round() as usize;
        Time(sorted[place].as_secs_f64())
    }

    pub(crate) fn median(&self) -> Time {
        self.quantile(0.5)
    }
}

/// A time, in seconds; shown in the unit that suits it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time(pub(crate) f64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            seconds if seconds < 1e-6 => write!(f, "{:.0} ns", seconds * 1e9),
            seconds if seconds < 1e-5 => write!(f, "{:.1} µs", seconds * 1e6),
            seconds => write!(f, "{:.0} µs", seconds * 1e6),
        }
    }
}
