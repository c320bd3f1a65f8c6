//! What is sent to CloudWatch, as somebody else understands it: `ministack`, an independent implementation that speaks the SDK's own
//! protocol, reads what our sink writes, and is asked through the SDK what it holds. Where it is not installed the tests are shown as
//! ignored (`testkit::ministack`).

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

fn main() {
    let trials = testkit::ministack::real(arriving::TESTS).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
