//! The alarms: each asks for what there is, rings at the guide's thresholds and not without traffic, and tells somebody.

mod asked;
mod guide;
mod told;

use serde_json::Value;
use template::Template;

use crate::stack::{self, text};

pub(crate) const ALARM: &str = "AWS::CloudWatch::Alarm";

/// Parameters under which there is another set of alarms, or an alarm asks for something else.
const STACKS: [&[(&str, &str)]; 4] = [
    &[],
    &[
        ("SharedCache", "true"),
        ("SharedCacheVpcId", "vpc-0"),
        ("SharedCacheSubnetIds", "subnet-0,subnet-1"),
    ],
    &[("BedrockModelId", "some.model-v1:0")],
    &[("MetricsSink", "none")],
];

/// The alarms under these parameters, by the words that stand for them everywhere: `latency-p50` of `LatencyP50Alarm`.
fn alarms(template: &Template, parameters: &[(&str, &str)]) -> Vec<(String, Value)> {
    let made = stack::made(template, ALARM, parameters);
    made.into_iter()
        .map(|(_, properties)| (slug(&properties).to_owned(), properties))
        .collect()
}

/// `latency-p50` of the alarm `study-page-latency-p50`.
pub(crate) fn slug(alarm: &Value) -> &str {
    parts(alarm).1
}

/// `page`, `ticket`, or `rollback` of those that only a deployment looks at (`deployment.rs`).
pub(crate) fn severity(alarm: &Value) -> &str {
    parts(alarm).0
}

fn parts(alarm: &Value) -> (&str, &str) {
    let name = text(alarm, "AlarmName").strip_prefix(stack::NAME);
    let parts = name.and_then(|name| name.strip_prefix('-')?.split_once('-'));
    parts.expect("the stack, a severity and words")
}

/// The alarm of these words, with a model and figures.
fn alarm(slug: &str) -> Value {
    let found = alarms(&Template::ours(), &[("BedrockModelId", "some.model-v1:0")]);
    let found = found.into_iter().find(|(own, _)| own == slug);
    found
        .unwrap_or_else(|| panic!("there is no alarm {slug}"))
        .1
}
