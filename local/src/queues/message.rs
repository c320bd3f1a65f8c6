//! A message, as it lies in a queue and as it is handed out.

use std::collections::BTreeMap;

use domain::Moment;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Body, QueueConfig, receipt};

/// Who sent it: one machine has one sender.
const SENDER: &str = "AIDACARGOLOCAL";

/// A message in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Message {
    pub(super) id: Uuid,
    body: Body,
    sent_at: Moment,
    visible_at: Moment,
    receive_count: u32,
    first_received_at: Option<Moment>,
    /// What its last receiver got: only that one can delete it.
    receipt: Option<Uuid>,
    /// The ARN of the queue that it came from, if it is a dead letter.
    came_from: Option<String>,
}

/// A message that was handed out.
#[derive(Debug, Clone)]
pub struct Received {
    /// The same each time that it is received.
    pub message_id: String,
    /// Another each time.
    pub receipt_handle: String,
    /// What was sent.
    pub body: Body,
    /// What SQS knows of it: `ApproximateReceiveCount`, `SentTimestamp` and so on, all as text.
    pub attributes: BTreeMap<&'static str, String>,
}

impl Message {
    pub(super) fn new(body: Body, delay_seconds: u32, now: Moment) -> Self {
        Self {
            id: Uuid::new_v4(),
            body,
            sent_at: now,
            visible_at: now.plus(SignedDuration::from_secs(delay_seconds.into())),
            receive_count: 0,
            first_received_at: None,
            receipt: None,
            came_from: None,
        }
    }

    pub(super) fn is_visible(&self, now: Moment) -> bool {
        self.visible_at <= now
    }

    pub(super) fn visible_at(&self) -> Moment {
        self.visible_at
    }

    /// Whether a receiver has it now.
    pub(super) fn is_in_flight(&self, now: Moment) -> bool {
        self.receipt.is_some() && !self.is_visible(now)
    }

    pub(super) fn is_received_under(&self, receipt: Uuid) -> bool {
        self.receipt == Some(receipt)
    }

    /// Counted from when it was first sent, also among the dead letters.
    pub(super) fn is_too_old(&self, config: &QueueConfig, now: Moment) -> bool {
        now.since(self.sent_at) >= SignedDuration::from_secs(config.retention_seconds.into())
    }

    /// Whether it was received as often as it may be.
    pub(super) fn is_worn_out(&self, config: &QueueConfig) -> bool {
        let most = config
            .dead_letters
            .as_ref()
            .map(|dead_letters| dead_letters.max_receive_count);
        most.is_some_and(|most| self.receive_count >= most)
    }

    /// The message as a dead letter: its age stays, its count begins anew.
    pub(super) fn dead(self, from: &QueueConfig, now: Moment) -> Self {
        Self {
            visible_at: now,
            receive_count: 0,
            first_received_at: None,
            receipt: None,
            came_from: Some(from.arn.clone()),
            ..self
        }
    }

    pub(super) fn hide(&mut self, seconds: u32, now: Moment) {
        self.visible_at = now.plus(SignedDuration::from_secs(seconds.into()));
    }

    /// Hands it out, hidden from others for so many seconds.
    pub(super) fn receive(&mut self, config: &QueueConfig, seconds: u32, now: Moment) -> Received {
        let receipt = Uuid::new_v4();
        self.receipt = Some(receipt);
        self.receive_count += 1;
        let first = *self.first_received_at.get_or_insert(now);
        self.hide(seconds, now);
        let mut attributes = BTreeMap::from([
            ("ApproximateReceiveCount", self.receive_count.to_string()),
            ("SentTimestamp", self.sent_at.as_millisecond().to_string()),
            ("SenderId", SENDER.to_owned()),
            (
                "ApproximateFirstReceiveTimestamp",
                first.as_millisecond().to_string(),
            ),
        ]);
        if let Some(arn) = &self.came_from {
            attributes.insert("DeadLetterQueueSourceArn", arn.clone());
        }
        Received {
            message_id: self.id.to_string(),
            receipt_handle: receipt::handle(config, self.id, receipt),
            body: self.body.clone(),
            attributes,
        }
    }
}
