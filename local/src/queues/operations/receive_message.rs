//! `ReceiveMessage`: takes up to ten messages, and waits up to 20 seconds for the first.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::within;
use crate::queues::{Fault, Queues, Received, Receiving};

/// Twelve hours.
pub(super) const MOST_HIDDEN: u32 = 43_200;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
    max_number_of_messages: Option<i64>,
    visibility_timeout: Option<i64>,
    wait_time_seconds: Option<i64>,
    /// The older name of the next.
    #[serde(default)]
    attribute_names: Vec<String>,
    #[serde(default)]
    message_system_attribute_names: Vec<String>,
}

pub(super) async fn run(queues: &Queues, ask: Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    let most = within("MaxNumberOfMessages", ask.max_number_of_messages, 1, 10)?;
    let wait = within("WaitTimeSeconds", ask.wait_time_seconds, 0, 20)?;
    let visibility = ask.visibility_timeout;
    let receiving = Receiving {
        most: usize::try_from(most.unwrap_or(1)).unwrap_or(1),
        visibility_seconds: within("VisibilityTimeout", visibility, 0, MOST_HIDDEN)?,
        wait: Duration::from_secs(wait.unwrap_or(0).into()),
    };
    let received = queues.receive(&config.name, receiving).await?;
    let names = [ask.attribute_names, ask.message_system_attribute_names].concat();
    if received.is_empty() {
        return Ok(json!({}));
    }
    let messages = received.iter().map(|message| describe(message, &names));
    Ok(json!({"Messages": messages.collect::<Vec<_>>()}))
}

fn describe(message: &Received, names: &[String]) -> Value {
    let wanted = |name: &str| names.iter().any(|wanted| wanted == name || wanted == "All");
    let attributes: Map<String, Value> = message
        .attributes
        .iter()
        .filter(|(name, _)| wanted(name))
        .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
        .collect();
    let mut described = json!({
        "MessageId": message.message_id,
        "ReceiptHandle": message.receipt_handle,
        "MD5OfBody": message.body.md5(),
        "Body": message.body.as_str(),
    });
    if !attributes.is_empty() {
        described["Attributes"] = attributes.into();
    }
    described
}
