//! What is counted, through the `metrics` facade.

use std::collections::BTreeMap;

use domain::Error;
use metrics_util::debugging::{DebugValue, DebuggingRecorder};

use crate::{Bench, down};

/// What is counted while something is done, by name.
fn counted(work: impl FnOnce()) -> BTreeMap<String, u64> {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    metrics::with_local_recorder(&recorder, work);
    let series = snapshotter.snapshot().into_vec().into_iter();
    series
        .filter_map(|(key, _, _, value)| {
            let labels: Vec<_> = key.key().labels().map(|l| format!("{l:?}")).collect();
            assert!(labels[0].contains("numbers") && labels[1].contains("memory"));
            let name = key.key().name().to_owned();
            match value {
                DebugValue::Counter(count) => Some((name, count)),
                DebugValue::Gauge(_) | DebugValue::Histogram(_) => None,
            }
        })
        .collect()
}

#[test]
fn hits_misses_loads_and_failures_are_counted_apart() {
    let bench = Bench::new();
    let counts = counted(|| {
        let first: Result<_, Error> = bench.read(Err(down()));
        assert!(first.is_err());
        bench.read(Ok(Some(7))).unwrap();
        bench.read(Ok(Some(8))).unwrap();
        bench.read(Ok(Some(9))).unwrap();
    });
    let expected = [
        ("cache.hits", 2),
        ("cache.load_failures", 1),
        ("cache.loads", 1),
        ("cache.misses", 2),
    ];
    let expected = expected.map(|(name, count)| (name.to_owned(), count));
    assert_eq!(counts, BTreeMap::from(expected));
}

#[test]
fn what_had_to_make_room_is_counted() {
    let bench = Bench::with(cache::Policy {
        bytes: 2000,
        weigh: |_| 500,
        ..crate::policy()
    });
    let counts = counted(|| {
        for key in 0..10 {
            bench.lead(key).fill(Some(7));
        }
    });
    let kept = (0..10).filter(|key| bench.kept_for(*key, crate::MINUTE).is_some());
    assert_eq!(counts["cache.evictions"], 10 - kept.count() as u64);
}

#[test]
fn a_load_that_is_given_up_is_neither_a_load_nor_a_failure() {
    let bench = Bench::new();
    let counts = counted(|| drop(bench.lead(1)));
    assert_eq!(counts, BTreeMap::from([("cache.misses".to_owned(), 1)]));
}
