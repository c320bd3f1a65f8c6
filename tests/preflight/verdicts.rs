//! Which versions get traffic, and why others do not.

use std::collections::BTreeSet;
use std::sync::Arc;

use local::gateway::Invoke;
use preflight::{LONGEST, TRIALS, Unclaimed};
use runtime::measure::Recorder;
use runtime::readiness::EVENT;
use serde_json::{Value, json};
use template::{RouteAccess, Template};
use testkit::{Fault, ManualClock};
use tests::{Api, logs};

use crate::cloud::{Cloud, Wrong};

#[tokio::test]
async fn every_function_that_is_as_it_should_be_gets_traffic_after_two_events() {
    let api = Api::start().await;
    for trial in TRIALS {
        let cloud = Cloud::new(&api, trial.group, Wrong::Nothing);
        cloud.ask().await.unwrap();
        let [unclaimed, readiness, verdict] = &cloud.said()[..] else {
            panic!("{}: {:?}", trial.group, cloud.said())
        };
        assert!(!unclaimed.contains("authorizer"), "{unclaimed}");
        assert_eq!(readiness, EVENT);
        assert_eq!(verdict, "Succeeded", "{}", trial.group);
    }
}

/// Holds a version of the goals function not to get traffic, and this to stand in the log.
async fn assert_no_traffic(api: &Api, wrong: Wrong, because: &str) {
    let cloud = Cloud::new(api, "goals", wrong.clone());
    let (handled, log) = logs::heard(cloud.ask()).await;
    handled.unwrap();
    assert_eq!(cloud.said().last().unwrap(), "Failed", "{wrong:?}");
    assert!(log.contains("no traffic for the new version"), "{log}");
    assert!(log.contains(because), "{wrong:?}: {log}");
}

#[tokio::test]
async fn a_version_that_lets_somebody_in_without_claims_gets_none() {
    let api = Api::start().await;
    let without = "without claims was answered with";
    for (answer, because) in [
        (json!({"statusCode": 200, "body": "{}"}), "200"),
        (json!({"statusCode": 500, "body": "{}"}), "500"),
        (json!({"statusCode": 400, "body": ""}), "400"),
        (
            json!({"statusCode": 401, "body": "{}"}),
            "a 401 that is not ours",
        ),
        (
            json!({"statusCode": 401, "body": "Unauthorized"}),
            "a 401 that is not ours",
        ),
        (json!(null), "no status"),
        (json!({"ready": true}), "no status"),
    ] {
        let because = format!("{without} {because}");
        assert_no_traffic(&api, Wrong::Answers("routeKey", answer), &because).await;
    }
}

#[tokio::test]
async fn a_version_that_does_not_say_that_it_is_ready_gets_none() {
    let api = Api::start().await;
    let other = "asked whether it is ready, it answered something else";
    for answer in [
        json!({"ready": false}),
        json!({"ready": true, "but": "not now"}),
        json!({"statusCode": 400, "headers": {}, "body": "", "isBase64Encoded": false}),
        json!(null),
    ] {
        assert_no_traffic(&api, Wrong::Answers("readiness", answer), other).await;
    }
}

#[tokio::test]
async fn a_version_whose_tables_cannot_be_read_gets_none() {
    let api = Api::start().await;
    api.wire().fail_everything(Fault::Status500);
    let because = "it failed: NotReady: the tables cannot be read";
    assert_no_traffic(&api, Wrong::Nothing, because).await;
}

#[tokio::test]
async fn a_version_that_fails_gets_none_and_the_log_has_what_lambda_says_of_it() {
    let api = Api::start().await;
    for part in ["routeKey", "readiness"] {
        let failure = json!({"errorType": "Runtime.ExitError", "errorMessage": "exit status 1"});
        let because = "it failed: Runtime.ExitError: exit status 1";
        assert_no_traffic(&api, Wrong::Fails(part, failure), because).await;
        let because = "it failed: Unhandled";
        assert_no_traffic(&api, Wrong::Fails(part, json!("?")), because).await;
    }
}

#[tokio::test]
async fn a_version_that_answers_nothing_is_waited_for_and_gets_none() {
    let api = Api::start().await;
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    assert_no_traffic(&api, Wrong::Hangs, "it could not be invoked").await;
    assert!(began.elapsed() < LONGEST);
}

#[tokio::test]
async fn a_version_that_lambda_does_not_run_gets_none() {
    let api = Api::start().await;
    assert_no_traffic(&api, Wrong::Refused, "it could not be invoked").await;
}

#[tokio::test]
async fn a_deployment_that_is_not_about_one_function_of_ours_gets_no_traffic() {
    let api = Api::start().await;
    let unnamed = "CodeDeploy does not say which version it is about";
    for call in ["GetDeployment", "GetApplicationRevision"] {
        let wrong = Wrong::CodeDeploy(call, "DeploymentDoesNotExistException");
        assert_no_traffic(&api, wrong, unnamed).await;
    }
    let function = |name: &str| json!({"Type": "AWS::Lambda::Function", "Properties": {"Name": name, "TargetVersion": "12"}});
    for described in [
        json!({}),
        json!({"Resources": []}),
        json!({"Resources": [{"a": {"Type": "AWS::ECS::Service", "Properties": {}}}]}),
        json!({"Resources": [{"a": function("study-goals"), "b": function("study-qa")}]}),
    ] {
        assert_no_traffic(&api, Wrong::Described(described), unnamed).await;
    }
    for stranger in ["study-unknown", "goals", "studygoals"] {
        let described = json!({"Resources": [{"a": function(stranger)}]});
        let because = format!("nobody has said how {stranger} is tried");
        assert_no_traffic(&api, Wrong::Described(described), &because).await;
    }
}

#[tokio::test]
async fn a_verdict_that_codedeploy_does_not_take_is_an_error_so_that_lambda_tries_again() {
    let api = Api::start().await;
    let put = "PutLifecycleEventHookExecutionStatus";
    let wrong = Wrong::CodeDeploy(put, "InvalidLifecycleEventHookExecutionIdException");
    let error = Cloud::new(&api, "goals", wrong).ask().await.unwrap_err();
    assert!(error.to_string().contains("did not take the verdict"));
}

#[tokio::test]
async fn a_verdict_that_codedeploy_has_already_is_none() {
    let api = Api::start().await;
    let put = "PutLifecycleEventHookExecutionStatus";
    let wrong = Wrong::CodeDeploy(put, "LifecycleEventAlreadyCompletedException");
    Cloud::new(&api, "goals", wrong).ask().await.unwrap();
}

#[tokio::test]
async fn to_be_tried_is_no_intrusion_unless_somebody_claims_something() {
    let api = Api::start().await;
    let recorder = Recorder::new(Arc::new(ManualClock::default()));
    let _here = metrics::set_default_local_recorder(&recorder);
    let is_intrusion = || {
        let data = recorder.take();
        let mut names = data.iter().map(|datum| datum.name);
        names.any(|name| name == "auth.context_rejected")
    };
    let cloud = Cloud::new(&api, "goals", Wrong::Nothing);
    cloud.ask().await.unwrap();
    assert!(!is_intrusion());

    let mut event: Value = serde_json::from_str(&cloud.said()[0]).unwrap();
    event["requestContext"]["authorizer"] = json!({"jwt": {"claims": {"sub": "somebody"}}});
    let forged = event.to_string().into();
    let answer = api.functions().invoke("goals", forged).await.unwrap();
    assert!(String::from_utf8_lossy(&answer).contains("UNAUTHORIZED"));
    assert!(is_intrusion());
}

#[test]
fn every_function_of_the_template_is_tried_by_a_route_of_its_own_that_wants_a_token() {
    let ours = Template::ours();
    let groups: BTreeSet<_> = ours
        .functions()
        .iter()
        .map(|one| one.group.as_str())
        .collect();
    assert_eq!(BTreeSet::from(TRIALS.map(|trial| trial.group)), groups);
    for trial in TRIALS {
        let own = || {
            ours.routes()
                .iter()
                .filter(|route| route.function == trial.group)
        };
        let is_public = |key: &str| {
            let route = own().find(|route| route.route_key() == key);
            let route = route.unwrap_or_else(|| panic!("{} has no {key}", trial.group));
            route.access == RouteAccess::Public
        };
        match trial.unclaimed {
            Unclaimed::Closed(key) => assert!(!is_public(key), "{key}"),
            Unclaimed::Queue => assert_eq!(own().count(), 0, "{}", trial.group),
        }
    }
}
