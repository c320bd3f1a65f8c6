//! A cache against a model of its source, over everything that can happen one after another, with clocks that jump.

use std::time::Duration;

use domain::Moment;
use jiff::SignedDuration;
use proptest::prelude::*;
use testkit::ManualClock;

use crate::{Bench, down, policy};

#[derive(Debug, Clone)]
enum Step {
    /// A write through this environment: the source changes, and the key is forgotten.
    Write,
    /// A write that this environment knows nothing of.
    WriteElsewhere,
    /// A read that allows an age of so many seconds, of a source that answers or does not.
    Read { max_age: u64, is_up: bool },
    /// Time passes.
    Pass(i64),
    /// The wall clock is set, by so many seconds from where it started.
    Set(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::Write),
        2 => Just(Step::WriteElsewhere),
        6 => (0..120u64, prop::bool::weighted(0.8))
            .prop_map(|(max_age, is_up)| Step::Read { max_age, is_up }),
        3 => (0..50i64).prop_map(Step::Pass),
        1 => (-100..100i64).prop_map(Step::Set),
    ]
}

/// The source: what it says, and when each thing that it said before was replaced.
struct Source {
    value: u64,
    replaced: Vec<Duration>,
    /// The value of the last write through this environment.
    own: u64,
}

proptest! {
    #[test]
    fn no_read_is_answered_with_what_is_too_old_or_from_before_an_own_write(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let bench = Bench::with(policy());
        let mut source = Source { value: 0, replaced: Vec::new(), own: 0 };
        for step in steps {
            let uptime = domain::Clock::uptime(&*bench.clock);
            match step {
                Step::Write => {
                    source.value += 1;
                    source.replaced.push(uptime);
                    source.own = source.value;
                    bench.cache.forget(&1);
                }
                Step::WriteElsewhere => {
                    source.value += 1;
                    source.replaced.push(uptime);
                }
                Step::Read { max_age, is_up } => {
                    let now = source.value;
                    let max_age = Duration::from_secs(max_age);
                    let read = bench.cache.get(&1, max_age, async || {
                        if is_up { Ok(Some(now)) } else { Err(down()) }
                    });
                    let read = futures_util::FutureExt::now_or_never(read).unwrap();
                    if let Ok(Some(value)) = read {
                        prop_assert!(value >= source.own);
                        let replaced = source.replaced.get(usize::try_from(value).unwrap());
                        let stale = replaced.map_or(Duration::ZERO, |then| uptime - *then);
                        prop_assert!(stale <= max_age.min(Duration::from_secs(60)));
                    } else {
                        prop_assert!(!is_up);
                    }
                }
                Step::Pass(seconds) => bench.pass(seconds),
                Step::Set(seconds) => {
                    let start: Moment = ManualClock::start();
                    bench.clock.set(start.plus(SignedDuration::from_secs(seconds)));
                }
            }
        }
    }
}
