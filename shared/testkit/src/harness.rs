//! A harness for tests that need a program. Where it is not installed they are shown as ignored, with what is missing beside their
//! names; where they are required they fail instead.

use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};

/// A test: its name and what it does.
pub type Test = (&'static str, fn());

/// Tests that need no program.
pub fn own(tests: &'static [Test]) -> impl Iterator<Item = Trial> {
    tests.iter().map(trial)
}

/// Tests that need what may be `missing`: then they are ignored, or fail if `variable` is `required` in the environment.
pub fn needing(
    tests: &'static [Test],
    missing: Option<&'static str>,
    variable: &str,
) -> impl Iterator<Item = Trial> {
    let is_required = is_required(variable);
    tests.iter().map(move |test| match missing {
        None => trial(test),
        Some(missing) if is_required => Trial::test(test.0, move || Err(Failed::from(missing))),
        Some(missing) => trial(test).with_kind(missing).with_ignored_flag(true),
    })
}

/// Whether there is such a program, which says something harmless and ends well when it is asked by this argument.
#[must_use]
pub fn is_installed(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command
        .arg(argument)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn trial((name, test): &'static Test) -> Trial {
    Trial::test(*name, || {
        test();
        Ok(())
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the runner says how strict to be"
)]
fn is_required(variable: &str) -> bool {
    std::env::var(variable).is_ok_and(|word| word == "required")
}
