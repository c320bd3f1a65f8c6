//! What Lambda does between a queue and a function: takes messages, hands them over as an event, deletes what was done.
//!
//! What failed stays in the queue and is seen again after the visibility timeout. So does everything of an event whose function
//! failed, ended or took too long: nobody knows how far it came.

mod answer;
mod event;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use domain::Clock;
use futures_util::future::join_all;
use jiff::SignedDuration;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::console::Console;
use crate::gateway::{Invoke, InvokeError};
use crate::queues::{Fault, QueueConfig, Queues, Received, Receiving};

/// How long it waits for messages before it asks again: the most that SQS allows.
const WAIT: Duration = Duration::from_secs(20);

/// How long it leaves a throttled function alone at first, and at most.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(2));

/// How long it leaves queues alone that cannot be used.
const PAUSE: Duration = Duration::from_secs(1);

/// A queue that feeds a function.
#[derive(Debug)]
pub struct EventSource {
    drawn: template::EventSource,
    queue: QueueConfig,
    queues: Arc<Queues>,
    functions: Arc<dyn Invoke>,
    clock: Arc<dyn Clock>,
    console: Console,
}

/// An event that was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    /// Messages that were done, and are deleted.
    pub done: usize,
    /// Messages that come again.
    pub failed: usize,
}

impl EventSource {
    /// Feeds `functions` from `queues` as `drawn` in the template. `None` when that queue is not among them.
    #[must_use]
    pub fn new(
        drawn: &template::EventSource,
        queues: Arc<Queues>,
        functions: Arc<dyn Invoke>,
        clock: Arc<dyn Clock>,
        console: Console,
    ) -> Option<Self> {
        let mut configs = queues.configs().iter();
        let queue = configs.find(|queue| queue.logical_id == drawn.queue)?;
        Some(Self {
            drawn: drawn.clone(),
            queue: queue.clone(),
            queues,
            functions,
            clock,
            console,
        })
    }

    /// Feeds until `end`, with so many events at the same time at most, or fewer if the template says so. An event that is under
    /// way at the end is brought to its end.
    pub async fn run(&self, lanes: usize, end: CancellationToken) {
        let most = self.drawn.maximum_concurrency;
        let most = most.and_then(|most| usize::try_from(most).ok());
        let lanes = lanes.min(most.unwrap_or(lanes));
        join_all((0..lanes).map(|_| self.lane(&end))).await;
    }

    async fn lane(&self, end: &CancellationToken) {
        while let Some(turn) = end.run_until_cancelled(self.take(WAIT)).await {
            let handed = match turn {
                Ok(batch) if batch.is_empty() => continue,
                Ok(batch) => self.hand_over(&batch, end).await,
                Err(fault) => Err(fault),
            };
            if let Err(fault) = handed {
                self.console
                    .say(format_args!("{} | {fault}", self.queue.name));
                end.run_until_cancelled(sleep(PAUSE)).await;
            }
        }
    }

    /// Takes one batch, if there is one before `wait` is over, and hands it over. `None` when there was none.
    ///
    /// # Errors
    /// The queue cannot be used.
    pub async fn turn(&self, wait: Duration) -> Result<Option<Delivered>, Fault> {
        let batch = self.take(wait).await?;
        if batch.is_empty() {
            return Ok(None);
        }
        self.hand_over(&batch, &CancellationToken::new())
            .await
            .map(Some)
    }

    async fn take(&self, wait: Duration) -> Result<Vec<Received>, Fault> {
        let receiving = Receiving {
            most: usize::try_from(self.drawn.batch_size).unwrap_or(usize::MAX),
            visibility_seconds: None,
            wait,
        };
        self.queues.receive(&self.queue.name, receiving).await
    }

    async fn hand_over(
        &self,
        batch: &[Received],
        end: &CancellationToken,
    ) -> Result<Delivered, Fault> {
        let began = Instant::now();
        let event = event::of(&self.queue, batch);
        let failed = match self.invoke(event, end).await {
            Ok(payload) if self.drawn.reports_failures => answer::failed(&payload, batch),
            Ok(_) => Vec::new(),
            // The environment says itself what happened to it.
            Err(_) => batch.iter().map(|message| &*message.message_id).collect(),
        };
        let is_done = |message: &&Received| !failed.contains(&&*message.message_id);
        for message in batch.iter().filter(is_done) {
            self.queues
                .delete(&self.queue.name, &message.receipt_handle)?;
        }
        let delivered = Delivered {
            done: batch.len() - failed.len(),
            failed: failed.len(),
        };
        self.console.say(format_args!(
            "{} -> {}: {} done, {} come again, {} ms",
            self.queue.name,
            self.drawn.function,
            delivered.done,
            delivered.failed,
            began.elapsed().as_millis()
        ));
        Ok(delivered)
    }

    /// Invokes; a throttled function again and again, as long as nobody else can get the messages.
    async fn invoke(&self, event: Bytes, end: &CancellationToken) -> Result<Bytes, InvokeError> {
        let hidden = SignedDuration::from_secs(self.queue.visibility_seconds.into());
        let until = self.clock.now().plus(hidden);
        let (mut pause, longest) = BACK_OFF;
        loop {
            let outcome = self
                .functions
                .invoke(&self.drawn.function, event.clone())
                .await;
            if !matches!(outcome, Err(InvokeError::Throttled)) || self.clock.now() >= until {
                return outcome;
            }
            if end.run_until_cancelled(sleep(pause)).await.is_none() {
                return outcome;
            }
            pause = longest.min(pause * 2);
        }
    }
}
