//! What waits to be pushed: bounded, and by minute, so that a figure stands where it happened however late it is sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Moment;
use jiff::SignedDuration;

use super::Points;
use super::table::Unit;

/// No more data than this wait: what is oldest goes first, and is counted. About a megabyte if all were histograms.
pub const MOST_WAITING: usize = 1500;

/// CloudWatch takes nothing older than two weeks; an environment may have been frozen as long.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(14 * 24 - 1);

/// What one series gathered in one minute, ready to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// The metric's name.
    pub name: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// Names and values, in the order of the table.
    pub dimensions: Arc<[(&'static str, String)]>,
    /// When the minute began.
    pub minute: Moment,
    /// What was gathered.
    pub points: Points,
    pub(super) place: Place,
}

/// A minute, in minutes since 1970 began, and a series.
pub(super) type Place = (i64, usize);

/// What waits.
#[derive(Debug, Default)]
pub(super) struct Backlog(BTreeMap<Place, Points>);

impl Backlog {
    /// Puts later figures of a series beside what waits. Returns how many data had to go.
    pub(super) fn put(&mut self, place: Place, mut points: Points) -> u64 {
        if let Some(earlier) = self.0.get(&place) {
            points.add_earlier(earlier);
        }
        self.0.insert(place, points);
        self.cut()
    }

    /// Takes figures back that were taken before what waits now. Returns how many data had to go.
    pub(super) fn give_back(&mut self, place: Place, points: Points) -> u64 {
        match self.0.get_mut(&place) {
            Some(later) => later.add_earlier(&points),
            None => drop(self.0.insert(place, points)),
        }
        self.cut()
    }

    /// Everything that waits, oldest first, and how many data were too old to be taken anywhere.
    pub(super) fn take(&mut self, now: Moment) -> (BTreeMap<Place, Points>, u64) {
        let oldest = minute_of(now.plus(-TOO_OLD));
        let young = self.0.split_off(&(oldest, 0));
        let old = std::mem::take(&mut self.0);
        (young, old.len() as u64)
    }

    /// How many data wait.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn cut(&mut self) -> u64 {
        let mut gone = 0;
        while self.0.len() > MOST_WAITING {
            self.0.pop_first();
            gone += 1;
        }
        gone
    }
}

/// The minute in which a moment lies.
pub(super) fn minute_of(moment: Moment) -> i64 {
    moment.as_second().div_euclid(60)
}

/// When a minute began.
pub(super) fn begin_of(minute: i64) -> Option<Moment> {
    let micros = minute.checked_mul(60_000_000)?;
    Moment::from_microsecond(micros).ok()
}
