//! How many environments there are, and which of them serves.

use bench::fleet::{Kind, Run, simulate};

use crate::{options, student};

#[test]
fn who_comes_while_an_environment_is_busy_gets_a_new_and_empty_one() {
    let requests = [0, 0, 0, 60, 60].map(|second| student("GET /goals", second));
    let tally = simulate(&options("--warm-up-minutes 0"), Run::Memory, requests);
    assert_eq!(tally.cold_starts, 3);
    assert_eq!(tally.count(Kind::Goals).loads, 3);
}

#[test]
fn requests_one_after_another_have_one_environment_of_each_group() {
    let requests = (0..100).flat_map(|second| {
        [
            student("GET /goals", second),
            student("GET /progress/{id}", second),
        ]
    });
    let tally = simulate(
        &options("--warm-up-minutes 0 --duration-ms 1"),
        Run::Memory,
        requests,
    );
    assert_eq!(tally.cold_starts, 2);
}

#[test]
fn an_environment_ends_when_it_was_idle_for_too_long_and_its_memory_with_it() {
    let requests = [0, 200, 900].map(|second| student("GET /subjects/{id}", second));
    let tally = simulate(
        &options("--warm-up-minutes 0 --idle-minutes 10 --minutes 30"),
        Run::Memory,
        requests,
    );
    assert_eq!(tally.cold_starts, 2);
    assert_eq!(tally.count(Kind::Subject).memory, 1);
}

#[test]
fn the_environment_that_was_used_last_serves_first_so_that_others_can_end() {
    // Two at once make two environments; then one at a time, every minute, which one of them serves and the other does not.
    let mut requests = vec![student("GET /goals", 0)];
    requests.extend((0..20).map(|minute| student("GET /goals", 60 * minute)));
    // Two at once again: the other has been idle for too long.
    requests.extend([student("GET /goals", 1200), student("GET /goals", 1200)]);
    let tally = simulate(
        &options("--warm-up-minutes 0 --idle-minutes 10 --minutes 30"),
        Run::Memory,
        requests,
    );
    assert_eq!(tally.cold_starts, 3);
}
