//! A deployment from nothing can start somewhere: no resource waits for itself.

use crate::graph::Graph;
use template::{TEXT, Template};

fn graph_of(text: &str) -> Graph {
    Graph::of(
        Template::parse(text)
            .expect("the template can be read")
            .document(),
    )
}

/// Our own template with one passage replaced.
fn planted(original: &str, replacement: &str) -> Graph {
    let text = TEXT.replacen(original, replacement, 1);
    assert_ne!(text, TEXT, "nothing was planted: `{original}` is not there");
    graph_of(&text)
}

#[test]
fn no_resource_waits_for_itself() {
    assert!(
        graph_of(TEXT).cycle().is_empty(),
        "{:?}",
        graph_of(TEXT).cycle()
    );
}

#[test]
fn the_expansion_is_that_of_sam() {
    let graph = graph_of(TEXT);
    assert!(
        graph.needs("Api").is_superset(
            &[
                "GoalsFunctionAlias",
                "OpsFunctionAlias",
                "UserPool",
                "UserClient",
                "MachineClient",
                "MonitoringClient"
            ]
            .into()
        )
    );
    assert_eq!(graph.needs("ApiStage"), ["Api", "ApiLogGroup"].into());
    assert_eq!(
        graph.needs("OpsFunction"),
        [
            "CursorKeySecret",
            "MachineClient",
            "MonitoringClient",
            "OpsFunctionRole",
            "OpsLogGroup",
            "SharedCacheFunctionsGroup",
            "SharedCacheServer",
            "SharedCacheUser",
            "SiteSecret",
            "UserClient",
            "UserPool"
        ]
        .into()
    );
    assert_eq!(
        graph.needs("OpsFunctionRole"),
        ["RecentErrorsTable", "UsersTable"].into()
    );
    assert_eq!(
        graph.needs("OpsFunctionHealthPermission"),
        ["Api", "OpsFunctionAlias"].into()
    );
    assert_eq!(
        graph.needs("OpsFunctionAlias"),
        [
            "OpsFunction",
            "OpsFunctionDeploymentGroup",
            "OpsFunctionVersion",
            "PreflightFunction"
        ]
        .into()
    );
    assert_eq!(
        graph.needs("OpsFunctionDeploymentGroup"),
        ["DeploymentRole", "ServerlessDeploymentApplication"].into()
    );
    let policy = graph.needs("SharedCachePolicy");
    assert!(
        policy.is_superset(&["OpsFunctionRole", "SharedCacheServer", "SharedCacheUser"].into())
    );
    assert_eq!(
        graph.needs("SharedCacheServer"),
        ["SharedCacheServerGroup", "SharedCacheUsers"].into()
    );
    assert_eq!(
        graph.needs("PracticeWorkerSource"),
        ["PracticeQueue", "PracticeWorkerFunctionAlias"].into()
    );
    assert_eq!(
        graph.needs("MachineClient"),
        ["StudyResourceServer", "UserPool"].into()
    );
}

#[test]
fn a_function_that_knew_its_api_would_be_found_out() {
    for planted_text in [
        "USER_POOL_ID: !Ref Api",
        "USER_POOL_ID: !GetAtt Api.ApiEndpoint",
        "USER_POOL_ID: !Sub https://${Api}.example.com",
    ] {
        let cycle = planted("USER_POOL_ID: !Ref UserPool", planted_text).cycle();
        assert!(
            cycle.contains("Api") && cycle.contains("AccountsFunction"),
            "{cycle:?}"
        );
        assert!(
            !cycle.contains("OpsFunction"),
            "it is not part of it: {cycle:?}"
        );
    }
}

#[test]
fn globals_that_knew_the_api_would_be_found_out() {
    let cycle = planted("LOG_LEVEL: !Ref LogLevel", "LOG_LEVEL: !Ref Api").cycle();
    assert!(
        cycle.contains("Api") && cycle.contains("OpsFunction"),
        "{cycle:?}"
    );
}

#[test]
fn a_cache_that_waited_for_the_functions_would_be_found_out() {
    let cycle = planted(
        "    Type: AWS::ElastiCache::ServerlessCache\n",
        "    Type: AWS::ElastiCache::ServerlessCache\n    DependsOn: SharedCachePolicy\n",
    )
    .cycle();
    assert!(cycle.contains("SharedCacheServer"), "{cycle:?}");
    let cycle = planted(
        "SourceSecurityGroupId: !GetAtt SharedCacheFunctionsGroup.GroupId",
        "SourceSecurityGroupId: !Ref OpsFunction",
    )
    .cycle();
    assert!(cycle.contains("OpsFunction"), "{cycle:?}");
}

#[test]
fn a_role_that_knew_the_api_would_be_found_out() {
    let cycle = planted(
        "Resource: !GetAtt UserPool.Arn",
        "Resource: !Sub \"arn:${Api}\"",
    )
    .cycle();
    assert!(cycle.contains("AccountsFunctionRole"), "{cycle:?}");
}

#[test]
fn a_pool_that_waited_for_the_api_would_be_found_out() {
    let cycle = planted(
        "    Type: AWS::Cognito::UserPool\n",
        "    Type: AWS::Cognito::UserPool\n    DependsOn: [ApiLogGroup, Api]\n",
    )
    .cycle();
    assert!(cycle.contains("UserPool"), "{cycle:?}");
}

#[test]
fn a_deployment_that_waited_for_an_alarm_of_the_api_would_be_found_out() {
    let cycle = planted(
        "!Sub ${AWS::StackName}-rollback-canary-errors\n          -",
        "!Ref CanaryErrorsAlarm\n          -",
    )
    .cycle();
    assert!(
        cycle.contains("OpsFunctionDeploymentGroup") && cycle.contains("CanaryErrorsAlarm"),
        "{cycle:?}"
    );
}
