//! Binaries that somebody else has built, perhaps for another processor: `.ci/arm64` has the real ones tested so.
//!
//! `BINARIES` is the folder in which `cargo lambda build` left them; `BINARIES_RUN_BY` is the command that runs one, if this machine can't:
//! an emulator with its options. All paths are absolute.

use std::path::{Path, PathBuf};

use crate::script;

/// The package's program, if any are given.
pub(crate) fn binary(package: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(said("BINARIES")?);
    let binary = folder.join(package).join("bootstrap");
    assert!(binary.is_file(), "there is no {}", binary.display());
    match said("BINARIES_RUN_BY") {
        Some(runner) => Some(run_by(&runner, &binary, package)),
        None => Some(binary),
    }
}

/// A program that is the binary, run by the command.
fn run_by(runner: &str, binary: &Path, package: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("run-by");
    std::fs::create_dir_all(&folder).expect("a folder for the scripts");
    let script = folder.join(package);
    script::write(&script, "", &format!("{runner} '{}'", binary.display()));
    script
}

#[expect(
    clippy::disallowed_methods,
    reason = "the runner says what is tested; nothing that is tested reads it"
)]
fn said(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|text| !text.is_empty())
}
