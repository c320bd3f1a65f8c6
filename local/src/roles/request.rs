//! Which service a request is for, who signed it, and what it needs.

use bytes::Bytes;
use http::{Request, header};
use serde_json::Value;

use super::dynamodb;
use crate::machine::Stack;

/// An IAM action (`dynamodb:Query`) and the ARN of what it acts on.
pub type Right = (String, String);

/// The access key that a request is signed with: `local-goals-1` in
/// `AWS4-HMAC-SHA256 Credential=local-goals-1/20261122/us-east-1/dynamodb/aws4_request, …`. Nobody checks the signature itself.
pub(crate) fn access_key<B>(request: &Request<B>) -> Option<&str> {
    let signature = request.headers().get(header::AUTHORIZATION)?;
    let (_, credential) = signature.to_str().ok()?.split_once("Credential=")?;
    credential.split_once('/').map(|(key, _)| key)
}

/// Service and operation: `DynamoDB_20120810` and `GetItem` in `DynamoDB_20120810.GetItem`.
pub(crate) fn operation<B>(request: &Request<B>) -> Option<(&str, &str)> {
    let target = request.headers().get("x-amz-target")?;
    target.to_str().ok()?.rsplit_once('.')
}

/// The rights that a request to DynamoDB, SQS or Cognito needs; none for any other.
pub(super) fn needed(request: &Request<Bytes>, stack: &Stack) -> Vec<Right> {
    let Some((service, operation)) = operation(request) else {
        return vec![];
    };
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let arn = |service: &str, rest: String| {
        let (region, account) = (stack.region(), stack.account_id());
        format!("arn:aws:{service}:{region}:{account}:{rest}")
    };
    match service {
        "DynamoDB_20120810" => dynamodb::needed(operation, &body)
            .into_iter()
            .map(|(action, on)| (action, arn("dynamodb", format!("table/{on}"))))
            .collect(),
        "AmazonSQS" => {
            let url = body["QueueUrl"].as_str().unwrap_or_default();
            let name = url.rsplit('/').next().unwrap_or_default();
            // A batch needs what its entries need.
            let action = operation.strip_suffix("Batch").unwrap_or(operation);
            vec![(format!("sqs:{action}"), arn("sqs", name.to_owned()))]
        }
        "AWSCognitoIdentityProviderService" => {
            let pool = body["UserPoolId"].as_str().unwrap_or_default();
            let on = arn("cognito-idp", format!("userpool/{pool}"));
            vec![(format!("cognito-idp:{operation}"), on)]
        }
        _ => vec![],
    }
}
