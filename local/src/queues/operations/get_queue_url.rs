//! `GetQueueUrl`: the URL of a queue, by its name.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::queues::{Fault, Queues};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_name: String,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Result<Value, Fault> {
    Ok(json!({"QueueUrl": queues.named(&ask.queue_name)?.url}))
}
