//! `ListQueues`: the URLs of all queues, or of those whose names begin so.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::queues::Queues;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    #[serde(default)]
    queue_name_prefix: String,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Value {
    let urls: Vec<_> = queues
        .configs()
        .iter()
        .filter(|config| config.name.starts_with(&ask.queue_name_prefix))
        .map(|config| config.url.as_str())
        .collect();
    json!({"QueueUrls": urls})
}
