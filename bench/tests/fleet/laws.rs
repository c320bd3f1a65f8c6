//! What holds for every fleet.

use std::time::Duration;

use bench::fleet::{Kind, Options, Run, Tally, Traffic, report, simulate};

use crate::options;

/// Enough requests that chance weighs less than a percent.
const SMALL: &str = "--rate 10 --students 500 --warm-up-minutes 2 --minutes 4 --no-sweep";

fn run(options: &Options, run: Run) -> Tally {
    simulate(
        options,
        run,
        Traffic::new(options).expect("the rate fits the students"),
    )
}

fn each_fleet(mut check: impl FnMut(Options)) {
    for fleet in [
        "",
        "--environments 1",
        "--environments 7 --seed 2",
        "--memory-mib 0.5 --seed 3",
        "--adults 1 --writes 0.5",
        "--jitter 1",
    ] {
        check(options(&format!("{SMALL} {fleet}")));
    }
}

#[test]
fn every_look_up_is_answered_once() {
    each_fleet(|options| {
        for tier in [Run::Memory, Run::Shared] {
            let tally = run(&options, tier);
            for kind in Kind::ALL {
                let count = tally.count(kind);
                assert_eq!(
                    count.memory + count.shared + count.loads,
                    count.lookups,
                    "{kind:?}"
                );
                assert!(
                    count.own_stale <= count.stale && count.stale <= count.memory + count.shared
                );
            }
            assert!(tally.queries <= tally.queries_without);
            assert!(tally.queries <= tally.all().loads);
            let expected = options.rate * tally.seconds;
            assert!(
                (tally.requests as f64 / expected - 1.0).abs() < 0.02,
                "{}",
                tally.requests
            );
        }
    });
}

#[test]
fn both_tiers_see_the_same_look_ups() {
    each_fleet(|options| {
        let (without, with) = (run(&options, Run::Memory), run(&options, Run::Shared));
        for kind in Kind::ALL {
            assert_eq!(without.count(kind).lookups, with.count(kind).lookups);
        }
        assert_eq!(without.queries_without, with.queries_without);
        assert_eq!(without.all().shared, 0);
        assert_eq!(without.ecpus, 0);
    });
}

#[test]
fn the_shared_tier_never_lowers_the_rate_of_hits_that_are_not_stale() {
    each_fleet(|options| {
        let (without, with) = (run(&options, Run::Memory), run(&options, Run::Shared));
        let fresh = |tally: &Tally, kind| {
            let count = tally.count(kind);
            (count.memory + count.shared - count.stale) as f64 / count.lookups.max(1) as f64
        };
        for kind in Kind::ALL {
            let (without, with) = (fresh(&without, kind), fresh(&with, kind));
            assert!(
                with >= without - 0.01,
                "{kind:?}: {without} without, {with} with it"
            );
        }
    });
}

#[test]
fn where_nothing_is_written_the_shared_tier_never_lowers_the_hit_rate() {
    each_fleet(|options| {
        let options = Options {
            writes: Some(0.0),
            ..options
        };
        let (without, with) = (run(&options, Run::Memory), run(&options, Run::Shared));
        for kind in Kind::ALL {
            let (without, with) = (without.count(kind).hit_rate(), with.count(kind).hit_rate());
            assert!(
                with >= without - 0.01,
                "{kind:?}: {without} without, {with} with it"
            );
        }
        assert_eq!((without.all().stale, with.all().stale), (0, 0));
    });
}

#[test]
fn more_environments_never_raise_the_hit_rate() {
    let rates = [1, 2, 4, 8, 16, 32].map(|count| {
        let options = options(&format!("{SMALL} --environments {count}"));
        run(&options, Run::Memory).all().hit_rate()
    });
    for pair in rates.windows(2) {
        assert!(pair[1] <= pair[0] + 0.01, "{rates:?}");
    }
    assert!(
        rates[5] < rates[0] - 0.2,
        "spreading costs nothing: {rates:?}"
    );
}

#[test]
fn a_ttl_of_zero_turns_a_cache_off() {
    let off = "--ttl-access 0 --ttl-links 0 --ttl-users 0 --ttl-subjects 0 --ttl-goals 0 --ttl-ratings 0 --ttl-bank 0";
    let options = options(&format!("{SMALL} {off}"));
    for tier in [Run::Memory, Run::Shared] {
        let tally = run(&options, tier);
        assert_eq!(tally.all().loads, tally.all().lookups);
        assert_eq!(tally.queries, tally.queries_without);
        assert_eq!((tally.all().stale, tally.ecpus), (0, 0));
    }
}

#[test]
fn nothing_is_staler_than_its_ttl_and_with_the_shared_tier_than_memory_keeps_it() {
    each_fleet(|options| {
        let (without, with) = (run(&options, Run::Memory), run(&options, Run::Shared));
        for kind in Kind::ALL {
            assert!(
                without.count(kind).worst <= kind.max_age(&options),
                "{kind:?}"
            );
            assert!(
                with.count(kind).worst <= Duration::from_secs(options.stay),
                "{kind:?}"
            );
        }
        assert!(
            without.count(Kind::Goals).stale > 0,
            "nothing was ever stale"
        );
    });
}

#[test]
fn less_memory_never_raises_the_hit_rate() {
    let rates = ["0.2", "1", "8", "64"].map(|mib| {
        let options = options(&format!("{SMALL} --environments 1 --memory-mib {mib}"));
        run(&options, Run::Memory).all().hit_rate()
    });
    assert!(rates.is_sorted(), "{rates:?}");
    assert!(
        rates[0] < rates[3] - 0.1,
        "the bound does not bind: {rates:?}"
    );
}

#[test]
fn the_same_options_print_the_same_tables() {
    let first = options(&format!("{SMALL} --memory-mib 1"));
    let tables = report(&first).unwrap();
    assert_eq!(report(&first).unwrap(), tables);
    let other = Options { seed: 2, ..first };
    assert_ne!(report(&other).unwrap(), tables);
}
