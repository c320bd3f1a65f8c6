//! The API with a cache that environments share: a real Redis or Valkey server, which each test starts for itself. Where none is installed
//! the tests are shown as ignored (`testkit::server`).

#![expect(
    clippy::unwrap_used,
    reason = "tests fail where they unwrap; with a harness of their own, clippy does not see that these are tests"
)]

mod sharing;

use libtest_mimic::Arguments;

fn main() {
    let trials = testkit::server::real(sharing::TESTS).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
