//! What has to be known about a function to run it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::tally::Tally;

/// A function of the template, with its binary.
#[derive(Debug, Clone)]
pub struct Function {
    /// The route group, which is also the name of the package and of the binary.
    pub group: String,
    /// The binary, as cargo reported it.
    pub binary: PathBuf,
    /// The variables that the template sets, resolved.
    pub environment: BTreeMap<String, String>,
    /// How long one event may take.
    pub timeout: Duration,
    /// What the template gives it; nothing holds a process on a laptop to it.
    pub memory_mb: u32,
    /// Where the function runs.
    pub cloud: Cloud,
}

/// What stands in for the cloud around a function.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// Twelve digits.
    pub account_id: String,
    /// The region that the function believes to be in.
    pub region: String,
    /// The name of the stack; the functions' names begin with it.
    pub stack: String,
    /// Where DynamoDB is.
    pub dynamodb_endpoint: Option<String>,
    /// Who counts what the function asks of it; `None` where that cannot be seen.
    pub tally: Option<Arc<Tally>>,
    /// Where the queues are.
    pub queue_endpoint: String,
    /// Where CloudWatch is.
    pub cloudwatch_endpoint: String,
    /// Where the user pool is. `None` is the real Cognito: then the function that knows the pool's id gets this
    /// shell's environment, because that is where the credentials for it come from.
    pub user_pool_endpoint: Option<String>,
}

impl Function {
    /// The name that Lambda would know it by.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.cloud.stack, self.group)
    }

    /// The ARN that goes with [`Self::name`].
    #[must_use]
    pub fn arn(&self) -> String {
        let Cloud {
            region, account_id, ..
        } = &self.cloud;
        format!(
            "arn:aws:lambda:{region}:{account_id}:function:{}",
            self.name()
        )
    }
}
