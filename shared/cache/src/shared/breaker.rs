//! When to stop asking a server that fails, and when to try again. Nothing here asks: it is told what came of it, and what time it is.

use std::time::Duration;

use crate::{Lock, Primitives, Std};

/// How long it stops asking after the first failure.
const FIRST: Duration = Duration::from_millis(250);
/// The longest that it stops.
const LONGEST: Duration = Duration::from_secs(30);

/// Whether the server is asked. Times are those of a clock that nobody sets.
#[derive(Debug)]
pub(super) struct Breaker(<Std as Primitives>::Mutex<State>);

#[derive(Debug, Clone, Copy)]
enum State {
    /// It is asked.
    Closed,
    /// It isn't, until then.
    Open { until: Duration, delay: Duration },
    /// The time is over, and one exchange tries.
    Trying { delay: Duration },
}

/// How an exchange was let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Like all others.
    Usual,
    /// As the only one, after a failure.
    Trial,
}

impl Breaker {
    pub(super) fn new() -> Self {
        Self(Lock::new(State::Closed))
    }

    /// Lets an exchange through, or not; one that `can_tell` when the time is over. Who is let through says what came of it:
    /// [`Self::succeeded`], [`Self::failed`] or [`Self::given_up`].
    pub(super) fn pass(&self, now: Duration, can_tell: bool) -> Option<Pass> {
        self.0.with(|state| match *state {
            State::Closed => Some(Pass::Usual),
            State::Open { until, delay } if can_tell && now >= until => {
                *state = State::Trying { delay };
                Some(Pass::Trial)
            }
            State::Open { .. } | State::Trying { .. } => None,
        })
    }

    /// Whether somebody would be let through.
    pub(super) fn is_due(&self, now: Duration) -> bool {
        self.0.with(|state| match *state {
            State::Closed => true,
            State::Open { until, .. } => now >= until,
            State::Trying { .. } => false,
        })
    }

    /// An exchange came to its end.
    pub(super) fn succeeded(&self, pass: Pass) {
        // One that began before the failure of another says nothing about what came after it.
        if pass == Pass::Trial {
            self.0.with(|state| *state = State::Closed);
        }
    }

    /// An exchange failed. True if it was let through like all others until now.
    pub(super) fn failed(&self, pass: Pass, now: Duration) -> bool {
        self.0.with(|state| match (*state, pass) {
            (State::Closed, _) => {
                *state = open(FIRST, now);
                true
            }
            (State::Trying { delay }, Pass::Trial) => {
                *state = open(delay * 2, now);
                false
            }
            // It was on its way when another failed: that is one failure.
            (State::Open { .. } | State::Trying { .. }, _) => false,
        })
    }

    /// No connection could be made. True if exchanges were let through until now.
    pub(super) fn unreachable(&self, now: Duration) -> bool {
        self.0.with(|state| {
            let (delay, was_closed) = match *state {
                State::Closed => (FIRST, true),
                State::Open { delay, .. } | State::Trying { delay } => (delay * 2, false),
            };
            *state = open(delay, now);
            was_closed
        })
    }

    /// An exchange was given up before anything could be said: the next may try.
    pub(super) fn given_up(&self, pass: Pass, now: Duration) {
        if pass == Pass::Trial {
            self.0.with(|state| {
                if let State::Trying { delay } = *state {
                    *state = State::Open { until: now, delay };
                }
            });
        }
    }
}

/// Open for the delay, give or take a quarter, so that a fleet does not try together.
fn open(delay: Duration, now: Duration) -> State {
    let delay = delay.min(LONGEST);
    let until = now + delay.mul_f64(0.75 + 0.5 * fastrand::f64()).min(LONGEST);
    State::Open { until, delay }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn after_a_failure_nobody_asks_until_the_time_is_over_and_then_one() {
        let breaker = Breaker::new();
        assert_eq!(breaker.pass(SECOND, true), Some(Pass::Usual));
        assert!(breaker.failed(Pass::Usual, SECOND));
        assert_eq!(breaker.pass(SECOND + FIRST / 2, true), None);
        assert_eq!(breaker.pass(SECOND + FIRST * 2, true), Some(Pass::Trial));
        assert_eq!(breaker.pass(SECOND + FIRST * 2, true), None);
        breaker.succeeded(Pass::Trial);
        assert_eq!(breaker.pass(SECOND + FIRST * 2, true), Some(Pass::Usual));
    }

    #[test]
    fn every_failed_try_doubles_the_time_up_to_thirty_seconds() {
        let breaker = Breaker::new();
        let mut now = SECOND;
        breaker.failed(Pass::Usual, now);
        let mut delay = FIRST;
        for _ in 0..20 {
            assert_eq!(breaker.pass(now + delay.mul_f64(0.7), true), None);
            now += delay.mul_f64(1.3).min(LONGEST);
            assert_eq!(breaker.pass(now, true), Some(Pass::Trial));
            assert!(!breaker.failed(Pass::Trial, now));
            delay = (delay * 2).min(LONGEST);
        }
        assert_eq!(delay, LONGEST);
    }

    #[test]
    fn who_can_t_wait_long_enough_to_tell_does_not_try() {
        let breaker = Breaker::new();
        breaker.failed(Pass::Usual, SECOND);
        let later = SECOND + FIRST * 2;
        assert_eq!(breaker.pass(later, false), None);
        assert_eq!(breaker.pass(later, true), Some(Pass::Trial));
    }

    #[test]
    fn many_that_fail_together_are_one_failure() {
        let breaker = Breaker::new();
        assert!(breaker.failed(Pass::Usual, SECOND));
        for _ in 0..10 {
            assert!(!breaker.failed(Pass::Usual, SECOND));
        }
        assert_eq!(breaker.pass(SECOND + FIRST * 2, true), Some(Pass::Trial));
    }

    #[test]
    fn a_late_success_does_not_hide_a_failure_after_it() {
        let breaker = Breaker::new();
        breaker.failed(Pass::Usual, SECOND);
        breaker.succeeded(Pass::Usual);
        assert_eq!(breaker.pass(SECOND, true), None);
    }

    #[test]
    fn a_try_that_is_given_up_passes_on_to_the_next() {
        let breaker = Breaker::new();
        breaker.failed(Pass::Usual, SECOND);
        let later = SECOND + FIRST * 2;
        assert_eq!(breaker.pass(later, true), Some(Pass::Trial));
        breaker.given_up(Pass::Trial, later);
        assert_eq!(breaker.pass(later, true), Some(Pass::Trial));
    }
}
