//! A clock that stands until it is moved.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Clock, Moment};
use jiff::SignedDuration;

/// Stands at `2026-11-22T08:00:00Z` until it is moved. Share it in an `Arc`.
#[derive(Debug)]
pub struct ManualClock(Mutex<Hands>);

#[derive(Debug, Clone, Copy)]
struct Hands {
    now: Moment,
    uptime: Duration,
}

impl ManualClock {
    /// A clock at [`Self::start`].
    #[must_use]
    pub fn new() -> Self {
        Self(Mutex::new(Hands {
            now: Self::start(),
            uptime: Duration::ZERO,
        }))
    }

    /// Where every clock starts.
    #[must_use]
    pub fn start() -> Moment {
        "2026-11-22T08:00:00Z"
            .parse()
            .expect("the text is RFC 3339")
    }

    /// Lets time pass and says what time it is now.
    ///
    /// # Panics
    /// The duration is negative: a clock that goes back by mistake hides bugs. Use [`Self::set`] to mean it.
    pub fn advance(&self, by: SignedDuration) -> Moment {
        assert!(!by.is_negative(), "use `set` to move the clock back");
        let mut hands = self.hands();
        hands.now = hands.now.plus(by);
        hands.uptime += by.unsigned_abs();
        hands.now
    }

    /// Sets the clock to any moment. No time passes.
    pub fn set(&self, moment: Moment) {
        self.hands().now = moment;
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Moment {
        self.hands().now
    }

    fn uptime(&self) -> Duration {
        self.hands().uptime
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_until_it_is_moved() {
        let clock = ManualClock::new();
        assert_eq!(clock.now(), clock.now());
        let later = clock.advance(SignedDuration::from_secs(90));
        assert_eq!(clock.now(), later);
        assert_eq!(
            later.since(ManualClock::start()),
            SignedDuration::from_secs(90)
        );
        assert_eq!(clock.uptime(), Duration::from_secs(90));
    }

    #[test]
    fn the_clock_goes_back_only_when_it_is_set() {
        let clock = ManualClock::new();
        let earlier = "2026-01-01T00:00:00Z".parse().unwrap();
        clock.set(earlier);
        assert_eq!(clock.now(), earlier);
        assert_eq!(clock.uptime(), Duration::ZERO);
    }

    #[test]
    #[should_panic(expected = "use `set`")]
    fn advancing_by_less_than_nothing_is_a_mistake() {
        ManualClock::new().advance(SignedDuration::from_secs(-1));
    }
}
