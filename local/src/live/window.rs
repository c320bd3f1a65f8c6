//! The last hour of what was pushed, by the minute.

use std::ops::Range;

use domain::Moment;

use crate::cloudwatch::{CloudWatch, Metric, Statistic};

/// How many minutes are shown at most.
const LONGEST: i64 = 60;

/// The minutes that can be shown, and who knows what was in them.
pub(super) struct Window<'a> {
    cloudwatch: &'a CloudWatch,
    namespace: &'a str,
    minutes: Range<i64>,
}

/// A value for each minute of a window, where there is one.
pub(super) type Values = Vec<Option<f64>>;

impl<'a> Window<'a> {
    /// The last hour, with the minute that is not over yet.
    pub(super) fn until(now: Moment, cloudwatch: &'a CloudWatch, namespace: &'a str) -> Self {
        let end = now.as_second().div_euclid(60) + 1;
        Self {
            cloudwatch,
            namespace,
            minutes: end - LONGEST..end,
        }
    }

    /// When each minute began, in seconds since 1970.
    pub(super) fn seconds(&self) -> Vec<i64> {
        self.minutes.clone().map(|minute| minute * 60).collect()
    }

    /// Every metric of this name that is told apart by just these dimensions.
    pub(super) fn metrics(&self, name: &str, dimensions: &[&str]) -> Vec<Metric> {
        let all = self.cloudwatch.metrics();
        let fits = |metric: &&Metric| {
            metric.namespace() == self.namespace
                && metric.name() == name
                && metric.dimensions().keys().eq(dimensions)
        };
        all.iter()
            .map(AsRef::as_ref)
            .filter(fits)
            .cloned()
            .collect()
    }

    /// A statistic of a metric, minute by minute.
    pub(super) fn of(&self, metric: &Metric, statistic: Statistic) -> Values {
        let mut values = self.nothing();
        let found = self.cloudwatch.figures(metric, None, self.minutes.clone());
        for (minute, figures) in found {
            let at = usize::try_from(minute - self.minutes.start).ok();
            if let Some(value) = at.and_then(|at| values.get_mut(at)) {
                *value = figures.statistic(statistic);
            }
        }
        values
    }

    /// A statistic of the metric with this name and these dimensions, minute by minute.
    pub(super) fn statistic(
        &self,
        name: &str,
        dimensions: &[(&str, &str)],
        statistic: Statistic,
    ) -> Values {
        match Metric::new(self.namespace, name, dimensions.iter().copied()) {
            Ok(metric) => self.of(&metric, statistic),
            // Nothing can have been taken under such a name.
            Err(_) => self.nothing(),
        }
    }

    /// No value in any minute.
    pub(super) fn nothing(&self) -> Values {
        self.minutes.clone().map(|_| None).collect()
    }
}
