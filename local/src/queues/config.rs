//! What a queue is made with.

use template::{Queue, Template};

/// A queue: its names, and how long its messages are hidden and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueConfig {
    /// Its name in the template: `PracticeQueue`.
    pub logical_id: String,
    /// `local-practice`.
    pub name: String,
    /// What events and policies call it.
    pub arn: String,
    /// What clients call it. Its host does not matter, only the account and the name in its path.
    pub url: String,
    /// How long a message that was received is hidden, in seconds.
    pub visibility_seconds: u32,
    /// How long a message is kept, in seconds.
    pub retention_seconds: u32,
    /// How long a new message is hidden, in seconds.
    pub delay_seconds: u32,
    /// Where messages go that were received too often.
    pub dead_letters: Option<DeadLetters>,
}

/// Where messages go that were received too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetters {
    /// The name of the queue that they go to.
    pub queue: String,
    /// Its ARN.
    pub arn: String,
    /// How often a message may be received before.
    pub max_receive_count: u32,
}

/// Whose queues they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner<'a> {
    pub(crate) stack: &'a str,
    pub(crate) account_id: &'a str,
    pub(crate) region: &'a str,
    /// Where the queues are: an address without a slash at its end.
    pub(crate) address: &'a str,
}

impl QueueConfig {
    /// Every queue of the template.
    pub(crate) fn all(template: &Template, owner: Owner<'_>) -> Vec<Self> {
        let queues = template.queues();
        queues
            .iter()
            .map(|queue| Self::of(queue, queues, owner))
            .collect()
    }

    fn of(queue: &Queue, all: &[Queue], owner: Owner<'_>) -> Self {
        let name = queue.name(owner.stack);
        // The template was read whole: the dead letters' queue is one of its own.
        let dead_letters = queue.redrive.as_ref().and_then(|redrive| {
            let target = all
                .iter()
                .find(|other| other.logical_id == redrive.dead_letter_queue)?;
            let queue = target.name(owner.stack);
            Some(DeadLetters {
                arn: owner.arn(&queue),
                queue,
                max_receive_count: redrive.max_receive_count,
            })
        });
        Self {
            logical_id: queue.logical_id.clone(),
            arn: owner.arn(&name),
            url: format!("{}/{}/{name}", owner.address, owner.account_id),
            name,
            visibility_seconds: queue.visibility_timeout_seconds,
            retention_seconds: queue.retention_seconds,
            delay_seconds: queue.delay_seconds,
            dead_letters,
        }
    }
}

impl Owner<'_> {
    fn arn(&self, name: &str) -> String {
        format!("arn:aws:sqs:{}:{}:{name}", self.region, self.account_id)
    }
}
