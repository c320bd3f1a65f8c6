//! `PurgeQueue`: throws all messages of a queue away. At once, and as often as one likes: SQS takes up to a minute.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::queues::{Fault, Queues};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    queues.purge(&config.name)?;
    Ok(json!({}))
}
