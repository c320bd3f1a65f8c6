//! CloudWatch on one machine: it takes figures and gives them back, by Amazon CloudWatch's wire protocol for what this project uses.
//!
//! `PutMetricData` is held to the service's bounds, and values with their counts are kept as they are sent, so that percentiles
//! are as right as in the cloud. `GetMetricData` answers sums, counts, means, extremes and percentiles by period; metric math is
//! not to be had. Everything is in memory, for three hours.
//!
//! There are no sockets here: [`CloudWatch::answer`] takes a request and gives a response. What CloudWatch would refuse is refused
//! with its own error names, and what we do not use is refused by name. Signatures are not looked at.

mod fault;
mod figures;
mod kept;
mod metric;
mod mishap;
mod operations;
mod protocol;
mod statistic;
mod unit;

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use domain::{Clock, Moment};
use http::{Request, Response};

pub use fault::Fault;
pub use figures::Figures;
pub use kept::Datum;
pub use metric::Metric;
pub use mishap::{HungUp, Mishap};
pub use statistic::Statistic;
pub use unit::Unit;

use kept::Kept;

/// What was taken. Cheap to share behind an [`Arc`]; every method takes `&self`.
#[derive(Debug)]
pub struct CloudWatch {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    kept: Kept,
    last: Option<Moment>,
    ordered: VecDeque<Mishap>,
}

impl CloudWatch {
    /// Nothing taken yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            state: Mutex::default(),
        }
    }

    /// Whether a request comes from an SDK of the service.
    #[must_use]
    pub fn is_addressed_by<B>(&self, request: &Request<B>) -> bool {
        protocol::operation(request).is_some()
    }

    /// Answers one request as Amazon CloudWatch would. What is wrong is said in the response.
    ///
    /// # Errors
    /// [`Mishap::HangUp`] was ordered: the connection is to be closed without an answer.
    pub async fn answer(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, HungUp> {
        operations::answer(self, request).await
    }

    /// Lets this happen to so many of the next `PutMetricData`, after what was ordered before.
    pub fn order(&self, mishap: Mishap, times: usize) {
        let mishaps = std::iter::repeat_n(mishap, times);
        self.with(|state| state.ordered.extend(mishaps));
    }

    /// How much of what was ordered has not happened yet.
    #[must_use]
    pub fn ordered(&self) -> usize {
        self.with(|state| state.ordered.len())
    }

    /// Takes figures. What is older than three hours is forgotten at once.
    pub fn put(&self, data: Vec<Datum>) {
        let now = self.clock.now();
        self.with(|state| {
            state.last = Some(now);
            for datum in data {
                state.kept.put(datum, now);
            }
        });
    }

    /// When something was taken last.
    #[must_use]
    pub fn last_taken(&self) -> Option<Moment> {
        self.with(|state| state.last)
    }

    /// What a metric gathered in each of these minutes (counted since 1970), in this unit or in all; only minutes that have figures.
    #[must_use]
    pub fn figures(
        &self,
        metric: &Metric,
        unit: Option<Unit>,
        minutes: Range<i64>,
    ) -> Vec<(i64, Figures)> {
        self.with(|state| state.kept.figures(metric, unit, minutes).collect())
    }

    /// Every metric that has figures, in order.
    #[must_use]
    pub fn metrics(&self) -> BTreeSet<Arc<Metric>> {
        self.with(|state| state.kept.metrics())
    }

    fn next_mishap(&self) -> Option<Mishap> {
        self.with(|state| state.ordered.pop_front())
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        act(&mut state)
    }
}
