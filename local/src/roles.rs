//! The functions' roles: what a function's process asks of DynamoDB, SQS and Cognito is refused unless its policies in
//! `template.yaml` allow it, as IAM would refuse it in the cloud. Whoever signs with other credentials may do everything.

mod dynamodb;
mod request;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use serde_json::json;
use template::{Target, Template};

use crate::console::Console;
use crate::machine::Stack;
pub use request::Right;
pub(crate) use request::{access_key, operation};

/// What each function may do, and what it did.
#[derive(Debug)]
pub struct Roles {
    stack: Stack,
    console: Console,
    allowed: BTreeMap<String, BTreeSet<Right>>,
    used: Mutex<BTreeMap<String, BTreeSet<Right>>>,
}

impl Roles {
    /// What the template allows. A grant under a condition counts: a role is no narrower for a parameter that is not set.
    #[must_use]
    pub fn new(template: &Template, stack: &Stack, console: Console) -> Self {
        let mut allowed: BTreeMap<String, BTreeSet<Right>> = BTreeMap::new();
        for function in template.functions() {
            allowed.entry(function.group.clone()).or_default();
        }
        for grant in template.grants() {
            if let Some(arn) = arn(&grant.on, stack) {
                let of_group = allowed.entry(grant.group).or_default();
                of_group.insert((grant.action, arn));
            }
        }
        Self {
            stack: stack.clone(),
            console,
            allowed,
            used: Mutex::default(),
        }
    }

    /// The refusal of a function's request that its role does not allow, as every one of the services would send it; `None` when
    /// the request may pass. What is refused is said on the console, with what the template would have to allow.
    #[must_use]
    pub fn refuse(&self, request: &Request<Bytes>) -> Option<Response<Bytes>> {
        let (group, allowed) = self.role(access_key(request)?)?;
        for right in request::needed(request, &self.stack) {
            if !allowed.contains(&right) {
                let (action, arn) = right;
                self.console.say(format_args!(
                    "{group} may not {action} on {arn}: no policy of its function in template.yaml allows it"
                ));
                return Some(refusal(group, &action, &arn));
            }
            self.used()
                .entry(group.to_owned())
                .or_default()
                .insert(right);
        }
        None
    }

    /// What a function's role allows on tables, queues and the user pool.
    #[must_use]
    pub fn allowed(&self, group: &str) -> BTreeSet<Right> {
        self.allowed.get(group).cloned().unwrap_or_default()
    }

    /// What of it the function has made use of since the start.
    #[must_use]
    pub fn used_by(&self, group: &str) -> BTreeSet<Right> {
        self.used().get(group).cloned().unwrap_or_default()
    }

    /// Whose access key this is, and what it may do: `goals` for `local-goals-1`.
    fn role(&self, key: &str) -> Option<(&str, &BTreeSet<Right>)> {
        let (group, _) = key.strip_prefix("local-")?.rsplit_once('-')?;
        let (group, allowed) = self.allowed.get_key_value(group)?;
        Some((group, allowed))
    }

    fn used(&self) -> MutexGuard<'_, BTreeMap<String, BTreeSet<Right>>> {
        // Nothing panics while it holds the lock.
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `None` for what this machine has not: a model, a namespace, a key.
fn arn(target: &Target, stack: &Stack) -> Option<String> {
    let (region, account, name) = (stack.region(), stack.account_id(), stack.name());
    Some(match target {
        Target::Table(table) => {
            format!("arn:aws:dynamodb:{region}:{account}:table/{name}-{table}")
        }
        Target::Index(table, index) => {
            format!("arn:aws:dynamodb:{region}:{account}:table/{name}-{table}/index/{index}")
        }
        Target::Queue(queue) => format!("arn:aws:sqs:{region}:{account}:{name}-{queue}"),
        Target::UserPool => {
            let pool = stack.pool().pool_id;
            format!("arn:aws:cognito-idp:{region}:{account}:userpool/{pool}")
        }
        Target::Other(_) => return None,
    })
}

fn refusal(group: &str, action: &str, arn: &str) -> Response<Bytes> {
    let message = format!(
        "User: the role of {group} is not authorized to perform: {action} on resource: {arn} because no identity-based policy \
         allows the {action} action"
    );
    let body = json!({
        "__type": "com.amazon.coral.service#AccessDeniedException",
        "message": message,
    });
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    let json = http::HeaderValue::from_static("application/x-amz-json-1.0");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
