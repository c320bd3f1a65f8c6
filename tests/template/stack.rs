//! A template as CloudFormation makes a stack of it, under parameters of one's choice.

use serde_json::Value;
use template::{Template, Values};

/// The stack's name.
pub(crate) const NAME: &str = "study";

/// The API's id.
pub(crate) const API: &str = "a1b2c3d4e5";

/// What the references to resources stand for, each what CloudFormation makes of it: a queue's `Ref` is its URL, not its name.
fn values(template: &Template, parameters: &[(&str, &str)]) -> Values {
    let mut values = Values::new()
        .with("AWS::AccountId", "123456789012")
        .with("AWS::Partition", "aws")
        .with("AWS::Region", "eu-central-1")
        .with("AWS::StackName", NAME)
        .with("Api", API);
    for function in template.functions() {
        values = values.with(&function.logical_id, function_name(&function.group));
    }
    for table in template.tables() {
        values = values.with(&table.logical_id, format!("{NAME}-{}", table.suffix));
    }
    for queue in template.queues() {
        let (id, name) = (&queue.logical_id, queue.name(NAME));
        values = values
            .with(id, format!("https://sqs.example.com/{name}"))
            .with(format!("{id}.QueueName"), name);
    }
    for id in ids(template, "AWS::CloudWatch::Alarm") {
        values = values.with(format!("{id}.Arn"), alarm_arn(&id));
    }
    values = values.with("AlarmTopic", "arn:aws:sns:eu-central-1:123456789012:made");
    for (name, value) in parameters {
        values = values.with(*name, *value);
    }
    values
}

/// What the function of this group is called.
pub(crate) fn function_name(group: &str) -> String {
    format!("{NAME}-{group}")
}

/// What stands for the ARN of the alarm of this logical id.
pub(crate) fn alarm_arn(id: &str) -> String {
    format!("arn:aws:cloudwatch:eu-central-1:123456789012:alarm:{id}")
}

/// Logical ids of all resources of this type.
pub(crate) fn ids(template: &Template, kind: &str) -> Vec<String> {
    let resources = template.document()["Resources"].as_object();
    let resources = resources.expect("a template has resources").iter();
    resources
        .filter(|(_, resource)| resource["Type"] == kind)
        .map(|(id, _)| id.clone())
        .collect()
}

/// The resources of this type that there are under these parameters: logical ids and properties.
pub(crate) fn made(
    template: &Template,
    kind: &str,
    parameters: &[(&str, &str)],
) -> Vec<(String, Value)> {
    let values = values(template, parameters);
    let made = ids(template, kind).into_iter().filter_map(|id| {
        let properties = template.properties(&id, &values);
        let properties = properties.unwrap_or_else(|error| panic!("{id}: {error}"));
        properties.map(|properties| (id, properties))
    });
    made.collect()
}

/// A text of a resource's properties.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    let text = value[name].as_str();
    text.unwrap_or_else(|| panic!("there is no text {name} in {value}"))
}

/// A list of a resource's properties, empty where it is left out.
pub(crate) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}
