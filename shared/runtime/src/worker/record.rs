//! One record of an event: whether it is one, and what becomes of it.

use std::future::Future;
use std::time::Duration;

use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use domain::Error;
use serde::de::DeserializeOwned;

use super::{Delivery, Outcome, Refused};
use crate::Failure;

/// What SQS calls itself in events.
const SOURCE: &str = "aws:sqs";

/// A message of a queue, its body unread.
pub(super) struct Record {
    pub(super) message_id: String,
    pub(super) receive_count: u32,
    body: String,
}

/// The event's records, if all of them come from a queue. Without ids their failure could not be reported one by one.
pub(super) fn all(event: SqsEvent) -> Result<Vec<Record>, Refused> {
    event.records.into_iter().map(one).collect()
}

fn one(message: SqsMessage) -> Result<Record, Refused> {
    if message.event_source.as_deref() != Some(SOURCE) {
        return Err(Refused);
    }
    let count = message.attributes.get("ApproximateReceiveCount");
    Ok(Record {
        message_id: message.message_id.ok_or(Refused)?,
        receive_count: count.and_then(|count| count.parse().ok()).ok_or(Refused)?,
        body: message.body.unwrap_or_default(),
    })
}

/// Hands the record over, for so long.
pub(super) async fn run<M, H, F>(handle: H, record: Record, time: Duration) -> Outcome
where
    M: DeserializeOwned,
    H: Fn(Delivery<M>) -> F,
    F: Future<Output = Result<(), Error>>,
{
    // What serde says of it may repeat what is in it.
    let Ok(message) = serde_json::from_str(&record.body) else {
        return Outcome::Malformed;
    };
    let delivery = Delivery {
        message,
        message_id: record.message_id,
        receive_count: record.receive_count,
        time_left: time,
    };
    let work = crate::log::caught(crate::patience::anew(async { handle(delivery).await }));
    match tokio::time::timeout(time, work).await {
        Ok(Ok(Ok(()))) => Outcome::Done,
        Ok(Ok(Err(error))) => Outcome::Failed(Failure::from(error)),
        Ok(Err(panicked)) => Outcome::Panicked(panicked.told("a message's work")),
        Err(_) => Outcome::TimedOut,
    }
}
