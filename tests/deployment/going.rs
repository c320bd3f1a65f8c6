//! What happens to other stacks: those that are refused, and those that are deleted.

use http::Method;
use runtime::readiness::EVENT;
use serde_json::{Value, json};
use template::Template;
use testkit::harness::Test;

use crate::deployed::run;
use crate::left_out::{self, NO_MATH, UNKNOWN, UNKNOWN_CACHE, take_out};
use crate::package::{packaged, upload_template};
use crate::wire::Wire;
use crate::{production, stacks};

pub(crate) const TESTS: &[Test] = &[
    (
        "the_whole_template_is_refused_for_the_types_that_are_left_out_and_for_no_others",
        the_whole_template_is_refused_for_the_types_that_are_left_out_and_for_no_others,
    ),
    (
        "parameters_that_do_not_go_together_are_refused_with_what_to_do",
        parameters_that_do_not_go_together_are_refused_with_what_to_do,
    ),
    (
        "each_alarm_that_is_left_out_is_refused_for_its_math",
        each_alarm_that_is_left_out_is_refused_for_its_math,
    ),
    (
        "a_function_that_its_role_allows_nothing_is_not_ready",
        a_function_that_its_role_allows_nothing_is_not_ready,
    ),
    (
        "another_release_is_another_version_of_every_function_behind_its_alias",
        another_release_is_another_version_of_every_function_behind_its_alias,
    ),
    (
        "nothing_is_left_of_a_stack_for_development",
        nothing_is_left_of_a_stack_for_development,
    ),
    (
        "tables_and_people_are_left_of_a_stack_for_production",
        tables_and_people_are_left_of_a_stack_for_production,
    ),
];

fn the_whole_template_is_refused_for_the_types_that_are_left_out_and_for_no_others() {
    run(async |deployed, wire| {
        let whole = packaged(&Template::ours());
        let at = upload_template(&wire, &deployed.url, "whole", &whole).await;
        assert_eq!(unknown(&wire, "whole", &at).await, UNKNOWN);

        // And of what a parameter turns on.
        let cache = with(&[
            ("SharedCache", "true"),
            ("SharedCacheVpcId", "vpc-0"),
            ("SharedCacheSubnetIds", "subnet-0,subnet-1"),
        ]);
        let at = upload_template(&wire, &deployed.url, "cache", &cache).await;
        assert_eq!(unknown(&wire, "cache", &at).await, [UNKNOWN_CACHE]);
    });
}

/// The types that a template is refused for.
async fn unknown(wire: &Wire, name: &str, url: &str) -> Vec<String> {
    let refused = stacks::create(wire, name, url).await.unwrap_err();
    let types = refused.strip_prefix("Template format error: Unrecognized resource types: [");
    let types = types.and_then(|types| types.strip_suffix(']'));
    let types = types.unwrap_or_else(|| panic!("{refused}"));
    types.split(", ").map(str::to_owned).collect()
}

fn parameters_that_do_not_go_together_are_refused_with_what_to_do() {
    run(async |deployed, wire| {
        let topic = deployed.physical("AlarmTopic");
        for (parameters, why) in [
            (
                &[("AlarmTopicArn", topic), ("AlarmEmail", "a@example.com")][..],
                "subscribe addresses to that topic",
            ),
            (
                &[("SharedCache", "true")],
                "SharedCache needs SharedCacheVpcId",
            ),
            (
                &[("DomainName", "api.example.com")],
                "DomainName needs CertificateArn",
            ),
            (&[("DefaultEndpoint", "closed")], "nobody reaches an API"),
            (
                &[("SiteDomainName", "study.example.com")],
                "SiteDomainName needs SiteCertificateArn",
            ),
        ] {
            let document = with(parameters);
            let at = upload_template(&wire, &deployed.url, "ruled", &document).await;
            let refused = stacks::create(&wire, "ruled", &at).await;
            let refused = refused.expect_err(why);
            assert!(refused.contains(why), "{refused}");
        }
    });
}

/// What can be deployed, with other defaults for these parameters.
fn with(parameters: &[(&str, &str)]) -> Value {
    let ours = Template::ours();
    let mut document = take_out(&ours, packaged(&ours));
    for (name, value) in parameters {
        document["Parameters"][name]["Default"] = (*value).into();
    }
    document
}

fn each_alarm_that_is_left_out_is_refused_for_its_math() {
    run(async |deployed, wire| {
        let ours = Template::ours();
        for id in left_out::alarms(&ours) {
            let properties = ours.properties(&id, &deployed.values).unwrap();
            let alone = json!({"Resources": {
                "Alone": {"Type": "AWS::CloudWatch::Alarm", "Properties": properties},
            }});
            let name = format!("{id}-alone");
            let at = upload_template(&wire, &deployed.url, &name, &alone).await;
            let status = stacks::create(&wire, &name, &at).await.unwrap();
            let why = stacks::failures(&wire, &name).await;
            assert_eq!(status, "ROLLBACK_COMPLETE", "{id}: {why:?}");
            assert!(why.iter().any(|why| why.contains(NO_MATH)), "{id}: {why:?}");
        }
    });
}

/// That roles are enforced, without which none of these tests would miss a right.
fn a_function_that_its_role_allows_nothing_is_not_ready() {
    run(async |deployed, wire| {
        let mut document = with(&[]);
        let ops = &mut document["Resources"]["OpsFunction"]["Properties"];
        ops["Policies"].take();
        let at = upload_template(&wire, &deployed.url, "bereft", &document).await;
        let made = stacks::create(&wire, "bereft", &at).await;
        assert_eq!(made.as_deref(), Ok("CREATE_COMPLETE"));
        let path = "/2015-03-31/functions/bereft-ops/invocations";
        let answer = wire.rest("lambda", Method::POST, path, EVENT).await.json();
        assert_eq!(answer["errorType"], "NotReady", "{answer}");
        stacks::delete(&wire, "bereft").await;
    });
}

fn another_release_is_another_version_of_every_function_behind_its_alias() {
    run(async |deployed, wire| {
        make(&wire, &deployed.url, "moving", &[]).await;
        let updated = stacks::update(&wire, "moving", ("Release", "r2")).await;
        assert_eq!(updated, "UPDATE_COMPLETE");
        for function in Template::ours().functions() {
            let path = format!(
                "/2015-03-31/functions/moving-{}/aliases/live",
                function.group
            );
            let alias = wire.rest("lambda", Method::GET, &path, "").await.json();
            assert_eq!(alias["FunctionVersion"], "2", "{}", function.group);
        }
        stacks::delete(&wire, "moving").await;
    });
}

/// Makes a stack with other defaults for these parameters.
pub(crate) async fn make(wire: &Wire, url: &str, name: &str, parameters: &[(&str, &str)]) {
    let at = upload_template(wire, url, name, &with(parameters)).await;
    let made = stacks::create(wire, name, &at).await;
    let failures = stacks::failures(wire, name).await;
    assert_eq!(made.as_deref(), Ok("CREATE_COMPLETE"), "{failures:?}");
}

/// Deletes a stack. Which tables and user pools it leaves behind.
async fn left(wire: &Wire, name: &str) -> (Vec<String>, Vec<String>) {
    assert_eq!(
        tables(wire, name).await.len(),
        Template::ours().tables().len()
    );
    stacks::delete(wire, name).await;
    (tables(wire, name).await, pools(wire, name).await)
}

async fn tables(wire: &Wire, stack: &str) -> Vec<String> {
    let operation = "DynamoDB_20120810.ListTables";
    let answer = wire
        .json("dynamodb", operation, json!({"Limit": 100}))
        .await;
    named(&answer["TableNames"], Value::as_str, stack)
}

async fn pools(wire: &Wire, stack: &str) -> Vec<String> {
    let operation = "AWSCognitoIdentityProviderService.ListUserPools";
    let answer = wire
        .json("cognito-idp", operation, json!({"MaxResults": 60}))
        .await;
    named(&answer["UserPools"], |pool| pool["Name"].as_str(), stack)
}

fn named(list: &Value, name: impl Fn(&Value) -> Option<&str>, stack: &str) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    let names = list.map(|one| name(one).unwrap());
    let own = names.filter(|name| name.starts_with(stack));
    own.map(str::to_owned).collect()
}

fn nothing_is_left_of_a_stack_for_development() {
    run(async |deployed, wire| {
        make(&wire, &deployed.url, "short-lived", &[]).await;
        // AWS would not delete the stack then: its bucket has to be empty.
        let bucket = &stacks::resources(&wire, "short-lived").await["SiteBucket"].physical;
        wire.put(&format!("/{bucket}/docs/index.html"), "").await;
        let (tables, pools) = left(&wire, "short-lived").await;
        assert!(
            tables.is_empty() && pools.is_empty(),
            "{tables:?} {pools:?}"
        );
    });
}

fn tables_and_people_are_left_of_a_stack_for_production() {
    run(async |deployed, wire| {
        production::make(&wire, &deployed.url, "lasting").await;
        let (mut tables, pools) = left(&wire, "lasting").await;
        let ours = Template::ours();
        let mut expected: Vec<_> = ours
            .tables()
            .iter()
            .map(|table| table.name("lasting"))
            .collect();
        tables.sort();
        expected.sort();
        assert_eq!(tables, expected);
        assert_eq!(pools, ["lasting"]);
    });
}
