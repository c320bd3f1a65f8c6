//! The event of a batch, as Lambda makes it.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::queues::{QueueConfig, Received};

/// An event with these messages.
pub(super) fn of(queue: &QueueConfig, batch: &[Received]) -> Bytes {
    // `arn:aws:sqs:<region>:<account>:<name>`
    let region = queue.arn.split(':').nth(3).unwrap_or_default();
    let records: Vec<_> = batch
        .iter()
        .map(|message| record(queue, region, message))
        .collect();
    json!({"Records": records}).to_string().into()
}

fn record(queue: &QueueConfig, region: &str, message: &Received) -> Value {
    json!({
        "messageId": message.message_id,
        "receiptHandle": message.receipt_handle,
        "body": message.body.as_str(),
        "attributes": message.attributes,
        "messageAttributes": {},
        "md5OfBody": message.body.md5(),
        "eventSource": "aws:sqs",
        "eventSourceARN": queue.arn,
        "awsRegion": region,
    })
}
