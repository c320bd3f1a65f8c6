//! What is recorded: of requests, and of what students do.

mod business;
mod requests;

use std::sync::Arc;

use runtime::measure::{Datum, Recorder};
use testkit::ManualClock;

fn of<'a>(
    data: &'a [Datum],
    name: &'a str,
    dimensions: &'a [(&'a str, &'a str)],
) -> impl Iterator<Item = (f64, u64)> + 'a {
    let found = data.iter().filter(move |datum| {
        let own = datum.dimensions.iter().map(|(n, v)| (*n, v.as_str()));
        datum.name == name && own.eq(dimensions.iter().copied())
    });
    found.flat_map(|datum| datum.points.values())
}

/// What a counter says under these dimensions.
pub(crate) fn sum(data: &[Datum], name: &str, dimensions: &[(&str, &str)]) -> f64 {
    of(data, name, dimensions).map(|(value, _)| value).sum()
}

/// How many values a histogram got under these dimensions.
pub(crate) fn count(data: &[Datum], name: &str, dimensions: &[(&str, &str)]) -> u64 {
    of(data, name, dimensions).map(|(_, times)| times).sum()
}

/// Everything that is recorded in this thread from now on.
pub(crate) fn recorder() -> Recorder {
    Recorder::new(Arc::new(ManualClock::default()))
}

/// The values of a histogram under these dimensions, with how often each was recorded.
pub(crate) fn spread(data: &[Datum], name: &str, dimensions: &[(&str, &str)]) -> Vec<(f64, u64)> {
    of(data, name, dimensions).collect()
}
