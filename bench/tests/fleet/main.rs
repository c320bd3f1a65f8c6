//! The simulation against what can be computed by hand, and laws that hold for every fleet.

mod by_hand;
mod environments;
mod laws;
mod mix;

use std::time::Duration;

use bench::fleet::{Options, ROUTES, Request};
use clap::Parser;

/// Options as the command line has them.
fn options(arguments: &str) -> Options {
    Options::parse_from(std::iter::once("fleet").chain(arguments.split_whitespace()))
}

/// Student 1 calls a route so many seconds after the start.
fn student(route: &str, second: u64) -> Request {
    let route = ROUTES
        .iter()
        .find(|of| of.name == route)
        .expect("there is such a route");
    Request {
        at: Duration::from_secs(second),
        caller: 1,
        student: 1,
        subject: (0, 40),
        route,
    }
}

/// Its tutor does.
fn tutor(route: &str, second: u64) -> Request {
    Request {
        caller: 1000,
        ..student(route, second)
    }
}
