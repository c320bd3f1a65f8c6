//! CloudFormation.

use std::collections::BTreeMap;

use crate::wire::{Wire, objects, texts};

/// A resource of a stack.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Its type: `AWS::SQS::Queue`.
    pub(crate) kind: String,
    /// What `Ref` gives.
    pub(crate) physical: String,
    pub(crate) status: String,
}

/// Makes a stack of the template at this URL, with default parameters, and waits until that has ended. Says as what.
///
/// # Errors
/// The template is refused, with CloudFormation's message.
pub(crate) async fn create(wire: &Wire, name: &str, url: &str) -> Result<String, String> {
    let parameters = [
        ("Action", "CreateStack"),
        ("StackName", name),
        ("TemplateURL", url),
        ("Capabilities.member.1", "CAPABILITY_IAM"),
        ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"),
    ];
    wire.form("cloudformation", &parameters).await?;
    Ok(ended(wire, name).await)
}

/// Updates a stack with another value of one parameter, and waits until that has ended. Says as what.
pub(crate) async fn update(wire: &Wire, name: &str, (key, value): (&str, &str)) -> String {
    let parameters = [
        ("Action", "UpdateStack"),
        ("StackName", name),
        ("UsePreviousTemplate", "true"),
        ("Parameters.member.1.ParameterKey", key),
        ("Parameters.member.1.ParameterValue", value),
        ("Capabilities.member.1", "CAPABILITY_IAM"),
        ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"),
    ];
    let asked = wire.form("cloudformation", &parameters).await;
    asked.unwrap();
    ended(wire, name).await
}

/// Deletes a stack, and waits until it is gone.
pub(crate) async fn delete(wire: &Wire, name: &str) {
    let asked = ask(wire, "DeleteStack", name).await;
    asked.unwrap();
    while let Ok(answer) = ask(wire, "DescribeStacks", name).await {
        assert!(!answer.contains("DELETE_FAILED"), "{answer}");
    }
}

/// Why resources of a stack could not be made.
pub(crate) async fn failures(wire: &Wire, name: &str) -> Vec<String> {
    let answer = ask(wire, "DescribeStackEvents", name).await.unwrap();
    texts(&answer, "ResourceStatusReason")
}

/// What is in a stack, by logical ids.
pub(crate) async fn resources(wire: &Wire, name: &str) -> BTreeMap<String, Resource> {
    let mut resources = BTreeMap::new();
    let mut next = String::new();
    loop {
        let mut parameters = vec![("Action", "ListStackResources"), ("StackName", name)];
        if !next.is_empty() {
            parameters.push(("NextToken", &next));
        }
        let answer = wire.form("cloudformation", &parameters).await.unwrap();
        for member in objects(answer.text(), "member") {
            let text = |name: &str| member[name].as_str().unwrap().to_owned();
            let resource = Resource {
                kind: text("ResourceType"),
                physical: text("PhysicalResourceId"),
                status: text("ResourceStatus"),
            };
            resources.insert(text("LogicalResourceId"), resource);
        }
        match texts(answer.text(), "NextToken").pop() {
            Some(token) => next = token,
            None => return resources,
        }
    }
}

/// A stack's outputs.
pub(crate) async fn outputs(wire: &Wire, name: &str) -> BTreeMap<String, String> {
    let answer = ask(wire, "DescribeStacks", name).await.unwrap();
    let keys = texts(&answer, "OutputKey").into_iter();
    keys.zip(texts(&answer, "OutputValue")).collect()
}

/// What SAM made of the template that a stack was made of.
pub(crate) async fn processed(wire: &Wire, name: &str) -> String {
    let parameters = [
        ("Action", "GetTemplate"),
        ("StackName", name),
        ("TemplateStage", "Processed"),
    ];
    let answer = wire.form("cloudformation", &parameters).await.unwrap();
    texts(answer.text(), "TemplateBody").pop().unwrap()
}

async fn ended(wire: &Wire, name: &str) -> String {
    loop {
        let answer = ask(wire, "DescribeStacks", name).await.unwrap();
        let status = texts(&answer, "StackStatus").pop().unwrap();
        if !status.ends_with("_IN_PROGRESS") {
            return status;
        }
    }
}

async fn ask(wire: &Wire, action: &str, name: &str) -> Result<String, String> {
    let parameters = [("Action", action), ("StackName", name)];
    let answer = wire.form("cloudformation", &parameters).await?;
    Ok(answer.text().to_owned())
}
