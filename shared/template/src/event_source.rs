//! What functions are fed from besides the API: queues.

use crate::queue::Attribute;
use crate::{Function, Queue, TemplateError, property};
use serde::Deserialize;
use serde_json::Value;

const KIND: &str = "AWS::Lambda::EventSourceMapping";

/// A queue that a function is fed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSource {
    /// Its name in the template: `PracticeWorkerSource`.
    pub logical_id: String,
    /// The group of the function that is fed: `practice-worker`.
    pub function: String,
    /// The logical id of the queue: `PracticeQueue`.
    pub queue: String,
    /// The most messages of one event.
    pub batch_size: u32,
    /// Whether the function says which messages of a batch failed. Otherwise a batch succeeds or fails as a whole.
    pub reports_failures: bool,
    /// The most events at the same time, if there is a limit.
    pub maximum_concurrency: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    function_name: Reference,
    event_source_arn: Attribute,
    #[serde(default = "batch_size")]
    batch_size: u32,
    #[serde(default)]
    function_response_types: Vec<String>,
    #[serde(default)]
    scaling_config: ScalingConfig,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reference {
    r#ref: String,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase")]
struct ScalingConfig {
    maximum_concurrency: Option<u32>,
}

/// Lambda's own for a queue.
fn batch_size() -> u32 {
    10
}

/// Every queue that feeds a function.
pub(crate) fn read_all(
    document: &Value,
    queues: &[Queue],
    functions: &[Function],
) -> Result<Vec<EventSource>, TemplateError> {
    property::resources_of(document, KIND)
        .map(|resource| read(&resource, queues, functions))
        .collect()
}

fn read(
    resource: &property::Resource<'_>,
    queues: &[Queue],
    functions: &[Function],
) -> Result<EventSource, TemplateError> {
    let properties: Properties = resource.read()?;
    let alias = properties.function_name.r#ref;
    let function = functions
        .iter()
        .find(|function| alias.strip_suffix(".Alias") == Some(&*function.logical_id))
        .ok_or_else(|| {
            let problem = "must be `!Ref <function>.Alias`, of a function of this template";
            resource.wrong("FunctionName", problem)
        })?;
    let queue = properties.event_source_arn.of_arn();
    let queue = queue
        .filter(|id| queues.iter().any(|queue| queue.logical_id == *id))
        .ok_or_else(|| {
            let problem = "must be `!GetAtt <queue>.Arn`, of a queue of this template";
            resource.wrong("EventSourceArn", problem)
        })?;
    Ok(EventSource {
        logical_id: resource.logical_id.to_owned(),
        function: function.group.clone(),
        queue,
        batch_size: properties.batch_size,
        reports_failures: properties
            .function_response_types
            .iter()
            .any(|kind| kind == "ReportBatchItemFailures"),
        maximum_concurrency: properties.scaling_config.maximum_concurrency,
    })
}
