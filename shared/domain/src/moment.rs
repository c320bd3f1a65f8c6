//! Moments, and the port through which the current one arrives.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::{RefOr, schema};

use crate::{Breach, BreachKind};

/// Tells the time. The one implementation that reads the machine's clock is `runtime::SystemClock`.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The current moment, by a clock that can be set.
    fn now(&self) -> Moment;

    /// The time that has passed since some moment of this process, by a clock that nobody sets. It never goes back; it may stand
    /// while the process is frozen, where [`Self::now`] goes on.
    fn uptime(&self) -> Duration;
}

/// A moment in UTC, to the microsecond, from the year 1 to the year 9999.
///
/// Shown as `2026-11-22T08:38:02.593436+00:00`: always of the same width, so that the texts sort as the moments do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

/// When the year 1 began. A [`Timestamp`] ends in the year 9999 by itself.
const FIRST: Timestamp = Timestamp::constant(-62_135_596_800, 0);

impl Moment {
    /// The moment, less what is finer than a microsecond.
    ///
    /// # Errors
    /// The moment lies outside the years 1 to 9999.
    pub fn new(timestamp: Timestamp) -> Result<Self, Breach> {
        let breach = || {
            Breach::new(
                BreachKind::Unacceptable,
                "should lie in the years 1 to 9999",
            )
        };
        if timestamp < FIRST {
            return Err(breach());
        }
        // By hand, and not by rounding: clocks are read some twenty times in a request.
        let finer = timestamp.subsec_nanosecond().rem_euclid(1000);
        let finer = SignedDuration::from_nanos(i64::from(finer));
        let floor = timestamp.checked_sub(finer);
        floor.map(Self).map_err(|_| breach())
    }

    /// The moment this many microseconds after 1970 began.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn from_microsecond(microsecond: i64) -> Result<Self, Breach> {
        Timestamp::from_microsecond(microsecond)
            .map_err(|_| {
                Breach::new(
                    BreachKind::Unacceptable,
                    "should lie in the years 1 to 9999",
                )
            })
            .and_then(Self::new)
    }

    /// Whole seconds since 1970 began.
    #[must_use]
    pub fn as_second(self) -> i64 {
        self.0.as_second()
    }

    /// Milliseconds since 1970 began.
    #[must_use]
    pub fn as_millisecond(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The timestamp.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The calendar day in UTC.
    #[must_use]
    pub fn utc_day(self) -> Date {
        self.0.to_zoned(TimeZone::UTC).date()
    }

    /// This moment, moved by `duration`; held at the first or last moment there is.
    #[must_use]
    pub fn plus(self, duration: SignedDuration) -> Self {
        let end = if duration.is_negative() {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        let moved = self.0.checked_add(duration).unwrap_or(end);
        Self::new(moved).unwrap_or(self)
    }

    /// The time from `earlier` to this moment; negative when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> SignedDuration {
        self.0.duration_since(earlier.0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.0.to_zoned(TimeZone::UTC).datetime();
        write!(f, "{}", civil.strftime("%Y-%m-%dT%H:%M:%S"))?;
        write!(f, ".{:06}+00:00", civil.subsec_nanosecond() / 1000)
    }
}

impl FromStr for Moment {
    type Err = Breach;

    /// Takes RFC 3339 with any offset, or with none, which means UTC.
    fn from_str(text: &str) -> Result<Self, Breach> {
        let breach = || {
            Breach::new(
                BreachKind::Unacceptable,
                "should be a date and time as in RFC 3339",
            )
        };
        let timestamp = text.parse::<Timestamp>().or_else(|_| {
            let civil = text.parse::<jiff::civil::DateTime>()?;
            civil.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp())
        });
        Self::new(timestamp.map_err(|_| breach())?)
    }
}

impl TryFrom<String> for Moment {
    type Error = Breach;

    fn try_from(text: String) -> Result<Self, Breach> {
        text.parse()
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|breach: Breach| serde::de::Error::custom(breach.encode()))
    }
}

impl utoipa::PartialSchema for Moment {
    fn schema() -> RefOr<schema::Schema> {
        schema::ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .format(Some(schema::SchemaFormat::KnownFormat(
                schema::KnownFormat::DateTime,
            )))
            .into()
    }
}

impl utoipa::ToSchema for Moment {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_as_the_old_service_showed_it() {
        let moment: Moment = "2026-11-22T10:38:02.5934369+02:00".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-11-22T08:38:02.593436+00:00");
        let whole: Moment = "2026-11-22T08:38:02Z".parse().unwrap();
        assert_eq!(whole.to_string(), "2026-11-22T08:38:02.000000+00:00");
    }

    #[test]
    fn a_moment_without_offset_is_utc() {
        let moment: Moment = "2026-11-22T08:38:02".parse().unwrap();
        assert_eq!(moment, "2026-11-22T08:38:02Z".parse().unwrap());
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "yesterday",
            "2026-13-01T00:00:00Z",
            "2026-11-22T25:00:00Z",
            "0000-01-01T00:00:00Z",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }
}
