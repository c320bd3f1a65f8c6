//! What was taken, by minute. Bounded: a figure is kept for three hours, and less long when there are too many.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use domain::Moment;

use super::{Figures, Metric, Unit};

/// How many minutes are kept.
const KEPT: i64 = 180;

/// No more values are kept; the oldest minutes make room. A hundred megabytes at the very most.
const MOST_VALUES: usize = 500_000;

/// What one metric gathered in one minute, as it was sent.
#[derive(Debug, Clone)]
pub struct Datum {
    /// What it is of.
    pub metric: Arc<Metric>,
    /// In what it is told.
    pub unit: Unit,
    /// When it was.
    pub moment: Moment,
    /// What was gathered.
    pub figures: Figures,
}

#[derive(Debug, Default)]
pub(super) struct Kept {
    minutes: BTreeMap<i64, HashMap<Arc<Metric>, BTreeMap<Unit, Figures>>>,
    values: usize,
}

impl Kept {
    pub(super) fn put(&mut self, datum: Datum, now: Moment) {
        let minute = minute_of(datum.moment);
        if minute <= minute_of(now) - KEPT {
            return;
        }
        let metrics = self.minutes.entry(minute).or_default();
        let figures = metrics
            .entry(datum.metric)
            .or_default()
            .entry(datum.unit)
            .or_default();
        let before = figures.len();
        figures.add(&datum.figures);
        self.values += figures.len() - before;
        self.forget(now);
    }

    fn forget(&mut self, now: Moment) {
        let oldest = minute_of(now) - KEPT;
        while let Some(minute) = self.minutes.first_entry() {
            if *minute.key() > oldest && self.values <= MOST_VALUES {
                return;
            }
            let gone = minute.remove();
            let gone = gone.values().flat_map(BTreeMap::values);
            self.values -= gone.map(Figures::len).sum::<usize>();
        }
    }

    /// What a metric gathered in the minutes of this range, in this unit or in all.
    pub(super) fn figures(
        &self,
        metric: &Metric,
        unit: Option<Unit>,
        minutes: Range<i64>,
    ) -> impl Iterator<Item = (i64, Figures)> {
        let minutes = minutes.start..minutes.end.max(minutes.start);
        self.minutes
            .range(minutes)
            .filter_map(move |(minute, metrics)| {
                let mut sum = Figures::default();
                for (known, figures) in metrics.get(metric)? {
                    if unit.is_none_or(|unit| unit == *known) {
                        sum.add(figures);
                    }
                }
                (sum.len() > 0).then_some((*minute, sum))
            })
    }

    /// Every metric that has figures, in order.
    pub(super) fn metrics(&self) -> BTreeSet<Arc<Metric>> {
        let metrics = self.minutes.values().flat_map(HashMap::keys);
        metrics.map(Arc::clone).collect()
    }
}

/// The minute in which a moment lies, in minutes since 1970 began.
pub(super) fn minute_of(moment: Moment) -> i64 {
    moment.as_second().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Moment {
        Moment::from_microsecond(minute * 60_000_000).unwrap()
    }

    fn metric() -> Arc<Metric> {
        Arc::new(Metric::new::<&str, &str>("study", "m", []).unwrap())
    }

    /// Puts so many different values of a minute.
    fn put(kept: &mut Kept, minute: i64, values: u32, now: i64) {
        let mut figures = Figures::default();
        for value in 0..values {
            figures.record(f64::from(value), 1.0);
        }
        let datum = Datum {
            metric: metric(),
            unit: Unit::NONE,
            moment: at(minute),
            figures,
        };
        kept.put(datum, at(now));
    }

    fn minutes(kept: &Kept) -> Vec<i64> {
        let metric = metric();
        let all = kept.figures(&metric, None, 0..i64::MAX);
        all.map(|(minute, _)| minute).collect()
    }

    #[test]
    fn a_figure_is_kept_for_three_hours() {
        let mut kept = Kept::default();
        put(&mut kept, 1000, 1, 1000);
        put(&mut kept, 1179, 1, 1179);
        assert_eq!(minutes(&kept), [1000, 1179]);
        put(&mut kept, 1180, 1, 1180);
        assert_eq!(minutes(&kept), [1179, 1180]);
        put(&mut kept, 1000, 1, 1180);
        assert_eq!(minutes(&kept), [1179, 1180], "older ones are not taken");
    }

    #[test]
    fn when_there_are_too_many_values_the_oldest_minutes_make_room() {
        let mut kept = Kept::default();
        for minute in 1000..1004 {
            put(&mut kept, minute, 150_000, 1004);
        }
        assert_eq!(minutes(&kept), [1001, 1002, 1003]);
        assert_eq!(kept.values, 450_000);
        put(&mut kept, 1003, 150_000, 1004);
        assert_eq!(kept.values, 450_000, "the same values take no more room");
    }
}
