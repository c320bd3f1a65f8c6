//! `ChangeMessageVisibility`: hides a received message for longer, or gives it back.

use serde::Deserialize;
use serde_json::{Value, json};

use super::receive_message::MOST_HIDDEN;
use super::within;
use crate::queues::{Fault, Queues};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
    receipt_handle: String,
    visibility_timeout: Option<i64>,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    let seconds = within("VisibilityTimeout", ask.visibility_timeout, 0, MOST_HIDDEN)?
        .ok_or(Fault::MissingParameter("VisibilityTimeout"))?;
    queues.change_visibility(&config.name, &ask.receipt_handle, seconds)?;
    Ok(json!({}))
}
