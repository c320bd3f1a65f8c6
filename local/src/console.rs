//! What `cargo local` says while it runs. All of it goes to stderr, a line at a time.

use std::fmt::Display;
use std::io::{Write, stderr};

/// Writes one line. A reader that went away (`cargo local 2>&1 | head`) is no reason to stop serving, so `eprintln!`,
/// which panics then, is not for here.
pub(crate) fn say(line: impl Display) {
    writeln!(stderr().lock(), "{line}").ok();
}
