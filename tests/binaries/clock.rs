//! A clock for a real binary and for the machine around it: it stands until it is moved.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use domain::{Clock, Moment};
use jiff::SignedDuration;
use runtime::SystemClock;

use crate::script;

/// The time of the processes that [`Self::drives`] starts, and of their time-outs: on a machine that is slow, nothing takes too long.
/// Whoever tells them when to end at the latest must go by it too.
#[derive(Debug)]
pub(crate) struct DrivenClock {
    directory: tempfile::TempDir,
    file: File,
    began: Moment,
    now: Mutex<Moment>,
}

impl DrivenClock {
    /// Stands at this machine's time.
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("binaries/clock.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-Wall", "-Werror", "-o"])
            .args([&directory.path().join("clock.so"), &source])
            .status();
        assert!(built.expect("there is a C compiler").success());
        let began = SystemClock.now();
        let clock = Self {
            file: File::create(directory.path().join("now")).expect("a file"),
            directory,
            began,
            now: Mutex::new(began),
        };
        clock.advance(SignedDuration::ZERO);
        clock
    }

    /// Moves on.
    pub(crate) fn advance(&self, by: SignedDuration) {
        let mut now = self.now.lock().expect("nobody panics while holding it");
        *now = now.plus(by);
        let nanoseconds = now.timestamp().as_nanosecond();
        let nanoseconds = i64::try_from(nanoseconds).expect("before 2262");
        // In one piece and without a moment at which the file is empty: processes have it mapped.
        let written = self.file.write_all_at(&nanoseconds.to_ne_bytes(), 0);
        written.expect("the file can be written");
    }

    /// The minute that it shows, counted since 1970.
    pub(crate) fn minute(&self) -> i64 {
        self.now().as_second().div_euclid(60)
    }

    /// A program that is the binary, by this clock.
    pub(crate) fn drives(&self, binary: &Path) -> PathBuf {
        let folder = self.directory.path();
        let script = folder.join("driven");
        let (folder, binary) = (folder.display(), binary.display());
        let variables = format!("LD_PRELOAD='{folder}/clock.so' DRIVEN_CLOCK='{folder}/now'");
        script::write(&script, &variables, &format!("'{binary}'"));
        script
    }
}

impl Clock for DrivenClock {
    fn now(&self) -> Moment {
        *self.now.lock().expect("nobody panics while holding it")
    }

    fn uptime(&self) -> Duration {
        let passed = self.now().since(self.began);
        passed.try_into().expect("it is never moved back")
    }
}
