//! How often a student may ask. The day is that of UTC.

use std::time::Duration;

use crate::Moment;

/// A student may ask this many questions per goal and UTC day. Questions without a goal are not counted.
pub const PER_GOAL_AND_DAY: u32 = 20;

const DAY: i64 = 86_400;

/// How long a student whose questions are used up waits: until the next midnight of UTC, in whole seconds and rounded up, so
/// that it is never too early. 1 second to a day.
#[must_use]
pub fn retry_after(now: Moment) -> Duration {
    let second = now.timestamp().as_microsecond().div_euclid(1_000_000);
    Duration::from_secs((DAY - second.rem_euclid(DAY)).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;
    use proptest::prelude::*;

    #[test]
    fn the_wait_ends_at_the_next_midnight_of_utc() {
        for (now, seconds) in [
            ("2026-11-22T00:00:00Z", 86_400),
            ("2026-11-22T23:59:59Z", 1),
            ("2026-11-22T23:59:59.999999Z", 1),
            ("2026-11-22T00:00:00.000001Z", 86_400),
            ("2026-11-22T23:30:00-08:00", 59_400),
            ("1969-12-31T23:00:00Z", 3_600),
            ("9999-12-30T12:00:00Z", 43_200),
        ] {
            assert_eq!(
                retry_after(now.parse().unwrap()),
                Duration::from_secs(seconds),
                "{now}"
            );
        }
    }

    proptest! {
        #[test]
        fn after_the_wait_it_is_tomorrow_and_a_second_before_it_is_not(micros in -4_000_000_000_000_000_i64..4_000_000_000_000_000) {
            let now = Moment::from_microsecond(micros).unwrap();
            let wait = SignedDuration::try_from(retry_after(now)).unwrap();
            prop_assert_eq!(now.plus(wait).utc_day(), now.utc_day().tomorrow().unwrap());
            prop_assert_eq!(now.plus(wait - SignedDuration::from_secs(1)).utc_day(), now.utc_day());
        }
    }
}
