//! How new versions get their traffic: behind one alias, in parts, after they were tried, and back when something rings.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use template::{TEXT, Template};

use crate::resource::properties;
use crate::stack;

fn globals() -> Value {
    Template::ours().document()["Globals"]["Function"].clone()
}

fn no_value() -> Value {
    json!({"Ref": "AWS::NoValue"})
}

#[test]
fn functions_are_reached_through_their_alias_alone() {
    assert_eq!(globals()["AutoPublishAlias"], "live");
    // SAM lets the API into the alias, route by route. Whatever else let somebody in would stand here.
    for way in [
        "AWS::Lambda::Permission",
        "FunctionUrlConfig",
        "AWS::Lambda::Url",
    ] {
        assert!(!TEXT.contains(way), "{way}");
    }
    let ours = Template::ours();
    for source in stack::ids(&ours, "AWS::Lambda::EventSourceMapping") {
        let fed = &properties(&source)["FunctionName"]["Ref"];
        assert!(
            fed.as_str().is_some_and(|id| id.ends_with(".Alias")),
            "{source}: {fed}"
        );
    }
    for function in ours.functions() {
        let own = properties(&function.logical_id);
        for name in ["AutoPublishAlias", "DeploymentPreference"] {
            assert!(own[name].is_null(), "{} has its own {name}", function.group);
        }
    }
}

#[test]
fn in_production_a_new_version_has_a_tenth_for_five_minutes_unless_a_parameter_says_otherwise() {
    assert_eq!(
        globals()["DeploymentPreference"]["Type"],
        json!({"Fn::If": ["IsCanary", "Canary10Percent5Minutes", "AllAtOnce"]})
    );
    for (stage, kind, is_canary) in [
        ("prod", "ByStage", true),
        ("dev", "ByStage", false),
        ("prod", "AllAtOnce", false),
        ("dev", "Canary10Percent5Minutes", true),
    ] {
        // Whatever there is only with the condition says whether it holds.
        let alarm = "  CanaryErrorsAlarm:\n    Type: AWS::CloudWatch::Alarm\n";
        let planted = TEXT.replace(alarm, &format!("{alarm}    Condition: IsCanary\n"));
        let template = Template::parse(&planted).expect("it can be read");
        let parameters = [("Stage", stage), ("DeploymentType", kind)];
        let made = stack::made(&template, crate::alarms::ALARM, &parameters);
        let is_there = made.iter().any(|(id, _)| id == "CanaryErrorsAlarm");
        assert_eq!(is_there, is_canary, "{stage} {kind}");
    }
    let ours = Template::ours();
    assert_eq!(
        ours.document()["Parameters"]["DeploymentType"]["Default"],
        "ByStage"
    );
}

#[test]
fn a_canary_is_taken_back_when_an_alarm_rings_that_can_ring_in_time() {
    let ours = Template::ours();
    let alarms = globals()["DeploymentPreference"]["Alarms"]["Fn::If"].clone();
    assert_eq!(alarms[0], "IsCanary");
    assert_eq!(
        alarms[2],
        json!([no_value()]),
        "a fix can go out while something rings"
    );
    let looked_at: BTreeSet<_> = alarms[1]
        .as_array()
        .expect("a list")
        .iter()
        .map(|name| name["Fn::Sub"].as_str().expect("a name"))
        .map(|name| name.replace("${AWS::StackName}", stack::NAME))
        .collect();
    let mut there = BTreeSet::new();
    for (id, alarm) in stack::made(&ours, crate::alarms::ALARM, &[]) {
        if crate::alarms::severity(&alarm) != "rollback" {
            continue;
        }
        there.insert(stack::text(&alarm, "AlarmName").to_owned());
        let of_math = stack::list(&alarm, "Metrics").iter();
        let periods = of_math.filter_map(|one| one["MetricStat"]["Period"].as_u64());
        for period in periods.chain(alarm["Period"].as_u64()) {
            let bad = alarm["DatapointsToAlarm"].as_u64().expect("a number");
            // A canary's five minutes, less the two until its figures are there.
            assert!(period * bad <= 180, "{id}");
        }
    }
    assert_eq!(looked_at, there);
    assert!(there.len() <= 10, "CodeDeploy looks at ten");
}

#[test]
fn codedeploy_may_move_the_aliases_of_these_functions_have_them_tried_and_look_at_alarms() {
    let role = properties("DeploymentRole");
    assert_eq!(
        globals()["DeploymentPreference"]["Role"],
        json!({"Fn::GetAtt": ["DeploymentRole", "Arn"]})
    );
    assert_eq!(trusted(&role), "codedeploy.amazonaws.com");
    assert!(role["ManagedPolicyArns"].is_null());
    let ours = Template::ours();
    let mut aliases = Vec::new();
    for function in ours.functions() {
        let id = &function.logical_id;
        aliases.push(json!({"Fn::GetAtt": [id, "Arn"]}));
        aliases.push(json!({"Fn::Sub": format!("${{{id}.Arn}}:live")}));
    }
    let mut statements = statements(&role);
    sort(&mut statements[0]["Resource"]);
    aliases.sort_by_key(Value::to_string);
    assert_eq!(
        statements,
        [
            allow(
                &[
                    "lambda:GetAlias",
                    "lambda:GetProvisionedConcurrencyConfig",
                    "lambda:UpdateAlias"
                ],
                &json!(aliases)
            ),
            allow(
                &["lambda:InvokeFunction"],
                &json!({"Fn::GetAtt": ["PreflightFunction", "Arn"]})
            ),
            allow(&["cloudwatch:DescribeAlarms"], &json!("*")),
        ]
    );
}

#[test]
fn the_preflight_function_may_invoke_these_functions_and_speak_of_these_deployments() {
    let role = properties("PreflightRole");
    assert_eq!(trusted(&role), "lambda.amazonaws.com");
    assert!(role["ManagedPolicyArns"].is_null());
    let arn =
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}";
    let ours = Template::ours();
    let groups = ours.functions().iter().map(|function| &function.group);
    let mut versions: Vec<_> = groups
        .map(|group| json!({"Fn::Sub": format!("{arn}-{group}:*")}))
        .collect();
    versions.sort_by_key(Value::to_string);
    let codedeploy = |rest: &str| {
        let arn = "arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}";
        json!({"Fn::Sub": format!("{arn}:{rest}")})
    };
    let mut statements = statements(&role);
    sort(&mut statements[0]["Resource"]);
    assert_eq!(
        statements,
        [
            allow(&["lambda:InvokeFunction"], &json!(versions)),
            allow(
                &[
                    "codedeploy:GetDeployment",
                    "codedeploy:PutLifecycleEventHookExecutionStatus"
                ],
                &codedeploy("deploymentgroup:${ServerlessDeploymentApplication}/*"),
            ),
            allow(
                &["codedeploy:GetApplicationRevision"],
                &codedeploy("application:${ServerlessDeploymentApplication}"),
            ),
            allow(
                &["logs:CreateLogStream", "logs:PutLogEvents"],
                &json!({"Fn::GetAtt": ["PreflightLogGroup", "Arn"]}),
            ),
        ]
    );
}

#[test]
fn a_new_version_is_tried_by_a_function_that_has_the_time_and_shares_nothing() {
    assert_eq!(
        globals()["DeploymentPreference"]["Hooks"],
        json!({"PreTraffic": {"Ref": "PreflightFunction"}})
    );
    let function = properties("PreflightFunction");
    let seconds = function["Timeout"].as_u64().expect("a number");
    assert!(seconds > preflight::LONGEST.as_secs());
    for slowest in Template::ours().functions() {
        // Its own time, and that of its start.
        let longest = u64::from(slowest.timeout_seconds) + 10;
        assert!(
            longest <= (preflight::LONGEST.as_secs() - 24) / 2,
            "{}",
            slowest.group
        );
    }
    assert_eq!(
        function["Environment"]["Variables"],
        json!({"LOG_LEVEL": {"Ref": "LogLevel"}})
    );
    for shared in ["VpcConfig", "Layers", "ReservedConcurrentExecutions"] {
        assert!(function[shared].is_null(), "{shared}");
    }
    for same in ["Runtime", "Handler", "Architectures"] {
        assert_eq!(function[same], globals()[same], "{same}");
    }
}

fn trusted(role: &Value) -> Value {
    let statements = &role["AssumeRolePolicyDocument"]["Statement"];
    assert_eq!(statements.as_array().map(Vec::len), Some(1));
    assert_eq!(statements[0]["Action"], json!(["sts:AssumeRole"]));
    statements[0]["Principal"]["Service"].clone()
}

fn statements(role: &Value) -> Vec<Value> {
    let policies = role["Policies"].as_array().expect("policies");
    let [policy] = &policies[..] else {
        panic!("one policy");
    };
    let statements = policy["PolicyDocument"]["Statement"].as_array();
    statements.expect("statements").clone()
}

fn allow(actions: &[&str], resource: &Value) -> Value {
    json!({"Effect": "Allow", "Action": actions, "Resource": resource})
}

fn sort(list: &mut Value) {
    let list = list.as_array_mut().expect("a list");
    list.sort_by_key(Value::to_string);
}
