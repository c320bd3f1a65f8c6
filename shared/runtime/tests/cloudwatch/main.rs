//! What is sent to CloudWatch, as somebody else understands it: `ministack`, an independent implementation that speaks the SDK's own
//! protocol, reads what our sink writes, and is asked through the SDK what it holds.
//!
//! Where it is not installed the tests are shown as ignored; with `MINISTACK_TESTS=required` they fail instead.

#![expect(
    clippy::unwrap_used,
    reason = "tests fail where they unwrap; with a harness of their own, clippy does not see that these are tests"
)]

mod arriving;
#[path = "../measure/scene.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod scene;
mod service;

use libtest_mimic::Arguments;
use testkit::harness::needing;

/// What is said of tests that have no service.
const MISSING: &str = "ministack is not installed";

fn main() {
    let missing = (!service::is_installed()).then_some(MISSING);
    let trials = needing(arriving::TESTS, missing, "MINISTACK_TESTS").collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
