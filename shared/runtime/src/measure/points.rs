//! What one series gathered in one minute.

use super::Histogram;
use super::table::Kind;

/// What one series gathered in one minute.
#[derive(Debug, Clone, PartialEq)]
pub enum Points {
    /// A counter's sum.
    Sum(u64),
    /// A gauge's last value; `None` when it was not set.
    Last(Option<f64>),
    /// A histogram. In a box: it is large beside the others.
    Spread(Box<Histogram>),
}

impl Points {
    /// Nothing yet.
    pub(super) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Counter => Self::Sum(0),
            Kind::Gauge => Self::Last(None),
            Kind::Histogram => Self::Spread(Box::default()),
        }
    }

    /// Adds to a counter. Nothing happens to others.
    pub(super) fn increment(&mut self, by: u64) {
        if let Self::Sum(sum) = self {
            *sum = sum.saturating_add(by);
        }
    }

    /// Sets a gauge. Nothing happens to others.
    pub(super) fn set(&mut self, value: f64) {
        if let Self::Last(last) = self {
            *last = Some(value);
        }
    }

    /// Records a value in a histogram. Nothing happens to others.
    pub(super) fn record(&mut self, value: f64, times: u32) {
        if let Self::Spread(histogram) = self {
            histogram.record(value, times);
        }
    }

    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Sum(sum) => *sum == 0,
            Self::Last(value) => value.is_none(),
            Self::Spread(histogram) => histogram.is_empty(),
        }
    }

    /// Takes in what the same series gathered before, in the same minute.
    pub(super) fn add_earlier(&mut self, earlier: &Self) {
        match (self, earlier) {
            (Self::Sum(mine), Self::Sum(theirs)) => *mine = mine.saturating_add(*theirs),
            (Self::Last(mine), Self::Last(theirs)) => *mine = mine.or(*theirs),
            (Self::Spread(mine), Self::Spread(theirs)) => mine.add(theirs),
            // A series has one kind.
            _ => {}
        }
    }

    /// Values with their counts, in rising order: at most 144, none of them twice, none infinite.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
    pub fn values(&self) -> Vec<(f64, u64)> {
        match self {
            Self::Sum(sum) => vec![(*sum as f64, 1)],
            Self::Last(value) => value.map(|value| (value, 1)).into_iter().collect(),
            Self::Spread(histogram) => histogram.values().collect(),
        }
    }
}
