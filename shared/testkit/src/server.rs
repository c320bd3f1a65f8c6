//! A real Redis or Valkey server for one test: started on a free port, gone with the test. And the tests that need one: where none is
//! installed they are shown as ignored; with `SHARED_CACHE_TESTS=required` in the environment they fail instead.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use libtest_mimic::Trial;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

pub use crate::harness::{Test, own};
use crate::harness::{is_installed, needing};
use crate::service::{free_port, once_it_says};

/// What is said of tests that have no server.
const MISSING: &str = "neither valkey-server nor redis-server is installed";

/// Tests that need a real server: ignored without one, or failed if they are required.
pub fn real(tests: &'static [Test]) -> impl Iterator<Item = Trial> {
    let missing = program().is_none().then_some(MISSING);
    needing(tests, missing, "SHARED_CACHE_TESTS")
}

/// The server program that is installed.
pub fn program() -> Option<&'static str> {
    static PROGRAM: OnceLock<Option<&'static str>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        ["valkey-server", "redis-server"]
            .into_iter()
            .find(|program| is_installed(program, "--version"))
    })
}

/// A running server.
#[derive(Debug)]
pub struct RealServer {
    child: Child,
    /// Its port on 127.0.0.1.
    pub port: u16,
    arguments: Vec<String>,
    folder: TempDir,
}

impl RealServer {
    /// A server that keeps nothing on disk.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// A server with more arguments; `{port}` stands for its port, which then is not opened without TLS.
    pub fn with(arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        for _ in 0..10 {
            let port = free_port();
            if let Some(child) = spawn(port, &arguments, folder.path()) {
                return Self {
                    child,
                    port,
                    arguments,
                    folder,
                };
            }
        }
        panic!("no server could be started");
    }

    /// The URL without TLS and user.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Stops the process where it is: connections stay, answers don't come.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it is ours");
    }

    /// Starts it again on the same port, empty.
    pub fn start_again(&mut self) {
        self.child = spawn(self.port, &self.arguments, self.folder.path())
            .expect("the port is free since it was killed");
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("it is ours");
    }
}

impl Drop for RealServer {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}

/// Starts a server and waits until it says that it is ready; `None` if it ends before that.
fn spawn(port: u16, arguments: &[String], folder: &Path) -> Option<Child> {
    let mut command = Command::new(program().expect("the test is ignored without"));
    command
        .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        .arg("--dir")
        .arg(folder);
    let port = port.to_string();
    if !arguments.iter().any(|argument| argument == "{port}") {
        command.args(["--port", &port]);
    }
    command.args(
        arguments
            .iter()
            .map(|argument| argument.replace("{port}", &port)),
    );
    command.stdout(Stdio::piped());
    let mut child = command.spawn().expect("the program is installed");
    let told = child.stdout.take().expect("it is piped");
    once_it_says("Ready to accept connections", child, told)
}
