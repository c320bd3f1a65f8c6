//! The variables that a process starts with: those of the template, and those that Lambda sets itself.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::Function;

/// Lambda's own `PATH`.
const PATH: &str = "/usr/local/bin:/usr/bin/:/bin:/opt/bin";

/// The command that starts one environment. It signs with `access_key`, unless it needs the credentials of this shell.
pub(super) fn command(
    function: &Function,
    runtime_api: SocketAddr,
    number: u64,
    access_key: &str,
) -> Command {
    let name = function.name();
    let cloud = &function.cloud;
    let task_root = function.binary.parent().unwrap_or(Path::new("/"));
    let mut command = Command::new(&function.binary);
    command
        .current_dir(task_root)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // A group of its own: Ctrl-C in the terminal is for `cargo local`, which then ends the functions in order.
    command.process_group(0).kill_on_drop(true);
    // Only who talks to a real pool needs the credentials of this shell. Nothing else leaks in: what is not in the template
    // is not there in the cloud either.
    let needs_shell =
        cloud.user_pool_endpoint.is_none() && function.environment.contains_key("USER_POOL_ID");
    if !needs_shell {
        command
            .env_clear()
            .env("AWS_ACCESS_KEY_ID", access_key)
            .env("AWS_SECRET_ACCESS_KEY", "local");
    }
    if let Some(endpoint) = &cloud.user_pool_endpoint {
        command.env("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", endpoint);
    }
    if let Some(endpoint) = &cloud.dynamodb_endpoint {
        command.env("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
    }
    command
        .env("AWS_ENDPOINT_URL_SQS", &cloud.queue_endpoint)
        .env("AWS_ENDPOINT_URL_CLOUDWATCH", &cloud.cloudwatch_endpoint)
        .envs(&function.environment)
        .env("PATH", PATH)
        .env("LANG", "en_US.UTF-8")
        .env("TZ", ":UTC")
        .env("_HANDLER", "bootstrap")
        .env("LAMBDA_TASK_ROOT", task_root)
        .env("AWS_REGION", &cloud.region)
        .env("AWS_DEFAULT_REGION", &cloud.region)
        .env("AWS_LAMBDA_RUNTIME_API", runtime_api.to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", &name)
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env(
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            function.memory_mb.to_string(),
        )
        .env("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
        .env("AWS_LAMBDA_LOG_FORMAT", "JSON")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{name}"))
        .env("AWS_LAMBDA_LOG_STREAM_NAME", format!("[$LATEST]{number}"));
    command
}
