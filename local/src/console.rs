//! What `cargo local` says while it runs: a line at a time, to stderr, or to whoever listens.

use std::fmt::{self, Display};
use std::io::{Write, stderr};
use std::sync::Arc;

/// Takes lines. Cheap to clone.
#[derive(Clone)]
pub struct Console(Arc<dyn Fn(&str) + Send + Sync>);

impl Console {
    /// Writes to stderr. A reader that went away (`cargo local 2>&1 | head`) is no reason to stop serving, so
    /// `eprintln!`, which panics then, is not for here.
    #[must_use]
    pub fn stderr() -> Self {
        Self::to(|line| {
            writeln!(stderr().lock(), "{line}").ok();
        })
    }

    /// Hands every line to `listener`.
    #[must_use]
    pub fn to(listener: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(listener))
    }

    /// Says one line.
    pub fn say(&self, line: impl Display) {
        (self.0)(&line.to_string());
    }
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Console")
    }
}
