//! `ministack`, an independent implementation of AWS's services in one process, for a test: started on a free port of this machine, gone
//! with the test. And the tests that need it: where it is not installed they are shown as ignored; with `MINISTACK_TESTS=required` in
//! the environment they fail instead.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use libtest_mimic::Trial;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::harness::{Test, is_installed, needing};
use crate::service::{free_port, once_it_says};

/// Tests that need it: ignored without it, or failed if they are required.
pub fn real(tests: &'static [Test]) -> impl Iterator<Item = Trial> {
    needing(tests, missing(), "MINISTACK_TESTS")
}

/// The same for tests that need Node, too, on which it runs CloudFront's functions.
pub fn with_node(tests: &'static [Test]) -> impl Iterator<Item = Trial> {
    let no_node = (!is_installed("node", "--version")).then_some("Node is not installed");
    needing(tests, missing().or(no_node), "MINISTACK_TESTS")
}

fn missing() -> Option<&'static str> {
    (!is_installed("ministack", "--help")).then_some("ministack is not installed")
}

/// A running one.
#[derive(Debug)]
pub struct Ministack {
    child: Child,
    port: u16,
    _folder: TempDir,
}

impl Ministack {
    /// Starts one that knows nothing yet.
    ///
    /// # Panics
    /// It does not start.
    #[must_use]
    pub fn start() -> Self {
        let folder = TempDir::new().expect("a folder");
        for _ in 0..10 {
            let port = free_port();
            if let Some(child) = spawn(port, folder.path()) {
                return Self {
                    child,
                    port,
                    _folder: folder,
                };
            }
        }
        panic!("no ministack could be started");
    }

    /// Where all its services are.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Ministack {
    /// Asks it to end, so that it ends the functions that it runs.
    fn drop(&mut self) {
        if kill_process(Pid::from_child(&self.child), Signal::TERM).is_ok() {
            self.child.wait().ok();
        }
    }
}

/// Starts it and waits until it says that it is ready; `None` if it ends before that.
fn spawn(port: u16, folder: &Path) -> Option<Child> {
    let mut command = Command::new("ministack");
    command
        .current_dir(folder)
        // Where it unpacks functions, and keeps keys of user pools and what is in S3.
        .env("TMPDIR", folder)
        .env("STATE_DIR", folder)
        .env("S3_DATA_DIR", folder)
        .env("GATEWAY_PORT", port.to_string())
        .env("BIND_HOST", "127.0.0.1")
        // What functions that it runs are given: they call back.
        .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
        // Who asks must have signed, and roles allow what they say and no more.
        .env("AUTH", "true")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env_remove("AWS_SESSION_TOKEN")
        // Or it opens another port, on all interfaces.
        .env("IOT_MTLS_ENABLED", "0")
        // Functions run as processes. Or it looks for a container engine.
        .env("LAMBDA_EXECUTOR", "local")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the test is ignored without");
    let told = child.stderr.take().expect("it is piped");
    once_it_says("Running on http", child, told)
}
