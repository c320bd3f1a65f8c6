//! One execution environment: a process and the Runtime API that only it knows.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout_at};

use super::process::Process;
use super::{Function, House, variables};
use crate::gateway::InvokeError;
use crate::runtime_api::{Answer, Identity, Invocation, RuntimeApi, Turn};
use crate::tally::Tally;

/// Lambda's limit for a process to come up.
const INIT_LIMIT: Duration = Duration::from_secs(10);

/// What a process signs with where nobody counts. A DynamoDB that runs elsewhere may keep the tables of each key apart, so
/// it is everybody's.
const ACCESS_KEY: &str = "local";

#[derive(Debug)]
pub(super) struct Environment {
    /// `goals#2`: what its output is prefixed with.
    pub(super) label: String,
    /// Which build of the binary it runs.
    pub(super) build: u64,
    api: RuntimeApi,
    process: Process,
    access_key: String,
    tally: Option<Arc<Tally>>,
    /// Present while the process waits for an event.
    turn: Option<Turn>,
    house: House,
}

/// An event that a process took.
#[derive(Debug)]
pub(super) struct Work {
    answer: oneshot::Receiver<Answer>,
    /// When the function's time is up.
    pub(super) until: Instant,
}

impl Environment {
    /// Starts a process and waits until it asks for its first event.
    pub(super) async fn start(
        function: &Function,
        number: u64,
        build: u64,
        house: &House,
    ) -> Result<Self, InvokeError> {
        let label = format!("{}#{number}", function.group);
        let identity = Identity {
            function_name: function.name(),
            account_id: function.cloud.account_id.clone(),
        };
        let cannot = |error: std::io::Error| {
            let binary = function.binary.display();
            let detail = format!("{label} could not be started from {binary}: {error}");
            house.console.say(&detail);
            InvokeError::Crashed { detail }
        };
        let mut api = RuntimeApi::open(identity).await.map_err(cannot)?;
        let tally = function.cloud.tally.clone();
        let access_key = match &tally {
            Some(tally) => tally.admit(&function.group, number),
            None => ACCESS_KEY.to_owned(),
        };
        let command = variables::command(function, api.address(), number, &access_key);
        let mut process = Process::start(command, label.clone(), house).map_err(cannot)?;
        let turn = tokio::select! {
            turn = api.turn() => turn,
            status = process.ended() => {
                let report = api.desk().init_error().map(|report| format!(": {report}")).unwrap_or_default();
                let detail = format!("{label} ended before it asked for its first event ({status}){report}");
                house.console.say(&detail);
                return Err(InvokeError::Crashed { detail });
            }
            () = sleep(INIT_LIMIT) => {
                process.kill().await;
                let detail = format!("{label} did not ask for its first event within {INIT_LIMIT:?} and was killed");
                house.console.say(&detail);
                return Err(InvokeError::Crashed { detail });
            }
        };
        Ok(Self {
            label,
            build,
            api,
            process,
            access_key,
            tally,
            turn: Some(turn),
            house: house.clone(),
        })
    }

    /// Gives the process its next event, or gives the event back when the process is gone: it never saw it then.
    pub(super) fn give(
        &mut self,
        invocation: Invocation,
        time: Duration,
    ) -> Result<Work, Invocation> {
        let turn = self.turn.take().filter(|_| self.process.runs());
        let Some(turn) = turn else {
            return Err(invocation);
        };
        let answer = self.api.desk().expect(&invocation.request_id);
        match &self.tally {
            Some(tally) => tally.event(&self.access_key, || turn.hand(invocation))?,
            None => turn.hand(invocation)?,
        }
        Ok(Work {
            answer,
            until: Instant::now() + time,
        })
    }

    /// Waits for the answer, the end of the process, or the end of its time, which ends the process.
    pub(super) async fn answer(&mut self, work: &mut Work) -> Result<Bytes, InvokeError> {
        tokio::select! {
            // An answer counts even if the process ended right after it.
            biased;
            Ok(answer) = &mut work.answer => match answer {
                Answer::Response(payload) => Ok(payload),
                Answer::Error(payload) => Err(InvokeError::Function { payload }),
            },
            status = self.process.ended() => {
                let detail = format!("{} ended in the middle of a request ({status})", self.label);
                Err(InvokeError::Crashed { detail })
            }
            () = tokio::time::sleep_until(work.until) => {
                self.process.kill().await;
                Err(InvokeError::TimedOut)
            }
        }
    }

    /// Waits until the process asks for its next event; what it does after an answer (sending metrics) still counts
    /// towards the event's time. `false` when it does not come to that.
    pub(super) async fn settle(&mut self, until: Instant) -> bool {
        let settled = async {
            tokio::select! {
                turn = self.api.turn() => Some(turn),
                _ = self.process.ended() => None,
            }
        };
        match timeout_at(until, settled).await {
            Ok(turn) => {
                self.turn = turn;
                self.turn.is_some()
            }
            Err(_) => {
                self.house.console.say(format_args!(
                    "{} | still worked after its answer when its time was up: killed",
                    self.label
                ));
                self.process.kill().await;
                false
            }
        }
    }

    /// Ends the process in good order.
    pub(super) async fn retire(mut self) {
        self.process.retire().await;
    }
}
