//! CodeDeploy and Lambda, as far as the preflight function uses them.

use std::sync::{Arc, Mutex};

use aws_smithy_types::retry::RetryConfig;
use bytes::Bytes;
use futures_util::FutureExt;
use http::{Request, Response};
use local::gateway::{Invoke, InvokeError};
use preflight::{Deployments, Event, Preflight, Unheard, Versions};
use serde_json::{Value, json};
use tests::{Api, in_process};

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wrong {
    Nothing,
    /// The version answers an event that has this in it with this.
    Answers(&'static str, Value),
    /// The version fails when an event has this in it, with this.
    Fails(&'static str, Value),
    /// The version answers nothing.
    Hangs,
    /// Lambda refuses to invoke it.
    Refused,
    /// CodeDeploy answers this call with this error.
    CodeDeploy(&'static str, &'static str),
    /// CodeDeploy describes the deployment by this.
    Described(Value),
}

/// A deployment of one function's version 12.
#[derive(Debug, Clone)]
pub(crate) struct Cloud {
    api: Api,
    group: String,
    wrong: Wrong,
    said: Arc<Mutex<Vec<String>>>,
}

const DEPLOYMENT: &str = "d-ABCDEF123";
const EXECUTION: &str = "execution";

impl Cloud {
    pub(crate) fn new(api: &Api, group: &str, wrong: Wrong) -> Self {
        Self {
            api: api.clone(),
            group: group.to_owned(),
            wrong,
            said: Arc::default(),
        }
    }

    /// Has the version tried.
    pub(crate) async fn ask(&self) -> Result<(), Unheard> {
        let event = json!({"DeploymentId": DEPLOYMENT, "LifecycleEventHookExecutionId": EXECUTION});
        let event: Event = serde_json::from_value(event).unwrap();
        self.preflight().handle(event).await
    }

    /// What CodeDeploy was told and which events the version got, in order.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    fn preflight(&self) -> Preflight {
        let (deployments, versions) = (self.clone(), self.clone());
        let deployments = in_process::client(move |request| {
            let cloud = deployments.clone();
            async move { cloud.deploy(&request) }.boxed()
        });
        let versions = in_process::client(move |request| {
            let cloud = versions.clone();
            async move { cloud.invoke(&request).await }.boxed()
        });
        // One attempt: there are no hiccups here.
        let deployments = aws_sdk_codedeploy::Config::builder()
            .behavior_version(aws_sdk_codedeploy::config::BehaviorVersion::v2026_01_12())
            .region(aws_sdk_codedeploy::config::Region::new("us-east-1"))
            .endpoint_url("http://codedeploy")
            .credentials_provider(aws_sdk_codedeploy::config::Credentials::for_tests())
            .retry_config(RetryConfig::disabled())
            .http_client(deployments)
            .build();
        let versions = aws_sdk_lambda::Config::builder()
            .behavior_version(aws_sdk_lambda::config::BehaviorVersion::v2026_01_12())
            .region(aws_sdk_lambda::config::Region::new("us-east-1"))
            .endpoint_url("http://lambda")
            .credentials_provider(aws_sdk_lambda::config::Credentials::for_tests())
            .retry_config(RetryConfig::disabled())
            .http_client(versions)
            .build();
        Preflight::new(
            Deployments::new(&aws_sdk_codedeploy::Client::from_conf(deployments)),
            Versions::new(&aws_sdk_lambda::Client::from_conf(versions)),
        )
    }

    fn deploy(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let target = request.headers()["x-amz-target"].to_str().unwrap();
        let operation = target.strip_prefix("CodeDeploy_20141006.").unwrap();
        let asked: Value = serde_json::from_slice(request.body()).unwrap();
        if let Wrong::CodeDeploy(call, error) = self.wrong
            && call == operation
        {
            return answer(400, &json!({"__type": error, "message": "no"}));
        }
        let revision = json!({"revisionType": "String", "string": {"sha256": "the-revision"}});
        match operation {
            "GetDeployment" => {
                assert_eq!(asked, json!({"deploymentId": DEPLOYMENT}));
                let info = json!({"applicationName": "study", "revision": revision});
                answer(200, &json!({"deploymentInfo": info}))
            }
            "GetApplicationRevision" => {
                let expected = json!({"applicationName": "study", "revision": revision});
                assert_eq!(asked, expected);
                let content = self.described().to_string();
                let revision = json!({"revisionType": "String", "string": {"content": content}});
                answer(200, &json!({"revision": revision}))
            }
            "PutLifecycleEventHookExecutionStatus" => {
                assert_eq!(asked["deploymentId"], DEPLOYMENT);
                assert_eq!(asked["lifecycleEventHookExecutionId"], EXECUTION);
                self.note(asked["status"].as_str().unwrap());
                answer(200, &json!({"lifecycleEventHookExecutionId": EXECUTION}))
            }
            other => panic!("CodeDeploy is asked for {other}"),
        }
    }

    /// As CloudFormation describes the deployment of a function.
    fn described(&self) -> Value {
        if let Wrong::Described(other) = &self.wrong {
            return other.clone();
        }
        let function = json!({
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Name": format!("study-{}", self.group), "Alias": "live",
                "CurrentVersion": "11", "TargetVersion": "12",
            },
        });
        json!({
            "version": "0.0",
            "Resources": [{"function": function}],
            "Hooks": [{"BeforeAllowTraffic": "study-preflight"}],
        })
    }

    async fn invoke(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let path = format!(
            "/2015-03-31/functions/study-{}/invocations?Qualifier=12",
            self.group
        );
        assert_eq!(request.uri().path_and_query().unwrap(), path.as_str());
        let event = String::from_utf8(request.body().to_vec()).unwrap();
        self.note(&event);
        match &self.wrong {
            Wrong::Answers(part, instead) if event.contains(part) => return answer(200, instead),
            Wrong::Fails(part, failure) if event.contains(part) => return failed(failure),
            Wrong::Hangs => std::future::pending().await,
            Wrong::Refused => {
                let error = json!({"__type": "AccessDeniedException", "Message": "no"});
                return answer(403, &error);
            }
            _ => {}
        }
        let event = request.body().clone();
        match self.api.functions().invoke(&self.group, event).await {
            Ok(payload) => Response::new(payload),
            Err(InvokeError::Function { payload }) => failed(&json!({
                "errorType": "NotReady", "errorMessage": String::from_utf8_lossy(&payload),
            })),
            Err(other) => panic!("{other}"),
        }
    }

    fn note(&self, what: &str) {
        self.said.lock().unwrap().push(what.to_owned());
    }
}

fn answer(status: u16, body: &Value) -> Response<Bytes> {
    Response::builder()
        .status(status)
        .header("content-type", "application/x-amz-json-1.1")
        .body(body.to_string().into())
        .unwrap()
}

fn failed(payload: &Value) -> Response<Bytes> {
    let mut response = answer(200, payload);
    let kind = http::HeaderValue::from_static("Unhandled");
    response.headers_mut().insert("x-amz-function-error", kind);
    response
}
