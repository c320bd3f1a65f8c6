//! Which statistics are asked for, and what becomes of them.

use super::{Spread, Value};
use crate::measure::table::Kind;

/// A statistic, by CloudWatch's own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statistic {
    Sum,
    Average,
    SampleCount,
    Minimum,
    Maximum,
    P50,
    P95,
    P99,
}

impl Statistic {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Sum => "Sum",
            Self::Average => "Average",
            Self::SampleCount => "SampleCount",
            Self::Minimum => "Minimum",
            Self::Maximum => "Maximum",
            Self::P50 => "p50",
            Self::P95 => "p95",
            Self::P99 => "p99",
        }
    }

    /// One value of several, `None` of none. A window is one period and so one value, unless CloudWatch cuts it: at the borders of
    /// its own periods, which its documentation leaves open. Of percentiles the largest is told then.
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    fn whole(self, values: &[f64]) -> Option<f64> {
        let sum = || values.iter().sum::<f64>();
        let first = *values.first()?;
        Some(match self {
            Self::Sum | Self::SampleCount => sum(),
            Self::Average => sum() / values.len() as f64,
            Self::Minimum => values.iter().copied().fold(first, f64::min),
            Self::Maximum | Self::P50 | Self::P95 | Self::P99 => {
                values.iter().copied().fold(first, f64::max)
            }
        })
    }
}

/// What is asked for of a metric of this kind.
pub(super) const fn of(kind: Kind) -> &'static [Statistic] {
    use Statistic::{Average, Maximum, Minimum, P50, P95, P99, SampleCount, Sum};
    match kind {
        Kind::Counter => &[Sum],
        Kind::Gauge => &[Average],
        Kind::Histogram => &[SampleCount, Sum, Minimum, Maximum, P50, P95, P99],
    }
}

/// What the statistics of a metric say, `values` being those of each, in the order of [`of`]; `None` when there are none, or not all yet.
pub(super) fn value(kind: Kind, values: &[Vec<f64>]) -> Option<Value> {
    let statistics = of(kind).iter().zip(values);
    let whole: Option<Vec<f64>> = statistics.map(|(one, values)| one.whole(values)).collect();
    Some(match (kind, whole?.as_slice()) {
        (Kind::Counter, [sum]) => Value::Counter(*sum),
        (Kind::Gauge, [mean]) => Value::Gauge(*mean),
        (Kind::Histogram, [count, sum, min, max, p50, p95, p99]) if *count > 0.0 => {
            Value::Histogram(Spread {
                count: *count,
                sum: *sum,
                min: *min,
                max: *max,
                p50: *p50,
                p95: *p95,
                p99: *p99,
            })
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_was_cut_is_put_together() {
        let counter = value(Kind::Counter, &[vec![3.0, 4.0]]);
        assert_eq!(counter, Some(Value::Counter(7.0)));
        let values = [[2.0, 8.0]; 7].map(Vec::from);
        let Some(Value::Histogram(spread)) = value(Kind::Histogram, &values) else {
            panic!("seven statistics make a spread");
        };
        assert_eq!((spread.count, spread.sum), (10.0, 10.0));
        assert_eq!((spread.min, spread.max), (2.0, 8.0));
        assert_eq!((spread.p50, spread.p99), (8.0, 8.0));
        let gauge = value(Kind::Gauge, &[vec![2.0, 8.0]]);
        assert_eq!(gauge, Some(Value::Gauge(5.0)));
    }

    #[test]
    fn what_got_no_value_or_lacks_a_statistic_says_nothing() {
        assert_eq!(value(Kind::Counter, &[vec![]]), None);
        let mut values = [[1.0]; 7].map(Vec::from);
        values[6].clear();
        assert_eq!(value(Kind::Histogram, &values), None);
    }
}
