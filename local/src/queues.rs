//! Queues on one machine: they speak Amazon SQS's wire protocol for what this project uses, standard queues.
//!
//! As in the cloud a message is hidden while somebody has it, comes again when it was not deleted in time, goes to the dead
//! letters when it was received too often, and is thrown away when it is too old. A message that was accepted is on the disk
//! before the sender hears so.
//!
//! There are no sockets here: [`Queues::answer`] takes a request and gives a response. What SQS would refuse is refused with
//! its own error names. What we do not use (message attributes, FIFO, tags) is refused by name.

mod body;
mod config;
mod fault;
mod message;
mod operations;
mod receipt;
mod state;

use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use domain::{Clock, Moment};
use http::{Request, Response};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

pub use body::Body;
pub(crate) use config::Owner;
pub use config::{DeadLetters, QueueConfig};
pub use fault::Fault;
pub use message::Received;
pub use state::Counts;

use crate::shelf::{FileShelf, MemoryShelf, Shelf, ShelfError};
use state::State;

/// All queues of one machine. Cheap to share behind an [`Arc`]; every method takes `&self`.
///
/// Methods that name a queue fail with [`Fault::QueueDoesNotExist`] when there is none of this name, and with [`Fault::Shelf`],
/// having changed nothing, when a change cannot be kept.
#[derive(Debug)]
pub struct Queues {
    configs: Vec<QueueConfig>,
    clock: Arc<dyn Clock>,
    shelf: Box<dyn Shelf>,
    state: Mutex<State>,
    /// Rung when there may be something to receive.
    bell: Notify,
}

/// How to receive.
#[derive(Debug, Clone, Copy)]
pub struct Receiving {
    /// The most messages: 1 to 10.
    pub most: usize,
    /// How long they are hidden from others, in seconds; without it as long as the queue says.
    pub visibility_seconds: Option<u32>,
    /// How long to wait for the first.
    pub wait: Duration,
}

impl Queues {
    /// Empty queues that are forgotten when they are dropped.
    #[must_use]
    pub fn in_memory(configs: Vec<QueueConfig>, clock: Arc<dyn Clock>) -> Self {
        Self::with(configs, clock, Box::new(MemoryShelf), State::default())
    }

    /// The queues kept in one file, which is made when it is missing. Every change is on the disk before it is answered.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub fn at(
        path: &Path,
        configs: Vec<QueueConfig>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, ShelfError> {
        let shelf = FileShelf::new(path);
        let state = match shelf.load()? {
            Some(bytes) => State::read(&bytes)?,
            None => State::default(),
        };
        Ok(Self::with(configs, clock, Box::new(shelf), state))
    }

    fn with(
        configs: Vec<QueueConfig>,
        clock: Arc<dyn Clock>,
        shelf: Box<dyn Shelf>,
        state: State,
    ) -> Self {
        Self {
            configs,
            clock,
            shelf,
            state: Mutex::new(state),
            bell: Notify::new(),
        }
    }

    /// Whether a request is for the queues: it comes from an SDK of the service.
    #[must_use]
    pub fn is_addressed_by<B>(&self, request: &Request<B>) -> bool {
        operations::is_addressed(request)
    }

    /// Answers one request as Amazon SQS would. Never fails: what is wrong is said in the response. A receiver that is ready to
    /// wait is answered when there is something, or when its time is up.
    pub async fn answer(&self, request: &Request<Bytes>) -> Response<Bytes> {
        operations::answer(self, request).await
    }

    /// Every queue there is.
    #[must_use]
    pub fn configs(&self) -> &[QueueConfig] {
        &self.configs
    }

    /// Puts a message in, to be seen after so many seconds (without them, after the queue's own delay), and gives its id.
    ///
    /// # Errors
    /// See [`Queues`].
    pub fn send(
        &self,
        queue: &str,
        body: Body,
        delay_seconds: Option<u32>,
    ) -> Result<String, Fault> {
        let config = self.named(queue)?;
        let sent = self.change(|state, now| Ok(state.send(config, body, delay_seconds, now)))?;
        self.bell.notify_waiters();
        Ok(sent.to_string())
    }

    /// Takes messages, the oldest first, which hides them from others for a time. Returns as soon as there is one.
    ///
    /// # Errors
    /// See [`Queues`].
    pub async fn receive(&self, queue: &str, receiving: Receiving) -> Result<Vec<Received>, Fault> {
        let config = self.named(queue)?;
        let until = Instant::now() + receiving.wait;
        loop {
            let mut bell = pin!(self.bell.notified());
            // From here on no ring is missed.
            bell.as_mut().enable();
            let received = self.change(|state, now| Ok(state.receive(config, receiving, now)))?;
            if !received.is_empty() || Instant::now() >= until {
                return Ok(received);
            }
            let next = self.next_visible(config).map(|wait| Instant::now() + wait);
            // The time until something can be seen again or the receiver's own: either way it is looked once more.
            timeout_at(next.map_or(until, |next| next.min(until)), bell)
                .await
                .ok();
        }
    }

    /// Ends a message, unless it has been received again since: then nothing happens.
    ///
    /// # Errors
    /// See [`Queues`]; the handle is none of this queue.
    pub fn delete(&self, queue: &str, receipt_handle: &str) -> Result<(), Fault> {
        let config = self.named(queue)?;
        let receipt = receipt::parse(config, receipt_handle)?;
        self.change(|state, _| {
            state.delete(config, receipt);
            Ok(())
        })
    }

    /// Hides a received message for so many seconds from now; 0 gives it back at once.
    ///
    /// # Errors
    /// See [`Queues`]; the handle is none of this queue, or nobody has this message any more under it.
    pub fn change_visibility(
        &self,
        queue: &str,
        receipt_handle: &str,
        seconds: u32,
    ) -> Result<(), Fault> {
        let config = self.named(queue)?;
        let receipt = receipt::parse(config, receipt_handle)?;
        self.change(|state, now| state.change_visibility(config, receipt, seconds, now))?;
        self.bell.notify_waiters();
        Ok(())
    }

    /// Throws all messages of a queue away.
    ///
    /// # Errors
    /// See [`Queues`].
    pub fn purge(&self, queue: &str) -> Result<(), Fault> {
        let config = self.named(queue)?;
        self.change(|state, _| {
            state.purge(config);
            Ok(())
        })
    }

    /// How many messages a queue has.
    ///
    /// # Errors
    /// See [`Queues`].
    pub fn counts(&self, queue: &str) -> Result<Counts, Fault> {
        let config = self.named(queue)?;
        self.change(|state, now| Ok(state.counts(config, now)))
    }

    fn named(&self, name: &str) -> Result<&QueueConfig, Fault> {
        let found = self.configs.iter().find(|config| config.name == name);
        found.ok_or(Fault::QueueDoesNotExist)
    }

    /// How long until a message that is hidden can be seen, if there is one.
    fn next_visible(&self, config: &QueueConfig) -> Option<Duration> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = state.next_visible(config)?.since(self.clock.now());
        // A hair too early would be a look for nothing.
        Some(Duration::try_from(wait).unwrap_or_default() + Duration::from_millis(1))
    }

    /// Changes the state and puts it on the shelf; what fails leaves it as it was.
    fn change<T>(
        &self,
        alter: impl FnOnce(&mut State, Moment) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let now = self.clock.now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut draft = state.clone();
        draft.expire(&self.configs, now);
        let outcome = alter(&mut draft, now)?;
        draft.forget_empty();
        // Receivers that find nothing would else write all the time.
        if draft != *state {
            self.shelf
                .save(&|| draft.to_bytes())
                .map_err(Fault::Shelf)?;
            *state = draft;
        }
        Ok(outcome)
    }
}
