//! `DeleteMessage`: ends a message that was received.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::queues::{Fault, Queues};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
    receipt_handle: String,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    queues.delete(&config.name, &ask.receipt_handle)?;
    Ok(json!({}))
}
