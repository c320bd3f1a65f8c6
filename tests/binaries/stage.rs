//! `cargo local` in this process: demo data, gateway, and the functions' real binaries as child processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use bytes::Bytes;
use clap::Parser;
use domain::Clock;
use local::builder::Profile;
use local::cli::Options;
use local::cloudwatch::CloudWatch;
use local::console::Console;
use local::gateway::{Invoke, InvokeError};
use local::machine::Machine;
use local::queues::Counts;
use local::roles::Roles;
use runtime::SystemClock;
use rustix::process::Pid;
use serde_json::Value;
use template::Template;
use tests::logs;
use tokio::sync::OnceCell;

use crate::case::URL;
use crate::files::EventFile;
use crate::given;
use crate::process::running;
use crate::script;

static BINARIES: OnceCell<BTreeMap<String, PathBuf>> = OnceCell::const_new();

/// The binaries, built by this very run: what lies about in the target directory may be of yesterday. Unless others are given.
pub(crate) async fn binaries() -> &'static BTreeMap<String, PathBuf> {
    let build = async || match given() {
        Some(given) => Ok(given),
        None => Machine::binaries(Profile::Dev).await,
    };
    BINARIES
        .get_or_try_init(build)
        .await
        .expect("the functions build")
}

fn given() -> Option<BTreeMap<String, PathBuf>> {
    let ours = Template::ours();
    let groups = ours.functions().iter().map(|function| &function.group);
    groups
        .map(|group| Some((group.clone(), given::binary(group)?)))
        .collect()
}

/// A program that is the binary, with variables (`NAME=value NAME=value`) that the test wants otherwise.
pub(crate) fn with_variables(binary: &Path, variables: &str, directory: &Path) -> PathBuf {
    let name = binary.file_name().expect("a binary has a name");
    let script = directory.join(name);
    script::write(&script, variables, &format!("'{}'", binary.display()));
    script
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
        Self::set_with(binaries().await.clone(), Arc::new(SystemClock)).await
    }

    /// The same with other binaries, and by another clock.
    pub(crate) async fn set_with(
        binaries: BTreeMap<String, PathBuf>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let options = Options::parse_from([
            "local",
            "--port",
            "0",
            "--environments",
            "1",
            "--debug-lines",
        ]);
        let said = Arc::new(Mutex::new(Vec::new()));
        let listener = Arc::clone(&said);
        logs::with_demo_data();
        let console = Console::to(move |line| {
            // What a function writes stands behind its name.
            logs::said(line.split_once(" | ").map_or(line, |(_, said)| said));
            locked(&listener).push(line.to_owned());
        });
        let machine = Machine::start_with(binaries, options, clock, console);
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
        logs::sent(&event);
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
        logs::answered(&event, &payload);
        Ok(serde_json::from_slice(&payload).expect("a function answers JSON"))
    }

    /// Waits until the function has done what it does after an answer.
    pub(crate) async fn idle(&self, group: &str) {
        while !self.machine.environments().is_idle(group) {
            tokio::task::yield_now().await;
        }
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

    /// Where the functions push their figures to.
    pub(crate) fn cloudwatch(&self) -> Arc<CloudWatch> {
        Arc::clone(self.machine.cloudwatch())
    }

    /// The processes of this stage that run a function.
    pub(crate) async fn processes(&self, group: &str) -> Vec<Pid> {
        // No other stage has this database.
        running(&binaries().await[group], &self.machine.dynamodb_endpoint())
    }

    /// Waits until no message is left in a queue that a worker is fed from.
    pub(crate) async fn work_off(&self) {
        let queues = self.machine.queues();
        let ours = Template::ours();
        let is_fed_from = |id: &String| ours.event_sources().iter().any(|one| one.queue == *id);
        let fed = queues.configs().iter();
        for queue in fed.filter(|queue| is_fed_from(&queue.logical_id)) {
            while queues.counts(&queue.name).expect("it is there") != Counts::default() {
                tokio::task::yield_now().await;
            }
        }
    }

    /// The functions' roles, and what was made use of.
    pub(crate) fn roles(&self) -> Arc<Roles> {
        Arc::clone(self.machine.roles())
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
