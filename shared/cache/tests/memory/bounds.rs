//! Never more than its share of memory.

use std::time::Duration;

use cache::{Claim, Policy};

use crate::{Bench, MINUTE, policy};

/// A cache of so many bytes whose values weigh what they say.
fn bench_of(bytes: u64) -> Bench {
    Bench::with(Policy {
        bytes,
        weigh: |value| usize::try_from(*value).unwrap(),
        ..policy()
    })
}

#[test]
fn the_bound_holds_after_every_insertion_whatever_is_inserted() {
    let bench = bench_of(10_000);
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..10_000 {
        let key = random.u8(..);
        if let Claim::Lead(lease) = bench.cache.claim(&key, MINUTE) {
            lease.fill(random.bool().then(|| random.u64(0..20_000)));
        }
        if random.u8(..) == 0 {
            bench.cache.forget(&key);
        }
        assert!(bench.cache.bytes() <= 10_000);
    }
    assert!(bench.cache.bytes() > 0);
}

#[test]
fn a_value_that_is_heavier_than_the_bound_is_answered_and_not_kept() {
    let bench = bench_of(1000);
    assert_eq!(bench.read(Ok(Some(5000))), Ok(Some(5000)));
    assert_eq!(bench.kept(), None);
    assert_eq!(bench.cache.bytes(), 0);
}

#[test]
fn a_value_that_grew_too_heavy_leaves_nothing_behind() {
    let bench = bench_of(1000);
    bench.fill(Some(100));
    assert_eq!(bench.kept_for(1, MINUTE), Some(Some(100)));
    bench.pass(1);
    let Claim::Lead(lease) = bench.cache.claim(&1, Duration::ZERO) else {
        panic!("a second is too old")
    };
    lease.fill(Some(5000));
    assert_eq!(bench.kept(), None);
}
