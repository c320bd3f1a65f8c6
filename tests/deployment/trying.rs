//! What the preflight function does with each version that was deployed. The stand-in has no CodeDeploy, so that is played here; Lambda
//! and what it runs are the stand-in's.

use std::sync::{Arc, Mutex};

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use futures_util::FutureExt;
use http::Response;
use preflight::{Deployments, Event, Preflight, Versions};
use serde_json::{Value, json};
use template::Template;
use testkit::harness::Test;
use tests::in_process;

use crate::deployed::{Deployed, STACK, run, run_for_production};
use crate::wire::{KEY, REGION};

pub(crate) const TESTS: &[Test] = &[
    (
        "each_functions_version_passes_its_tries",
        each_functions_version_passes_its_tries,
    ),
    (
        "they_pass_where_only_cloudfront_is_let_in",
        they_pass_where_only_cloudfront_is_let_in,
    ),
];

fn each_functions_version_passes_its_tries() {
    run(async |deployed, _| pass(deployed).await);
}

fn they_pass_where_only_cloudfront_is_let_in() {
    run_for_production(async |deployed, _| pass(deployed).await);
}

async fn pass(deployed: &Deployed) {
    let lambda = aws_sdk_lambda::Config::builder()
        .behavior_version(aws_sdk_lambda::config::BehaviorVersion::v2026_01_12())
        .region(aws_sdk_lambda::config::Region::new(REGION))
        .credentials_provider(Credentials::new(KEY, KEY, None, None, "test"))
        .endpoint_url(&deployed.url)
        .build();
    let versions = Versions::new(&aws_sdk_lambda::Client::from_conf(lambda));
    for function in Template::ours().functions() {
        let verdict = Arc::new(Mutex::new(Value::Null));
        let name = format!("{}-{}", deployed.stack, function.group);
        let played = codedeploy(&name, Arc::clone(&verdict));
        let codedeploy = aws_sdk_codedeploy::Config::builder()
            .behavior_version(aws_sdk_codedeploy::config::BehaviorVersion::v2026_01_12())
            .region(aws_sdk_codedeploy::config::Region::new(REGION))
            .credentials_provider(aws_sdk_codedeploy::config::Credentials::for_tests())
            .endpoint_url("http://codedeploy")
            .http_client(played)
            .build();
        let codedeploy = aws_sdk_codedeploy::Client::from_conf(codedeploy);
        let preflight = Preflight::new(Deployments::new(&codedeploy), versions.clone());
        let event = json!({"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "e-1"});
        let event: Event = serde_json::from_value(event).unwrap();
        preflight.handle(event).await.unwrap();
        assert_eq!(*verdict.lock().unwrap(), "Succeeded", "{name}");
    }
}

/// Says that the first version of this function is deployed, and notes the verdict on it.
fn codedeploy(function: &str, verdict: Arc<Mutex<Value>>) -> SharedHttpClient {
    let properties = json!({"Name": function, "Alias": "live", "TargetVersion": "1"});
    let spec = json!({"version": "0.0", "Resources": [{"function": {
        "Type": "AWS::Lambda::Function", "Properties": properties,
    }}]});
    let revision = json!({"revisionType": "String", "string": {"content": spec.to_string()}});
    in_process::client(move |request| {
        let asked: Value = serde_json::from_slice(request.body()).unwrap();
        let target = request.headers()["x-amz-target"].to_str().unwrap();
        let answer = match target.strip_prefix("CodeDeploy_20141006.") {
            Some("GetDeployment") => {
                json!({"deploymentInfo": {"applicationName": STACK, "revision": revision}})
            }
            Some("GetApplicationRevision") => json!({"revision": revision}),
            Some("PutLifecycleEventHookExecutionStatus") => {
                *verdict.lock().unwrap() = asked["status"].clone();
                json!({})
            }
            _ => panic!("CodeDeploy is asked for {target}"),
        };
        let answer = Response::new(answer.to_string().into());
        async { answer }.boxed()
    })
}
