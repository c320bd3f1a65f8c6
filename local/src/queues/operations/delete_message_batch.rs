//! `DeleteMessageBatch`: ends up to ten messages that were received.

use serde::Deserialize;
use serde_json::{Value, json};

use super::batch;
use crate::queues::{Fault, Queues};

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
    receipt_handle: String,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    batch::check(ask.entries.iter().map(|entry| entry.id.as_str()))?;
    batch::answer(ask.entries.iter().map(|entry| {
        let deleted = queues.delete(&config.name, &entry.receipt_handle);
        (entry.id.clone(), deleted.map(|()| json!({})))
    }))
}
