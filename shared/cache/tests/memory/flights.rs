//! One load at a time for each key, whatever becomes of it.

use std::cell::Cell;
use std::time::Duration;

use cache::Claim;
use domain::Error;
use futures_util::FutureExt;
use futures_util::future::{join_all, poll_immediate};
use tokio::sync::Semaphore;

use crate::{Bench, MINUTE, down};

/// A thousand reads of key 1 at once, none of whose loads ends before all have begun. Says how many loads there were, too.
async fn crowd(
    bench: &Bench,
    loaded: Result<Option<u64>, Error>,
) -> (Vec<Result<Option<u64>, Error>>, u32) {
    let (loads, gate) = (&Cell::new(0), &Semaphore::new(0));
    let read = || {
        let loaded = loaded.clone();
        bench.cache.get(&1, MINUTE, async move || {
            loads.set(loads.get() + 1);
            gate.acquire().await.expect("the gate stays").forget();
            loaded.clone()
        })
    };
    let reads = join_all((0..1000).map(|_| read()));
    let open = async {
        tokio::task::yield_now().await;
        gate.add_permits(1000);
    };
    let (answers, ()) = tokio::join!(reads, open);
    (answers, loads.get())
}

#[tokio::test]
async fn a_thousand_misses_are_one_load() {
    let (answers, loads) = crowd(&Bench::new(), Ok(Some(7))).await;
    assert!(answers.iter().all(|answer| *answer == Ok(Some(7))));
    assert_eq!((answers.len(), loads), (1000, 1));
}

#[tokio::test]
async fn a_load_that_fails_fails_for_all_who_waited_and_is_not_remembered() {
    let bench = Bench::new();
    let (answers, loads) = crowd(&bench, Err(down())).await;
    assert!(answers.iter().all(|answer| *answer == Err(down())));
    assert_eq!((answers.len(), loads), (1000, 1));
    assert_eq!(bench.read(Ok(Some(7))), Ok(Some(7)));
}

#[tokio::test]
async fn when_the_one_who_loads_goes_away_one_of_those_who_wait_loads() {
    let bench = Bench::new();
    let (loads, gate) = (Cell::new(0), Semaphore::new(0));
    let load = async || {
        loads.set(loads.get() + 1);
        gate.acquire().await.expect("the gate stays").forget();
        Ok(Some(7))
    };
    let mut first = Box::pin(bench.cache.get(&1, MINUTE, load));
    assert!(poll_immediate(&mut first).await.is_none());
    let mut waiting: Vec<_> = (0..999)
        .map(|_| Box::pin(bench.cache.get(&1, MINUTE, load)))
        .collect();
    for waiter in &mut waiting {
        assert!(poll_immediate(waiter).await.is_none());
    }
    assert_eq!(loads.get(), 1);
    drop(first);
    gate.add_permits(1);
    let answers = join_all(waiting).await;
    assert!(answers.iter().all(|answer| *answer == Ok(Some(7))));
    assert_eq!(loads.get(), 2);
}

#[test]
fn different_keys_are_loaded_side_by_side() {
    let bench = Bench::new();
    let (_one, _other) = (bench.lead(1), bench.lead(2));
}

#[test]
fn a_load_that_began_before_its_key_was_forgotten_is_thrown_away() {
    let bench = Bench::new();
    let old = bench.lead(1);
    bench.cache.forget(&1);
    let new = bench.lead(1);
    old.fill(Some(7));
    new.fill(Some(8));
    assert_eq!(bench.kept(), Some(Some(8)));
}

#[test]
fn a_load_that_ends_after_a_newer_one_does_not_take_its_place() {
    let bench = Bench::new();
    let old = bench.lead(1);
    bench.cache.forget(&1);
    bench.lead(1).fill(Some(8));
    old.fill(Some(7));
    assert_eq!(bench.kept(), Some(Some(8)));
}

#[test]
fn who_waited_before_a_key_was_forgotten_is_answered_by_the_load_it_waited_for() {
    let bench = Bench::new();
    let old = bench.lead(1);
    let waiter = bench.cache.get(&1, MINUTE, async || Ok(Some(9)));
    let mut waiter = Box::pin(waiter);
    assert!(waiter.as_mut().now_or_never().is_none());
    bench.cache.forget(&1);
    old.fill(Some(7));
    assert_eq!(waiter.now_or_never(), Some(Ok(Some(7))));
    assert_eq!(bench.kept(), None);
}

#[test]
fn forgetting_takes_a_kept_value_away() {
    let bench = Bench::new();
    bench.fill(Some(7));
    bench.cache.forget(&1);
    assert_eq!(bench.kept(), None);
}

#[test]
fn nobody_waits_for_a_load_that_has_been_hanging_for_longer_than_the_ttl() {
    let bench = Bench::new();
    let hanging = bench.lead(1);
    bench.pass(61);
    bench.lead(1).fill(Some(8));
    hanging.fill(Some(7));
    assert_eq!(bench.kept(), Some(Some(8)));
}

#[test]
fn who_waits_and_gets_something_too_old_for_it_asks_again() {
    let bench = Bench::new();
    bench.pass(100);
    let lease = bench.lead(1);
    let picky = Duration::from_secs(20);
    let Claim::Wait(waiting) = bench.cache.claim(&1, picky) else {
        panic!("somebody loads")
    };
    let now = cache::ReadAt::now(&*bench.clock);
    let earlier = now.wall().plus(jiff::SignedDuration::from_secs(-30));
    lease.fill_read(Some(7), cache::ReadAt::elsewhere(earlier, now).unwrap());
    assert_eq!(
        waiting.landing().now_or_never(),
        Some(cache::Landing::Again)
    );
    assert_eq!(bench.kept(), Some(Some(7)), "others may have it");
}
