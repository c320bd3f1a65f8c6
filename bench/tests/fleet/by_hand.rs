//! One environment of each group and few requests: every number can be computed by hand.

use std::time::Duration;

use bench::fleet::{Count, Kind, Run, simulate};

use crate::{options, student, tutor};

const ONE_ENVIRONMENT: &str = "--environments 1 --jitter 0 --warm-up-minutes 0 --minutes 10";

fn count(lookups: u64, loads: u64) -> Count {
    Count {
        lookups,
        memory: lookups - loads,
        loads,
        ..Count::default()
    }
}

#[test]
fn what_is_read_every_five_seconds_is_loaded_once_for_each_ttl() {
    let requests = (0..600)
        .step_by(5)
        .map(|second| student("GET /goals", second));
    let tally = simulate(&options(ONE_ENVIRONMENT), Run::Memory, requests);
    assert_eq!(tally.requests, 120);
    assert_eq!(*tally.count(Kind::Goals), count(120, 600 / 120));
    // Three subjects, and a rating in each.
    assert_eq!(*tally.count(Kind::Rating), count(360, 3 * 600 / 60));
    assert_eq!(*tally.count(Kind::Subject), count(360, 3));
    assert_eq!(*tally.count(Kind::Access), Count::default());
    // The goals alone, and the rest in one batch.
    assert_eq!(tally.queries_without, 240);
    assert_eq!(tally.queries, 5 + 10);
}

#[test]
fn what_decides_access_is_loaded_again_after_a_minute_although_profiles_are_kept_longer() {
    let requests = (0..300)
        .step_by(5)
        .map(|second| tutor("GET /practice/assignments", second));
    let tally = simulate(&options(ONE_ENVIRONMENT), Run::Memory, requests);
    // A row may be 60 seconds old, so it is loaded at 0, 65, 130, 195 and 260; a link is over then: 0, 60, 120, 180 and 240.
    assert_eq!(*tally.count(Kind::Access), count(60, 5));
    assert_eq!(*tally.count(Kind::Link), count(60, 5));
    assert_eq!(tally.queries, 5 + 4);
}

#[test]
fn a_write_shows_at_once_in_its_own_environment() {
    let requests = [
        student("GET /goals", 0),
        student("PATCH /goals/{id}", 7),
        student("GET /goals", 8),
        student("GET /goals", 9),
    ];
    let goals = *simulate(&options(ONE_ENVIRONMENT), Run::Memory, requests).count(Kind::Goals);
    assert_eq!(goals, count(3, 2));
}

#[test]
fn a_write_in_another_group_shows_when_the_ttl_is_over() {
    let mut requests: Vec<_> = (0..200)
        .step_by(5)
        .map(|second| student("GET /goals", second))
        .collect();
    requests.insert(2, student("POST /practice/complete", 7));
    let goals = *simulate(&options(ONE_ENVIRONMENT), Run::Memory, requests).count(Kind::Goals);
    let expected = Count {
        stale: (120 - 10) / 5,
        own_stale: (120 - 10) / 5,
        worst: Duration::from_secs(115 - 7),
        ..count(40, 2)
    };
    assert_eq!(goals, expected);
}

#[test]
fn with_the_shared_tier_a_write_in_another_group_shows_when_memory_asks_again() {
    let requests = [
        student("GET /goals", 0),
        student("POST /practice/complete", 7),
        student("GET /goals", 9),
        student("GET /goals", 10),
    ];
    let goals = *simulate(&options(ONE_ENVIRONMENT), Run::Shared, requests).count(Kind::Goals);
    let expected = Count {
        stale: 1,
        own_stale: 1,
        worst: Duration::from_secs(2),
        ..count(3, 2)
    };
    assert_eq!(goals, expected);
}

#[test]
fn nobody_fills_the_shared_tier_from_an_index_right_after_a_write() {
    let requests = [
        student("GET /goals", 0),
        student("POST /practice/complete", 7),
        // Loads, and may not fill.
        student("GET /progress/{id}", 8),
        // Loads, and fills.
        student("GET /goals", 10),
        student("GET /progress/{id}", 19),
    ];
    let goals = *simulate(&options(ONE_ENVIRONMENT), Run::Shared, requests).count(Kind::Goals);
    let expected = Count {
        lookups: 4,
        shared: 1,
        loads: 3,
        ..Count::default()
    };
    assert_eq!(goals, expected);
}

#[test]
fn the_shared_tier_gives_one_group_what_another_has_loaded() {
    let requests = [
        student("GET /goals", 0),
        student("GET /progress/{id}", 1),
        student("GET /progress/{id}", 119),
    ];
    let tally = simulate(&options(ONE_ENVIRONMENT), Run::Shared, requests);
    let goals = Count {
        lookups: 3,
        shared: 2,
        loads: 1,
        ..Count::default()
    };
    assert_eq!(*tally.count(Kind::Goals), goals);
    // Filled once in 12 kilobytes, found twice, and not there once.
    let [goals, rest] = [
        12 + 2 * 12 + 1,
        3 * (1 + 1) + 3 * 2 + 3 * (1 + 1) + 3 + 3 * (1 + 1) + (1 + 1) + 1,
    ];
    assert_eq!(tally.ecpus, goals + rest);
}

#[test]
fn what_comes_before_the_end_of_the_warm_up_is_not_counted_and_yet_remembered() {
    let requests = [
        student("GET /goals", 0),
        student("GET /goals", 61),
        student("GET /goals", 62),
    ];
    let options = options("--environments 1 --jitter 0 --warm-up-minutes 1 --minutes 1");
    let tally = simulate(&options, Run::Memory, requests);
    assert_eq!(tally.requests, 2);
    assert_eq!(*tally.count(Kind::Goals), count(2, 0));
}
