//! What queues remember: their messages, and what happens to them.

use std::collections::BTreeMap;

use domain::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::message::Message;
use super::receipt::Receipt;
use super::{Body, Fault, QueueConfig, Received, Receiving};
use crate::shelf::ShelfError;

/// The form of the file. A file of another form is refused, not misread.
const VERSION: u32 = 1;

/// Everything that queues keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    version: u32,
    /// By the queue's name, the oldest first. A queue that is no longer in the template keeps what it had.
    queues: BTreeMap<String, Vec<Message>>,
}

/// How many messages a queue has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Can be received.
    pub visible: usize,
    /// Somebody has them.
    pub in_flight: usize,
    /// New, and not to be seen yet.
    pub delayed: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            version: VERSION,
            queues: BTreeMap::new(),
        }
    }
}

impl State {
    /// # Errors
    /// The bytes are no queues of this version.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ShelfError> {
        let state: Self = serde_json::from_slice(bytes)
            .map_err(|error| ShelfError::Unreadable(error.to_string()))?;
        match state.version {
            VERSION => Ok(state),
            other => Err(ShelfError::Unreadable(format!("it is of version {other}"))),
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("the state has only text keys")
    }

    /// Throws away what is too old.
    pub(super) fn expire(&mut self, configs: &[QueueConfig], now: Moment) {
        for config in configs {
            if let Some(messages) = self.queues.get_mut(&config.name) {
                messages.retain(|message| !message.is_too_old(config, now));
            }
        }
    }

    /// A queue without messages is as one that never had any.
    pub(super) fn forget_empty(&mut self) {
        self.queues.retain(|_, messages| !messages.is_empty());
    }

    pub(super) fn send(
        &mut self,
        config: &QueueConfig,
        body: Body,
        delay_seconds: Option<u32>,
        now: Moment,
    ) -> Uuid {
        let delay_seconds = delay_seconds.unwrap_or(config.delay_seconds);
        let message = Message::new(body, delay_seconds, now);
        let id = message.id;
        self.messages(config).push(message);
        id
    }

    pub(super) fn receive(
        &mut self,
        config: &QueueConfig,
        receiving: Receiving,
        now: Moment,
    ) -> Vec<Received> {
        self.bury(config, now);
        let seconds = receiving
            .visibility_seconds
            .unwrap_or(config.visibility_seconds);
        self.messages(config)
            .iter_mut()
            .filter(|message| message.is_visible(now))
            .take(receiving.most)
            .map(|message| message.receive(config, seconds, now))
            .collect()
    }

    /// What would be received once too often goes to the dead letters instead.
    fn bury(&mut self, config: &QueueConfig, now: Moment) {
        let Some(dead_letters) = &config.dead_letters else {
            return;
        };
        let is_dead =
            |message: &mut Message| message.is_visible(now) && message.is_worn_out(config);
        let dead: Vec<_> = self.messages(config).extract_if(.., is_dead).collect();
        if !dead.is_empty() {
            let graves = self.queues.entry(dead_letters.queue.clone()).or_default();
            graves.extend(dead.into_iter().map(|message| message.dead(config, now)));
        }
    }

    pub(super) fn delete(&mut self, config: &QueueConfig, receipt: Receipt) {
        self.messages(config).retain(|message| {
            message.id != receipt.message || !message.is_received_under(receipt.receipt)
        });
    }

    pub(super) fn change_visibility(
        &mut self,
        config: &QueueConfig,
        receipt: Receipt,
        seconds: u32,
        now: Moment,
    ) -> Result<(), Fault> {
        let mut messages = self.messages(config).iter_mut();
        let found = messages.find(|message| {
            message.id == receipt.message && message.is_received_under(receipt.receipt)
        });
        match found {
            Some(message) if message.is_in_flight(now) => {
                message.hide(seconds, now);
                Ok(())
            }
            Some(_) => Err(Fault::MessageNotInflight),
            None => Err(Fault::InvalidParameter(
                "Value for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for \
                 visibility timeout change."
                    .to_owned(),
            )),
        }
    }

    pub(super) fn purge(&mut self, config: &QueueConfig) {
        self.messages(config).clear();
    }

    pub(super) fn counts(&self, config: &QueueConfig, now: Moment) -> Counts {
        let mut counts = Counts::default();
        for message in self.queues.get(&config.name).into_iter().flatten() {
            if message.is_visible(now) {
                counts.visible += 1;
            } else if message.is_in_flight(now) {
                counts.in_flight += 1;
            } else {
                counts.delayed += 1;
            }
        }
        counts
    }

    /// When the next message can be seen.
    pub(super) fn next_visible(&self, config: &QueueConfig) -> Option<Moment> {
        let messages = self.queues.get(&config.name)?;
        messages.iter().map(Message::visible_at).min()
    }

    fn messages(&mut self, config: &QueueConfig) -> &mut Vec<Message> {
        self.queues.entry(config.name.clone()).or_default()
    }
}
