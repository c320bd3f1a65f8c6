//! A recorder with a clock that is driven.

use std::sync::Arc;

use metrics::{Key, Label, Level, Metadata, Recorder as _};
use runtime::measure::{Datum, Recorder};
use testkit::ManualClock;

static METADATA: Metadata<'static> = Metadata::new("test", Level::INFO, None);

/// A recorder and its clock.
pub(crate) struct Scene {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) recorder: Recorder,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let clock = Arc::new(ManualClock::new());
        let recorder = Recorder::new(clock.clone());
        Self { clock, recorder }
    }

    pub(crate) fn count(&self, name: &'static str, labels: &[(&'static str, &str)], by: u64) {
        let counter = self
            .recorder
            .register_counter(&key(name, labels), &METADATA);
        counter.increment(by);
    }

    pub(crate) fn gauge(&self, name: &'static str, labels: &[(&'static str, &str)], value: f64) {
        self.recorder
            .register_gauge(&key(name, labels), &METADATA)
            .set(value);
    }

    pub(crate) fn time(&self, name: &'static str, labels: &[(&'static str, &str)], ms: f64) {
        self.recorder
            .register_histogram(&key(name, labels), &METADATA)
            .record(ms);
    }

    pub(crate) fn seconds(&self, seconds: i64) {
        self.clock.advance(jiff::SignedDuration::from_secs(seconds));
    }
}

pub(crate) fn key(name: &'static str, labels: &[(&'static str, &str)]) -> Key {
    let labels: Vec<_> = labels
        .iter()
        .map(|(name, value)| Label::new(*name, (*value).to_owned()))
        .collect();
    Key::from_parts(name, labels)
}

/// The sum of what a metric says under these dimensions.
pub(crate) fn sum(data: &[Datum], name: &str, dimensions: &[(&str, &str)]) -> f64 {
    let of = |datum: &&Datum| {
        let own = datum.dimensions.iter().map(|(n, v)| (*n, v.as_str()));
        datum.name == name && own.eq(dimensions.iter().copied())
    };
    let data = data.iter().filter(of);
    data.flat_map(|datum| datum.points.values())
        .map(|(value, times)| value * f64::from(u32::try_from(times).expect("a small number")))
        .sum()
}
