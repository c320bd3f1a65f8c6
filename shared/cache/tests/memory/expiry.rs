//! How old a value may get, by clocks that jump.

use std::time::Duration;

use cache::{Policy, ReadAt};
use jiff::SignedDuration;
use testkit::ManualClock;

use crate::{Bench, MINUTE, policy};

#[test]
fn a_value_is_kept_for_its_ttl_and_not_a_second_longer() {
    let bench = Bench::new();
    bench.fill(Some(7));
    bench.pass(59);
    assert_eq!(bench.kept(), Some(Some(7)));
    bench.pass(1);
    assert_eq!(bench.kept(), None);
}

#[test]
fn an_absence_is_kept_for_a_shorter_time() {
    let bench = Bench::new();
    bench.fill(None);
    bench.pass(4);
    assert_eq!(bench.kept(), Some(None));
    bench.pass(1);
    assert_eq!(bench.kept(), None);
}

#[test]
fn an_absence_that_is_not_to_be_remembered_is_not() {
    let bench = Bench::with(Policy {
        absent_ttl: None,
        ..policy()
    });
    bench.fill(None);
    assert_eq!(bench.kept(), None);
}

#[test]
fn age_is_counted_from_before_the_load_began() {
    let bench = Bench::new();
    let lease = bench.lead(1);
    bench.pass(59);
    lease.fill(Some(7));
    assert_eq!(bench.kept(), Some(Some(7)));
    bench.pass(1);
    assert_eq!(bench.kept(), None);
}

#[test]
fn a_read_that_wants_it_younger_loads_again_and_others_keep_the_old_value_meanwhile() {
    let bench = Bench::new();
    bench.fill(Some(7));
    bench.pass(30);
    assert_eq!(bench.kept_for(1, Duration::from_secs(20)), None);
    assert_eq!(bench.kept(), Some(Some(7)));
}

#[test]
fn a_clock_that_jumps_forward_makes_values_old() {
    let bench = Bench::new();
    bench.fill(Some(7));
    // A thawed environment: hours of wall clock, nothing of the other.
    let thawed = ManualClock::start().plus(SignedDuration::from_hours(3));
    bench.clock.set(thawed);
    assert_eq!(bench.kept(), None);
}

#[test]
fn a_clock_that_is_set_back_makes_no_value_young() {
    let bench = Bench::new();
    bench.fill(Some(7));
    bench.pass(40);
    bench
        .clock
        .set(ManualClock::start().plus(SignedDuration::from_secs(5)));
    bench.pass(19);
    assert_eq!(bench.kept(), Some(Some(7)), "59 seconds have passed");
    bench.pass(1);
    assert_eq!(bench.kept(), None, "the wall clock alone says 25 seconds");
}

#[test]
fn a_value_from_after_now_is_of_no_known_age() {
    let bench = Bench::new();
    bench.fill(Some(7));
    bench
        .clock
        .set(ManualClock::start().plus(SignedDuration::from_secs(-1)));
    assert_eq!(bench.kept(), None);
}

#[test]
fn what_another_environment_read_brings_its_age_along() {
    let bench = Bench::new();
    bench.pass(100);
    let now = ReadAt::now(&*bench.clock);
    let wall = now.wall().plus(SignedDuration::from_secs(-50));
    let read = ReadAt::elsewhere(wall, now).unwrap();
    bench.lead(1).fill_read(Some(7), read);
    bench.pass(9);
    assert_eq!(bench.kept(), Some(Some(7)));
    bench.pass(1);
    assert_eq!(bench.kept(), None);
}

#[test]
fn what_another_environment_read_later_than_now_has_no_age() {
    let bench = Bench::new();
    let now = ReadAt::now(&*bench.clock);
    let wall = now.wall().plus(SignedDuration::from_micros(1));
    assert_eq!(ReadAt::elsewhere(wall, now), None);
}

#[test]
fn a_value_stays_in_memory_no_longer_than_it_may_however_young_it_is() {
    let bench = Bench::with(Policy {
        stay: Duration::from_secs(10),
        ..policy()
    });
    bench.fill(Some(7));
    bench.pass(9);
    assert_eq!(bench.kept(), Some(Some(7)));
    bench.pass(1);
    assert_eq!(bench.kept(), None);
}

#[test]
fn jitter_makes_a_ttl_shorter_and_never_longer() {
    let jittery = || Policy {
        jitter: 0.2,
        ..policy()
    };
    let mut over = 0;
    for _ in 0..200 {
        let bench = Bench::with(jittery());
        bench.fill(Some(7));
        bench.pass(47);
        assert_eq!(
            bench.kept(),
            Some(Some(7)),
            "less than a fifth is taken off"
        );
        bench.pass(7);
        over += i32::from(bench.kept().is_none());
        bench.pass(6);
        assert_eq!(bench.kept(), None);
    }
    assert!((50..150).contains(&over), "{over} of 200 were over at 90 %");
}

#[test]
fn a_cache_that_is_off_keeps_nothing_and_lets_everybody_load() {
    let bench = Bench::with(Policy {
        ttl: None,
        ..policy()
    });
    let (one, other) = (bench.lead(1), bench.lead(1));
    one.fill(Some(7));
    other.fill(Some(8));
    assert_eq!(bench.kept_for(1, MINUTE), None);
    assert_eq!(bench.cache.bytes(), 0);
}
