//! The functions' variables in a file, for tools that start a function by themselves: `cargo lambda watch --env-file`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;

use crate::environments::Function;

/// Writes what the functions are given, all in one file, a `NAME=value` a line: the template's variables, and where
/// DynamoDB, the queues, CloudWatch and the user pool are. Lambda's own variables are not in it; the tool sets those.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, functions: &[Function]) -> anyhow::Result<()> {
    let mut variables = BTreeMap::new();
    for function in functions {
        variables.extend(function.environment.clone());
        variables.extend(cloud(function));
    }
    let lines: String = variables
        .iter()
        .map(|(name, value)| format!("{name}={value}\n"))
        .collect();
    // In one step: whoever waits for the file never reads half of it.
    let draft = path.with_extension("draft");
    std::fs::write(&draft, lines)
        .and_then(|()| std::fs::rename(&draft, path))
        .with_context(|| format!("the variables cannot be written to {}", path.display()))
}

fn cloud(function: &Function) -> Vec<(String, String)> {
    let cloud = &function.cloud;
    let mut variables = vec![
        ("AWS_REGION", cloud.region.as_str()),
        ("AWS_ENDPOINT_URL_SQS", cloud.queue_endpoint.as_str()),
        (
            "AWS_ENDPOINT_URL_CLOUDWATCH",
            cloud.cloudwatch_endpoint.as_str(),
        ),
    ];
    if let Some(endpoint) = &cloud.dynamodb_endpoint {
        variables.push(("AWS_ENDPOINT_URL_DYNAMODB", endpoint));
    }
    if let Some(endpoint) = &cloud.user_pool_endpoint {
        variables.extend([
            (
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                endpoint.as_str(),
            ),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
        ]);
    }
    variables
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
