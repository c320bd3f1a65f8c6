//! `GetQueueAttributes`: how many messages a queue has, and what it was made with.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::queues::{Fault, QueueConfig, Queues, body};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    queue_url: String,
    #[serde(default)]
    attribute_names: Vec<String>,
}

pub(super) fn run(queues: &Queues, ask: &Ask) -> Result<Value, Fault> {
    let config = queues.queue_at(&ask.queue_url)?;
    let all = attributes(queues, config)?;
    if ask.attribute_names.iter().any(|name| name == "All") {
        return Ok(json!({"Attributes": all}));
    }
    let mut wanted = Map::new();
    for name in &ask.attribute_names {
        let value = all.get(name).cloned();
        // A queue without dead letters has the attribute's name and not its value.
        match value {
            Some(value) => wanted.insert(name.clone(), value),
            None if name == REDRIVE => None,
            None => return Err(Fault::InvalidAttributeName(name.clone())),
        };
    }
    Ok(json!({"Attributes": wanted}))
}

const REDRIVE: &str = "RedrivePolicy";

fn attributes(queues: &Queues, config: &QueueConfig) -> Result<Map<String, Value>, Fault> {
    let counts = queues.counts(&config.name)?;
    let mut attributes: Map<String, Value> = [
        ("QueueArn", config.arn.clone()),
        ("ApproximateNumberOfMessages", counts.visible.to_string()),
        (
            "ApproximateNumberOfMessagesNotVisible",
            counts.in_flight.to_string(),
        ),
        (
            "ApproximateNumberOfMessagesDelayed",
            counts.delayed.to_string(),
        ),
        ("VisibilityTimeout", config.visibility_seconds.to_string()),
        (
            "MessageRetentionPeriod",
            config.retention_seconds.to_string(),
        ),
        ("DelaySeconds", config.delay_seconds.to_string()),
        ("MaximumMessageSize", body::LIMIT.to_string()),
        ("ReceiveMessageWaitTimeSeconds", "0".to_owned()),
        ("SqsManagedSseEnabled", "true".to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.into()))
    .collect();
    if let Some(dead_letters) = &config.dead_letters {
        let policy = json!({
            "deadLetterTargetArn": dead_letters.arn,
            "maxReceiveCount": dead_letters.max_receive_count,
        });
        attributes.insert(REDRIVE.to_owned(), policy.to_string().into());
    }
    Ok(attributes)
}
