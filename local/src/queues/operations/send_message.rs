//! `SendMessage`: puts one message into a queue.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::within;
use crate::queues::{Body, Fault, Queues};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
    #[serde(flatten)]
    message: Message,
}

/// A message to send.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Message {
    #[serde(default)]
    pub(super) message_body: String,
    delay_seconds: Option<i64>,
    /// Everything else: what these queues do not have.
    #[serde(flatten)]
    other: Map<String, Value>,
}

pub(super) fn run(queues: &Queues, ask: Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    send(queues, &config.name, ask.message)
}

/// Sends it, and says what SQS says of it.
pub(super) fn send(queues: &Queues, queue: &str, message: Message) -> Result<Value, Fault> {
    if let Some(parameter) = message.other.keys().next() {
        return Err(Fault::UnsupportedOperation(format!(
            "The local queues do not take the parameter {parameter}."
        )));
    }
    let delay = within("DelaySeconds", message.delay_seconds, 0, 900)?;
    let body = Body::parse(message.message_body)?;
    let md5 = body.md5();
    let id = queues.send(queue, body, delay)?;
    Ok(json!({"MessageId": id, "MD5OfMessageBody": md5}))
}
