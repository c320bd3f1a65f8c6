//! `cargo local` in this process: demo data, gateway, and the functions' real binaries as child processes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use bytes::Bytes;
use clap::Parser;
use local::builder::Profile;
use local::cli::Options;
use local::console::Console;
use local::gateway::{Invoke, InvokeError};
use local::machine::Machine;
use runtime::SystemClock;
use rustix::process::Pid;
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::case::URL;
use crate::files::EventFile;
use crate::process::running;

static BINARIES: OnceCell<BTreeMap<String, PathBuf>> = OnceCell::const_new();

/// The binaries, built by this very run: what lies about in the target directory may be of yesterday.
pub(crate) async fn binaries() -> &'static BTreeMap<String, PathBuf> {
    let build = || Machine::binaries(Profile::Dev);
    BINARIES
        .get_or_try_init(build)
        .await
        .expect("the functions build")
}

/// A running machine with fresh demo data.
#[derive(Debug)]
pub(crate) struct Stage {
    machine: Machine,
    said: Arc<Mutex<Vec<String>>>,
}

impl Stage {
    /// Starts one on a free port, with at most one environment per function.
    pub(crate) async fn set() -> Self {
        Self::set_with(binaries().await.clone()).await
    }

    /// The same with other binaries.
    pub(crate) async fn set_with(binaries: BTreeMap<String, PathBuf>) -> Self {
        let options = Options::parse_from(["local", "--port", "0", "--environments", "1"]);
        let said = Arc::new(Mutex::new(Vec::new()));
        let listener = Arc::clone(&said);
        let console = Console::to(move |line| locked(&listener).push(line.to_owned()));
        let machine = Machine::start_with(binaries, options, Arc::new(SystemClock), console);
        Self {
            machine: machine.await.expect("the machine starts"),
            said,
        }
    }

    /// Gives a function an event, past the gateway. While its one environment has answered but not yet asked for more,
    /// the event waits.
    pub(crate) async fn invoke(&self, group: &str, event: &str) -> Result<Value, InvokeError> {
        // The files name the port that `cargo local` has unless told otherwise; this one is any free one.
        let event = Bytes::from(event.replace(URL, &self.machine.url()));
        let payload = loop {
            match self
                .machine
                .environments()
                .invoke(group, event.clone())
                .await
            {
                Err(InvokeError::Throttled) => tokio::task::yield_now().await,
                answered => break answered?,
            }
        };
        Ok(serde_json::from_slice(&payload).expect("a function answers JSON"))
    }

    /// Starts the function's process with an event that changes nothing: one that nobody sent.
    pub(crate) async fn warm_up(&self, file: &EventFile) {
        let mut event: Value = serde_json::from_str(&file.text).expect("an event is JSON");
        if let Some(context) = event["requestContext"].as_object_mut() {
            context.remove("authorizer");
        }
        event["body"] = Value::Null;
        self.invoke(&file.group, &event.to_string())
            .await
            .expect("the function answers");
    }

    /// The processes of this stage that run a function.
    pub(crate) async fn processes(&self, group: &str) -> Vec<Pid> {
        // No other stage has this database.
        running(&binaries().await[group], &self.machine.dynamodb_endpoint())
    }

    /// Ends every process. Gives back what the machine and its functions have said.
    pub(crate) async fn strike(self) -> Vec<String> {
        self.machine
            .run_until(std::future::ready(()))
            .await
            .expect("the machine ends");
        std::mem::take(&mut *locked(&self.said))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics while holding it")
}
