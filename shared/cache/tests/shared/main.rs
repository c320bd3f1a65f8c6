//! The shared tier against a real Redis or Valkey server, which each test starts for itself, and against servers that misbehave.
//!
//! Where neither program is installed the tests are shown as ignored (`testkit::server`).

#![expect(
    clippy::unwrap_used,
    reason = "tests fail where they unwrap; with a harness of their own, clippy does not see that these are tests"
)]

mod client;
mod full;
mod interleavings;
mod misbehaving;
mod model;
mod protocol;
mod tls;
mod trouble;

use libtest_mimic::Arguments;
use testkit::server::Test;

/// Lists tests with the names of their functions.
macro_rules! tests {
    ($($test:path),* $(,)?) => {
        &[$((stringify!($test), $test as fn())),*]
    };
}
use tests;

fn main() {
    let real = [
        full::TESTS,
        interleavings::TESTS,
        model::TESTS,
        protocol::TESTS,
        tls::TESTS,
        trouble::TESTS,
    ];
    let mut trials: Vec<_> = real.into_iter().flat_map(testkit::server::real).collect();
    // These bring their own server.
    trials.extend(testkit::server::own(misbehaving::TESTS));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
