//! The optional shared cache: absent unless it is asked for, reached by the functions of this stack alone, and complete.

use serde_json::{Value, json};
use template::Template;

use crate::resource::{assert_is_in_every_role, properties};

const ON: &str = "HasSharedCache";

fn empty(parameter: &str) -> Value {
    json!({"Fn::Equals": [{"Ref": parameter}, ""]})
}

/// What of a policy's statements there is only with a shared cache, and what there always is.
fn statements() -> (Vec<Value>, Vec<Value>) {
    let policy = properties("SharedCachePolicy");
    let statements = policy["PolicyDocument"]["Statement"].as_array();
    let (mut only, mut always) = (Vec::new(), Vec::new());
    for statement in statements.expect("a policy has statements") {
        match statement["Fn::If"].as_array() {
            Some(parts) => {
                assert_eq!(parts[0], ON);
                assert_eq!(parts[2], json!({"Ref": "AWS::NoValue"}));
                only.push(parts[1].clone());
            }
            None => always.push(statement.clone()),
        }
    }
    (only, always)
}

#[test]
fn it_is_off_by_default_and_then_no_function_knows_of_it() {
    let ours = Template::ours();
    assert_eq!(
        ours.document()["Parameters"]["SharedCache"]["Default"],
        "false"
    );
    for function in ours.functions() {
        let url = &function.environment["CACHE_URL"]["Fn::If"];
        assert_eq!(
            (&url[0], &url[2]),
            (&json!(ON), &json!("")),
            "{}",
            function.group
        );
    }
    let vpc = &ours.document()["Globals"]["Function"]["VpcConfig"]["Fn::If"];
    assert_eq!(
        (&vpc[0], &vpc[2]),
        (&json!(ON), &json!({"Ref": "AWS::NoValue"}))
    );
}

#[test]
fn everything_of_it_but_the_policy_is_there_only_with_it() {
    let ours = Template::ours();
    let resources = ours.document()["Resources"].as_object();
    let mut found = 0;
    for (id, resource) in resources.expect("there are resources") {
        let kind = resource["Type"].as_str().unwrap_or_default();
        if kind.starts_with("AWS::ElastiCache::") || kind.starts_with("AWS::EC2::") {
            let wanted = match kind {
                "AWS::EC2::VPCEndpoint" => "HasSharedCacheRoutes",
                _ => ON,
            };
            assert_eq!(resource["Condition"], wanted, "{id}");
            found += 1;
        }
    }
    assert_eq!(found, 6);
    let routes = &ours.document()["Conditions"]["HasSharedCacheRoutes"]["Fn::And"];
    assert_eq!(
        *routes,
        json!([{"Condition": ON}, {"Fn::Not": [empty("SharedCacheRouteTableIds")]}])
    );
}

#[test]
fn a_deployment_that_asks_for_it_without_a_vpc_and_subnets_is_refused() {
    let ours = Template::ours();
    let asked = json!({"Fn::Equals": [{"Ref": "SharedCache"}, "true"]});
    let given = ["SharedCacheVpcId", "SharedCacheSubnetIds"].map(|parameter| {
        assert_eq!(ours.document()["Parameters"][parameter]["Default"], "");
        json!({"Fn::Not": [empty(parameter)]})
    });
    let rule = &ours.document()["Rules"]["SharedCacheHasItsPlace"];
    assert_eq!(rule["RuleCondition"], asked);
    let asserted = rule["Assertions"].as_array().expect("a rule asserts");
    let asserted: Vec<_> = asserted.iter().map(|one| one["Assert"].clone()).collect();
    assert_eq!(asserted, given);
    let condition = &ours.document()["Conditions"][ON]["Fn::And"];
    assert_eq!(*condition, json!([asked, given[0], given[1]]));
}

#[test]
fn every_function_reaches_it_under_the_name_that_its_user_signs_for() {
    let server = "${SharedCacheServer.Endpoint.Address}:${SharedCacheServer.Endpoint.Port}";
    let url = format!("rediss://${{SharedCacheUser}}@{server}?iam=${{SharedCacheServer}}");
    let vpc = json!({
        "SecurityGroupIds": [{"Fn::GetAtt": ["SharedCacheFunctionsGroup", "GroupId"]}],
        "SubnetIds": {"Fn::Split": [",", {"Ref": "SharedCacheSubnetIds"}]},
    });
    let ours = Template::ours();
    for function in ours.functions() {
        let found = &function.environment["CACHE_URL"]["Fn::If"][1]["Fn::Sub"];
        assert_eq!(*found, url, "{}", function.group);
        let own = &properties(&function.logical_id)["VpcConfig"];
        assert!(own.is_null(), "{} goes another way", function.group);
    }
    assert_eq!(
        ours.document()["Globals"]["Function"]["VpcConfig"]["Fn::If"][1],
        vpc
    );
    assert_eq!(
        properties("SharedCacheServer")["SubnetIds"],
        vpc["SubnetIds"]
    );
}

#[test]
fn nothing_but_the_functions_reaches_it_and_nothing_reaches_them() {
    let server = properties("SharedCacheServerGroup");
    let ingress = server["SecurityGroupIngress"].as_array().expect("rules");
    assert_eq!(ingress.len(), 1);
    let mut rule = ingress[0].clone();
    rule.as_object_mut().expect("a rule").remove("Description");
    assert_eq!(
        rule,
        json!({
            "IpProtocol": "tcp",
            "FromPort": 6379,
            "ToPort": 6380,
            "SourceSecurityGroupId": {"Fn::GetAtt": ["SharedCacheFunctionsGroup", "GroupId"]},
        })
    );
    assert_eq!(
        properties("SharedCacheServer")["SecurityGroupIds"],
        json!([{"Fn::GetAtt": ["SharedCacheServerGroup", "GroupId"]}])
    );
    assert!(properties("SharedCacheFunctionsGroup")["SecurityGroupIngress"].is_null());
    for group in ["SharedCacheServerGroup", "SharedCacheFunctionsGroup"] {
        assert_eq!(
            properties(group)["VpcId"],
            json!({"Ref": "SharedCacheVpcId"})
        );
    }
}

#[test]
fn it_has_one_user_who_logs_in_with_iam_and_sees_the_stacks_own_keys() {
    let user = properties("SharedCacheUser");
    assert_eq!(user["AuthenticationMode"], json!({"Type": "iam"}));
    assert_eq!(
        user["UserId"], user["UserName"],
        "AWS demands it of such a user"
    );
    let access = user["AccessString"]["Fn::Sub"].as_str().expect("text");
    let rights: Vec<_> = access.split(' ').collect();
    assert_eq!(
        rights,
        [
            "on",
            "~${AWS::StackName}:*",
            "-@all",
            "+ping",
            "+set",
            "+getrange",
            "+del",
            "+eval"
        ]
    );
    // A group of Redis would need the user `default`, whom nobody has to log in as.
    let users = properties("SharedCacheUsers");
    assert_eq!(users["UserIds"], json!([{"Ref": "SharedCacheUser"}]));
    let server = properties("SharedCacheServer");
    assert_eq!(server["UserGroupId"], json!({"Ref": "SharedCacheUsers"}));
    for engine in [&user, &users, &server] {
        assert_eq!(engine["Engine"], "valkey");
    }
}

#[test]
fn what_it_may_cost_is_bounded_by_parameters() {
    let limits = &properties("SharedCacheServer")["CacheUsageLimits"];
    assert_eq!(
        *limits,
        json!({
            "DataStorage": {"Maximum": {"Ref": "SharedCacheMaximumGigabytes"}, "Unit": "GB"},
            "ECPUPerSecond": {"Maximum": {"Ref": "SharedCacheMaximumEcpus"}},
        })
    );
}

#[test]
fn its_policy_is_in_the_role_of_every_function() {
    assert_is_in_every_role("SharedCachePolicy");
}

#[test]
fn a_function_may_connect_to_this_cache_as_this_user_and_only_where_there_is_one() {
    let (only, _) = statements();
    assert_eq!(
        only,
        [json!({
            "Effect": "Allow",
            "Action": ["elasticache:Connect"],
            "Resource": [
                {"Fn::GetAtt": ["SharedCacheServer", "ARN"]},
                {"Fn::GetAtt": ["SharedCacheUser", "Arn"]},
            ],
        })]
    );
}

/// What `AWSLambdaVPCAccessExecutionRole`, which SAM adds, allows on everything; its logs are in another managed policy anyway.
const NETWORK_INTERFACES: [&str; 6] = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
];

#[test]
fn the_code_of_no_function_may_touch_network_interfaces_whether_there_is_a_cache_or_not() {
    let (_, always) = statements();
    let functions = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-*";
    assert_eq!(
        always,
        [json!({
            "Effect": "Deny",
            "Action": NETWORK_INTERFACES,
            "Resource": "*",
            "Condition": {"ArnLike": {"lambda:SourceFunctionArn": {"Fn::Sub": functions}}},
        })]
    );
    for function in Template::ours().functions() {
        let name = &properties(&function.logical_id)["FunctionName"]["Fn::Sub"];
        assert_eq!(*name, format!("${{AWS::StackName}}-{}", function.group));
    }
}
