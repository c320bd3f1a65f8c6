//! Every metric: what it is called, what it counts, by what it is told apart, and why it exists. What is not here is not kept.
//!
//! CloudWatch does not add up over dimensions: each figure that an alarm or an overview needs is published of its own, without
//! the route or the cache. Every set of dimensions that is published is paid for (docs/METRICS.md says how much).

mod dimensions;
mod metrics;
mod words;

use super::Dimension;
pub use metrics::ALL;
pub use words::{Series, Words};

/// What kind of figure a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Adds up.
    Counter,
    /// Stands until it is set again.
    Gauge,
    /// Has percentiles.
    Histogram,
}

impl Kind {
    /// As the documentation calls it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// In what a metric is told, by CloudWatch's own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// How many.
    Count,
    /// How long.
    Milliseconds,
    /// How much.
    Bytes,
}

impl Unit {
    /// CloudWatch's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Count => "Count",
            Self::Milliseconds => "Milliseconds",
            Self::Bytes => "Bytes",
        }
    }
}

/// One metric.
#[derive(Debug)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// What kind of figure it is.
    pub kind: Kind,
    /// In what it is told.
    pub unit: Unit,
    /// By what it is recorded.
    pub dimensions: &'static [Dimension],
    /// The sets of dimensions under which it is published; an empty one is the figure of the whole fleet.
    pub published: &'static [&'static [&'static str]],
    /// Why it exists.
    pub why: &'static str,
}

impl Metric {
    /// The metric of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|metric| metric.name == name)
    }
}

/// Why figures are lost, in the order of `registry::Loss`.
pub(super) const fn losses() -> [&'static str; 7] {
    dimensions::LOSSES
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_metrics_stand_in_the_order_of_their_names_each_once() {
        assert!(ALL.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn every_metric_says_why_it_exists() {
        for metric in ALL {
            assert!(metric.why.ends_with('.'), "{}", metric.name);
        }
    }

    #[test]
    fn only_what_is_recorded_is_published_and_never_twice() {
        for metric in ALL {
            let recorded: Vec<_> = metric.dimensions.iter().map(|d| d.name).collect();
            let published: BTreeSet<_> = metric.published.iter().collect();
            assert_eq!(published.len(), metric.published.len(), "{}", metric.name);
            assert!(!published.is_empty(), "{} is for nobody", metric.name);
            for set in metric.published {
                let in_order: Vec<_> = recorded.iter().filter(|d| set.contains(d)).collect();
                assert!(in_order.into_iter().eq(*set), "{}: {set:?}", metric.name);
            }
        }
    }

    #[test]
    fn a_gauge_is_never_published_with_less_than_it_is_recorded_by() {
        for metric in ALL.iter().filter(|metric| metric.kind == Kind::Gauge) {
            let all: Vec<_> = metric.dimensions.iter().map(|d| d.name).collect();
            assert_eq!(metric.published, [all], "the last one would win");
        }
    }

    #[test]
    fn what_has_percentiles_is_told_in_milliseconds_or_is_a_small_number() {
        for metric in ALL.iter().filter(|metric| metric.kind == Kind::Histogram) {
            let fits = matches!(metric.unit, Unit::Milliseconds | Unit::Count);
            assert!(fits, "{}: the buckets end at 32,768", metric.name);
        }
    }

    #[test]
    fn cloudwatch_takes_every_name() {
        for metric in ALL {
            assert!(!metric.name.contains(':') && metric.name.len() < 256);
            assert!(metric.dimensions.len() <= 30);
        }
    }
}
