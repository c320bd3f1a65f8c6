//! What a series says of a window.

use crate::measure::table::Series;

/// What a series says of a window.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The series.
    pub series: Series,
    /// What it says, in its metric's unit.
    pub value: Value,
}

/// A value, as the kind of the metric has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// The sum of all environments over the window.
    Counter(f64),
    /// The mean of what environments told in the window.
    Gauge(f64),
    /// How what was measured is spread.
    Histogram(Spread),
}

/// How what was measured in a window is spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How often something was measured; at least 1.
    pub count: f64,
    /// All of it together.
    pub sum: f64,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// Half are not larger.
    pub p50: f64,
    /// 95 of 100 are not larger.
    pub p95: f64,
    /// 99 of 100 are not larger.
    pub p99: f64,
}

impl Spread {
    /// The mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.sum / self.count
    }
}
