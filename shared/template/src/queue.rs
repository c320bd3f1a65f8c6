//! The SQS queues: how long a message is hidden, kept and tried.

use crate::{TemplateError, property};
use serde::Deserialize;
use serde_json::Value;

const KIND: &str = "AWS::SQS::Queue";

/// One standard queue; what the template leaves out is SQS's own default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Its name in the template: `PracticeQueue`.
    pub logical_id: String,
    /// Its name without the stack's: `practice`.
    pub suffix: String,
    /// How long a message that was received is hidden from others, in seconds.
    pub visibility_timeout_seconds: u32,
    /// How long a message is kept, in seconds, counted from when it was first sent.
    pub retention_seconds: u32,
    /// How long a message is hidden when it is new, in seconds.
    pub delay_seconds: u32,
    /// Where messages go that were received too often, if anywhere.
    pub redrive: Option<Redrive>,
}

/// Where messages go that were received too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrive {
    /// The logical id of the queue that they go to.
    pub dead_letter_queue: String,
    /// How often a message may be received before it goes there.
    pub max_receive_count: u32,
}

impl Queue {
    /// The queue's name in a stack: `study-practice`.
    #[must_use]
    pub fn name(&self, stack: &str) -> String {
        format!("{stack}-{}", self.suffix)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    queue_name: QueueName,
    #[serde(default)]
    fifo_queue: bool,
    #[serde(default = "visibility_timeout")]
    visibility_timeout: u32,
    #[serde(default = "retention")]
    message_retention_period: u32,
    #[serde(default)]
    delay_seconds: u32,
    redrive_policy: Option<RedrivePolicy>,
}

/// Names must carry the stack's, so that two stacks can live in one account.
#[derive(Deserialize)]
struct QueueName {
    #[serde(rename = "Fn::Sub")]
    pattern: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RedrivePolicy {
    dead_letter_target_arn: Attribute,
    max_receive_count: u32,
}

/// An attribute of another resource: `!GetAtt PracticeQueue.Arn`.
#[derive(Deserialize)]
pub(crate) struct Attribute {
    #[serde(rename = "Fn::GetAtt")]
    path: (String, String),
}

impl Attribute {
    /// The logical id whose ARN this is.
    pub(crate) fn of_arn(self) -> Option<String> {
        let (resource, attribute) = self.path;
        (attribute == "Arn").then_some(resource)
    }
}

/// SQS's own: 30 seconds.
fn visibility_timeout() -> u32 {
    30
}

/// SQS's own: 4 days.
fn retention() -> u32 {
    4 * 24 * 60 * 60
}

/// Every queue of the template.
pub(crate) fn read_all(document: &Value) -> Result<Vec<Queue>, TemplateError> {
    let queues = property::resources_of(document, KIND)
        .map(|resource| read(&resource))
        .collect::<Result<Vec<_>, _>>()?;
    for queue in &queues {
        let redrive = queue.redrive.as_ref();
        let dead_letters = redrive.map(|redrive| &redrive.dead_letter_queue);
        if dead_letters.is_some_and(|id| !queues.iter().any(|other| other.logical_id == *id)) {
            return Err(TemplateError::Property {
                resource: queue.logical_id.clone(),
                property: "RedrivePolicy.deadLetterTargetArn".to_owned(),
                problem: "must be the ARN of a queue of this template".to_owned(),
            });
        }
    }
    Ok(queues)
}

fn read(resource: &property::Resource<'_>) -> Result<Queue, TemplateError> {
    let properties: Properties = resource.read()?;
    if properties.fifo_queue {
        return Err(resource.wrong("FifoQueue", "only standard queues are known here"));
    }
    let suffix = properties
        .queue_name
        .pattern
        .strip_prefix("${AWS::StackName}-");
    let suffix = suffix
        .ok_or_else(|| resource.wrong("QueueName", "must be `${AWS::StackName}-<name>`"))?
        .to_owned();
    let redrive = match properties.redrive_policy {
        None => None,
        Some(policy) => Some(Redrive {
            dead_letter_queue: policy.dead_letter_target_arn.of_arn().ok_or_else(|| {
                let property = "RedrivePolicy.deadLetterTargetArn";
                resource.wrong(property, "must be `!GetAtt <queue>.Arn`")
            })?,
            max_receive_count: policy.max_receive_count,
        }),
    };
    Ok(Queue {
        logical_id: resource.logical_id.to_owned(),
        suffix,
        visibility_timeout_seconds: properties.visibility_timeout,
        retention_seconds: properties.message_retention_period,
        delay_seconds: properties.delay_seconds,
        redrive,
    })
}
