//! The pages that people open, in a real browser. Where Chromium and its driver are not installed the tests are shown as ignored;
//! with `BROWSER_TESTS=required` in the environment they fail instead.

#![expect(
    clippy::unwrap_used,
    reason = "tests fail where they unwrap; with a harness of their own, clippy does not see that these are tests"
)]

mod browser;
mod live;
mod reference;
mod scene;

use libtest_mimic::Arguments;
use testkit::harness::needing;

fn main() {
    let tests = [live::TESTS, reference::TESTS];
    let trials = tests.map(|tests| needing(tests, browser::missing(), "BROWSER_TESTS"));
    let trials = trials.into_iter().flatten().collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
