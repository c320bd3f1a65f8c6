//! What the facade hands to who records: one key's way to its series.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use metrics::{CounterFn, GaugeFn, HistogramFn};

use super::Points;
use super::recorder::Inside;
use super::registry::{Loss, Target};
use super::table::Kind;

/// One key's way to its series.
pub(super) struct Handle {
    inside: Arc<Inside>,
    target: Target,
    /// The last absolute count, or the bits of the gauge's value.
    standing: AtomicU64,
}

impl Handle {
    pub(super) fn new(inside: Arc<Inside>, target: Target) -> Self {
        Self {
            inside,
            target,
            standing: AtomicU64::new(0),
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.target.kind
    }

    fn record(&self, change: impl FnMut(&mut Points)) {
        if !self.target.series.is_empty() {
            let now = self.inside.clock.now();
            self.inside
                .registry()
                .record(&self.target.series, now, change);
        }
    }

    fn no_number(&self) {
        let now = self.inside.clock.now();
        self.inside.registry().lose(Loss::Number, 1, now);
    }

    fn move_by(&self, by: f64) {
        let moved = |bits| Some((f64::from_bits(bits) + by).to_bits());
        let before = self
            .standing
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, moved);
        if let Ok(before) = before {
            self.set(f64::from_bits(before) + by);
        }
    }
}

impl CounterFn for Handle {
    fn increment(&self, value: u64) {
        self.record(|points| points.increment(value));
    }

    fn absolute(&self, value: u64) {
        let before = self.standing.fetch_max(value, Ordering::Relaxed);
        CounterFn::increment(self, value.saturating_sub(before));
    }
}

impl GaugeFn for Handle {
    fn increment(&self, value: f64) {
        self.move_by(value);
    }

    fn decrement(&self, value: f64) {
        self.move_by(-value);
    }

    fn set(&self, value: f64) {
        if value.is_finite() {
            self.standing.store(value.to_bits(), Ordering::Relaxed);
            self.record(|points| points.set(value));
        } else {
            self.no_number();
        }
    }
}

impl HistogramFn for Handle {
    fn record(&self, value: f64) {
        self.record_many(value, 1);
    }

    fn record_many(&self, value: f64, count: usize) {
        if value.is_finite() {
            let times = u32::try_from(count).unwrap_or(u32::MAX);
            Handle::record(self, |points| points.record(value, times));
        } else {
            self.no_number();
        }
    }
}
