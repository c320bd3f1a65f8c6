//! The recorder behind the `metrics` facade.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Clock;
use metrics::{
    Counter, Gauge, Histogram, Key, KeyName, Metadata, SharedString, Unit as FacadeUnit,
};

use super::Datum;
use super::handle::Handle;
use super::registry::{Loss, MOST_KEYS, Registry};
use super::table::Kind;

/// Keeps what is recorded, by series and by the minute in which it happened, until it is taken. Cheap to clone: all clones keep the
/// same.
///
/// Recording to a key that was recorded before allocates nothing, but when a minute has ended before its figures were taken.
/// Memory is bounded by [`MOST_SERIES`](super::MOST_SERIES), [`MOST_KEYS`] and [`MOST_WAITING`](super::MOST_WAITING), about two
/// megabytes at worst.
#[derive(Clone)]
pub struct Recorder(Arc<Inside>);

/// What the recorder and its handles share.
pub(super) struct Inside {
    pub(super) clock: Arc<dyn Clock>,
    registry: Mutex<Registry>,
    // The hash of a key is part of it and does not change, whatever clippy thinks of its insides.
    keys: Mutex<HashMap<Key, Arc<Handle>>>,
}

impl Inside {
    pub(super) fn registry(&self) -> MutexGuard<'_, Registry> {
        // Nothing in there can panic in the middle of a change.
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recorder {
    /// Keeps nothing yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inside {
            clock,
            registry: Mutex::new(Registry::new()),
            keys: Mutex::new(HashMap::new()),
        }))
    }

    /// Everything recorded so far, oldest first. None of it is kept any more.
    #[must_use]
    pub fn take(&self) -> Vec<Datum> {
        let now = self.0.clock.now();
        self.0.registry().take(now)
    }

    /// Keeps again what was taken and could not be sent.
    pub fn give_back(&self, data: &[Datum]) {
        let now = self.0.clock.now();
        self.0.registry().give_back(data, now);
    }

    /// How many series there are.
    #[must_use]
    pub fn series(&self) -> usize {
        self.0.registry().len()
    }

    /// How many data of past minutes wait to be taken.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.0.registry().waiting()
    }

    /// Counts data that the sink will never take.
    pub(super) fn refused(&self, times: u64) {
        let now = self.0.clock.now();
        self.0.registry().lose(Loss::Refused, times, now);
    }

    fn handle(&self, key: &Key, kind: Kind) -> Arc<Handle> {
        let mut keys = self.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = keys.get(key).filter(|handle| handle.kind() == kind) {
            return Arc::clone(handle);
        }
        let target = {
            let mut registry = self.0.registry();
            let target = registry.target(key, kind);
            if let Some(loss) = target.loss {
                registry.lose(loss, 1, self.0.clock.now());
            }
            target
        };
        let remember = target.loss.is_none() && keys.len() < MOST_KEYS;
        let handle = Arc::new(Handle::new(Arc::clone(&self.0), target));
        if remember {
            keys.insert(key.clone(), Arc::clone(&handle));
        }
        handle
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorder({} series)", self.series())
    }
}

impl metrics::Recorder for Recorder {
    // The table describes what there is.
    fn describe_counter(&self, _: KeyName, _: Option<FacadeUnit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<FacadeUnit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<FacadeUnit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.handle(key, Kind::Counter))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.handle(key, Kind::Gauge))
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.handle(key, Kind::Histogram))
    }
}
