//! `SendMessageBatch`: puts up to ten messages into a queue.

use serde::Deserialize;
use serde_json::Value;

use super::{batch, send_message};
use crate::queues::{Fault, Queues, body};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    id: String,
    #[serde(flatten)]
    message: send_message::Message,
}

pub(super) fn run(queues: &Queues, ask: Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    batch::check(ask.entries.iter().map(|entry| entry.id.as_str()))?;
    let bytes = ask.entries.iter();
    let bytes: usize = bytes.map(|entry| entry.message.message_body.len()).sum();
    if bytes > body::LIMIT {
        return Err(Fault::BatchRequestTooLong(bytes));
    }
    batch::answer(ask.entries.into_iter().map(|entry| {
        let sent = send_message::send(queues, &config.name, entry.message);
        (entry.id, sent)
    }))
}
