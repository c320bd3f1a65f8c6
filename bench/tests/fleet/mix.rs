//! What the options do to the traffic.

use bench::fleet::{Group, Options, Run, Traffic, simulate};
use clap::Parser;

use crate::options;

#[test]
fn as_many_requests_write_as_are_asked_for() {
    for writes in [0.0, 0.1, 1.0] {
        let options = options(&format!(
            "--rate 50 --minutes 3 --warm-up-minutes 0 --writes {writes}"
        ));
        let tally = simulate(&options, Run::Memory, Traffic::new(&options).unwrap());
        let part = tally.writes as f64 / tally.requests as f64;
        assert!((part - writes).abs() < 0.02, "{part} instead of {writes}");
    }
}

#[test]
fn a_group_without_a_share_is_not_called() {
    let options = options("--share practice=0 --share goals=50");
    let requests: Vec<_> = Traffic::new(&options).unwrap().take(5000).collect();
    let part = |group| {
        requests
            .iter()
            .filter(|request| request.route.group == group)
            .count() as f64
            / 5000.0
    };
    assert_eq!(part(Group::Practice), 0.0);
    // Of 100 - 42.51 - 19 + 50 parts.
    let goals = part(Group::Goals);
    assert!((goals - 50.0 / 88.4).abs() < 0.03, "{goals}");
}

#[test]
fn requests_come_in_order_and_adults_look_at_their_own_students_only() {
    let options = options("--rate 100");
    let requests: Vec<_> = Traffic::new(&options).unwrap().take(20_000).collect();
    assert!(requests.is_sorted_by_key(|request| request.at));
    let adults: Vec<_> = requests
        .iter()
        .filter(|request| request.is_adults())
        .collect();
    assert!(
        adults
            .iter()
            .all(|request| request.caller == options.students + request.student / 10)
    );
    let part = adults.len() as f64 / 20_000.0;
    assert!((part - options.adults).abs() < 0.05, "{part}");
    assert!(adults.iter().all(|request| request.route.adults));
}

#[test]
fn a_rate_that_the_students_cannot_make_is_refused() {
    let refused = Traffic::new(&options("--rate 100 --students 20")).unwrap_err();
    assert_eq!(
        refused,
        "100 requests a second need 500 visitors at once, and there are 20 students"
    );
}

#[test]
fn traffic_without_a_route_is_refused() {
    let all = Group::ALL
        .map(|group| format!("--share {group}=0"))
        .join(" ");
    let refused = Traffic::new(&options(&all)).unwrap_err();
    assert_eq!(refused, "these shares leave no route to call");
}

#[test]
fn what_is_no_number_or_no_group_is_refused() {
    for arguments in [
        ["--rate", "0"],
        ["--rate", "NaN"],
        ["--adults", "1.1"],
        ["--share", "nudges=1"],
        ["--share", "goals"],
    ] {
        let parsed = Options::try_parse_from(std::iter::once("fleet").chain(arguments));
        assert!(parsed.is_err(), "{arguments:?}");
    }
}
