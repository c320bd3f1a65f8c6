//! The whole template, taken through CloudFormation by somebody else: `ministack` runs SAM's own translation of it, makes what comes out,
//! and runs the functions' real binaries. What it is and does is then held to what the template says.
//!
//! What it cannot do is listed, in `left_out.rs` and `unlike.rs`, and held to being so still. Where it is not installed the tests are
//! shown as ignored (`testkit::ministack`).

#![expect(
    clippy::unwrap_used,
    reason = "tests fail where they unwrap; with a harness of their own, clippy does not see that these are tests"
)]

mod answering;
mod behind;
mod deployed;
mod found;
mod gateway;
mod going;
mod left_out;
mod made;
mod package;
mod production;
mod site;
mod stacks;
mod told;
mod trying;
mod unlike;
mod wire;

use libtest_mimic::Arguments;
use testkit::harness::own;
use testkit::ministack::{real, with_node};

fn main() {
    let trials = own(told::TESTS)
        .chain(real(made::TESTS))
        .chain(real(answering::TESTS))
        .chain(real(trying::TESTS))
        .chain(with_node(site::TESTS))
        .chain(real(behind::TESTS))
        .chain(real(going::TESTS))
        .collect();
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    deployed::end();
    conclusion.exit();
}
