//! The Lambda Runtime API of one execution environment.
//!
//! On Lambda a function does not listen: its process asks a local HTTP server for the next event, works on it, and posts
//! the answer back. This is that server, with only what `lambda_runtime` uses. Every environment has an address of its
//! own, so an event can reach one process only. What it does not do is decide: starting processes, time limits and what
//! a crash costs belong to [`crate::environments`].
//!
//! The crate `lambda-simulator` does the same and more for tests. It keeps every event and answer for later inspection
//! and parses each payload on its way, which a server that runs all day and must not change a byte cannot use.

mod connections;
mod desk;
mod routes;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::{CancellationToken, DropGuard};

pub use desk::{Answer, Desk};

/// One event on its way into a process, with what Lambda says about it in headers.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// A fresh UUID; the answer is posted under it.
    pub request_id: String,
    /// When the function's time is up, in milliseconds since the Unix epoch.
    pub deadline_ms: i64,
    /// The function's ARN.
    pub function_arn: String,
    /// An X-Ray trace header; never sampled on a laptop.
    pub trace_id: String,
    /// The event, passed through byte for byte.
    pub event: Bytes,
}

/// What an extension is told about the function it registers with.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The function's name as `AWS_LAMBDA_FUNCTION_NAME` has it.
    pub function_name: String,
    /// Twelve digits.
    pub account_id: String,
}

/// A process that has asked for its next event and waits for it.
#[derive(Debug)]
pub struct Turn(oneshot::Sender<Invocation>);

impl Turn {
    /// Hands the event over. Gives it back when the process hung up in the meantime; it never got it then.
    ///
    /// # Errors
    /// The invocation itself, unused.
    pub fn hand(self, invocation: Invocation) -> Result<(), Invocation> {
        self.0.send(invocation)
    }
}

/// The server side of one environment. Dropping it closes every connection, which ends a waiting process.
#[derive(Debug)]
pub struct RuntimeApi {
    address: SocketAddr,
    turns: mpsc::Receiver<Turn>,
    desk: Arc<Desk>,
    _serving: DropGuard,
}

impl RuntimeApi {
    /// Listens on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// No port to be had.
    pub async fn open(identity: Identity) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        // One place: a process has one event at a time, so it asks once.
        let (asks, turns) = mpsc::channel(1);
        let desk = Arc::new(Desk::default());
        let router = routes::router(asks, Arc::clone(&desk), identity);
        let closed = CancellationToken::new();
        tokio::spawn(connections::accept(listener, router, closed.clone()));
        Ok(Self {
            address,
            turns,
            desk,
            _serving: closed.drop_guard(),
        })
    }

    /// What belongs into `AWS_LAMBDA_RUNTIME_API`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the process asks for an event. May be cancelled and called again.
    pub async fn turn(&mut self) -> Turn {
        match self.turns.recv().await {
            Some(turn) => turn,
            // The router holds the other end as long as `self` lives, so this is never reached.
            None => std::future::pending().await,
        }
    }

    /// Where answers arrive.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
}
