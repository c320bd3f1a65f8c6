//! A child process: its output under its name, its end, and how it is brought about.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::House;
use crate::console::Console;

/// What Lambda grants between SIGTERM and SIGKILL to a function with an internal extension, as `lambda_runtime` makes one.
const GOODBYE: Duration = Duration::from_millis(500);

/// A grandchild may hold the pipes open for ever; what is not read by then is not awaited.
const LAST_WORDS: Duration = Duration::from_millis(100);

#[derive(Debug)]
enum Order {
    Retire,
    Kill,
}

/// A running process. Dropping it retires the process.
#[derive(Debug)]
pub(super) struct Process {
    orders: mpsc::UnboundedSender<Order>,
    ended: watch::Receiver<Option<ExitStatus>>,
}

impl Process {
    /// Starts the command and a task that watches over it. An end that nobody ordered is said on stderr.
    pub(super) fn start(mut command: Command, label: String, house: &House) -> io::Result<Self> {
        let child = command.spawn()?;
        let (orders, inbox) = mpsc::unbounded_channel();
        let (end, ended) = watch::channel(None);
        let watch = Watch {
            child,
            label,
            inbox,
            end,
            house: house.clone(),
        };
        house.processes.spawn(watch.over());
        Ok(Self { orders, ended })
    }

    /// Waits for the end, whoever brings it about. May be cancelled and called again.
    pub(super) async fn ended(&mut self) -> ExitStatus {
        let status = self
            .ended
            .wait_for(Option::is_some)
            .await
            .ok()
            .and_then(|status| *status);
        // Without a status its watcher is gone too, and with it everything that could wait for this.
        status.unwrap_or_default()
    }

    /// Whether it still runs, as far as is known.
    pub(super) fn runs(&self) -> bool {
        self.ended.borrow().is_none()
    }

    /// SIGTERM, 500 ms, SIGKILL. Returns when it is gone.
    pub(super) async fn retire(&mut self) {
        self.orders.send(Order::Retire).ok();
        self.ended().await;
    }

    /// SIGKILL. Returns when it is gone.
    pub(super) async fn kill(&mut self) {
        self.orders.send(Order::Kill).ok();
        self.ended().await;
    }
}

/// The task beside a process. It alone holds the child, so a signal never meets a process id that was given away again.
struct Watch {
    child: Child,
    label: String,
    inbox: mpsc::UnboundedReceiver<Order>,
    end: watch::Sender<Option<ExitStatus>>,
    house: House,
}

impl Watch {
    async fn over(mut self) {
        let console = self.house.console.clone();
        let output = relay(
            self.child.stdout.take(),
            self.label.clone(),
            console.clone(),
        );
        let errors = relay(
            self.child.stderr.take(),
            self.label.clone(),
            console.clone(),
        );
        let words = tokio::spawn(async { tokio::join!(output, errors) });
        let ended = tokio::select! {
            ended = self.child.wait() => ended.map(Some),
            order = self.inbox.recv() => match order {
                Some(Order::Kill) => self.kill().await,
                Some(Order::Retire) | None => self.retire().await,
            },
            () = self.house.closing.cancelled() => self.retire().await,
        };
        // The process's last words come before what is said about its end.
        timeout(LAST_WORDS, words).await.ok();
        match ended {
            Ok(Some(status)) => {
                console.say(format_args!(
                    "{} | ended unexpectedly: {status}",
                    self.label
                ));
                self.end.send_replace(Some(status));
            }
            Ok(None) => {
                self.end.send_replace(Some(ExitStatus::default()));
            }
            Err(error) => {
                console.say(format_args!(
                    "{} | cannot be watched any longer: {error}",
                    self.label
                ));
                self.end.send_replace(Some(ExitStatus::default()));
            }
        }
    }

    async fn kill(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.kill().await.map(|()| None)
    }

    async fn retire(&mut self) -> io::Result<Option<ExitStatus>> {
        let pid = self
            .child
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(Pid::from_raw);
        if let Some(pid) = pid {
            kill_process(pid, Signal::TERM)?;
        }
        match timeout(GOODBYE, self.child.wait()).await {
            Ok(ended) => ended.map(|_| None),
            Err(_) => self.kill().await,
        }
    }
}

/// Passes output on, a line at a time, under the name of who said it.
async fn relay(
    pipe: Option<impl AsyncRead + Unpin>,
    label: String,
    console: Console,
) -> io::Result<()> {
    let Some(pipe) = pipe else { return Ok(()) };
    let mut lines = BufReader::new(pipe).split(b'\n');
    while let Some(line) = lines.next_segment().await? {
        console.say(format_args!(
            "{label} | {}",
            String::from_utf8_lossy(&line).trim_end()
        ));
    }
    Ok(())
}
