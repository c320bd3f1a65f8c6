//! Windows of whole minutes, over which figures are told.

use jiff::SignedDuration;

use crate::Moment;
use crate::number::bounded_number;

bounded_number! {
    /// How many minutes a window has.
    Minutes(u8), 1..=60
}

impl Default for Minutes {
    /// Five.
    fn default() -> Self {
        Self(5)
    }
}

/// Whole minutes, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    from: Moment,
    minutes: Minutes,
}

impl Window {
    /// The last ones: the minute that `now` lies in, which is not over yet, and those before it.
    #[must_use]
    pub fn of_last(minutes: Minutes, now: Moment) -> Self {
        let into_minute = now.timestamp().as_microsecond().rem_euclid(60_000_000);
        let minute = now.plus(SignedDuration::from_micros(-into_minute));
        let before = SignedDuration::from_mins(i64::from(minutes.get()) - 1);
        Self {
            from: minute.plus(-before),
            minutes,
        }
    }

    /// Where it begins.
    #[must_use]
    pub fn from(self) -> Moment {
        self.from
    }

    /// Where it ends: the first moment that does not belong to it.
    #[must_use]
    pub fn to(self) -> Moment {
        self.from
            .plus(SignedDuration::from_mins(self.minutes.get().into()))
    }

    /// How many minutes it has.
    #[must_use]
    pub fn minutes(self) -> Minutes {
        self.minutes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_five_minutes_end_with_the_one_that_is_running() {
        let now = "2026-11-22T08:38:02.593436Z".parse().unwrap();
        let window = Window::of_last(Minutes::default(), now);
        assert_eq!(window.from(), "2026-11-22T08:34:00Z".parse().unwrap());
        assert_eq!(window.to(), "2026-11-22T08:39:00Z".parse().unwrap());
    }

    #[test]
    fn a_minute_that_just_began_is_the_running_one() {
        let now = "2026-11-22T08:38:00Z".parse().unwrap();
        let window = Window::of_last(Minutes::parse(1).unwrap(), now);
        assert_eq!(window.from(), now);
        assert_eq!(window.to(), "2026-11-22T08:39:00Z".parse().unwrap());
    }
}
