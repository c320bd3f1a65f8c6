//! What the API itself does before a function is asked: how much it lets through, under which names it answers, what it writes down.

use serde_json::{Value, json};
use template::Template;

use crate::resource::{properties, resource};

fn api() -> Value {
    properties("Api")
}

fn limits(burst: &str, rate: &str) -> Value {
    json!({"ThrottlingBurstLimit": {"Ref": burst}, "ThrottlingRateLimit": {"Ref": rate}})
}

/// Routes that hash a password or ask an assistant.
const COSTLY: [&str; 6] = [
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/register",
    "POST /api/v1/practice/assign",
    "POST /api/v1/qa/query",
    "POST /api/v1/summaries",
    "POST /api/v1/summaries/",
];

#[test]
fn all_routes_are_throttled_and_those_that_cost_more_each_by_itself() {
    let api = api();
    assert_eq!(api["DefaultRouteSettings"], limits("ApiBurst", "ApiRate"));
    let own = api["RouteSettings"].as_object().expect("settings by route");
    let routes: Vec<_> = own.keys().map(String::as_str).collect();
    assert_eq!(routes, COSTLY);
    let ours = Template::ours();
    for (route, settings) in own {
        assert_eq!(*settings, limits("CostlyBurst", "CostlyRate"));
        let known = ours.routes().iter().any(|one| one.route_key() == *route);
        assert!(known, "there is no {route}: the deployment would fail");
    }
}

#[test]
fn the_limits_of_a_costly_route_are_below_those_of_all() {
    let ours = Template::ours();
    let default = |name: &str| ours.document()["Parameters"][name]["Default"].as_u64();
    assert!(default("CostlyRate") < default("ApiRate"));
    assert!(default("CostlyBurst") < default("ApiBurst"));
}

#[test]
fn no_route_takes_what_no_route_was_meant_for() {
    for route in Template::ours().routes() {
        assert!(!route.route_key().contains('$'), "{}", route.route_key());
        assert!(!route.path.contains('+'), "{}", route.path);
    }
}

#[test]
fn a_name_of_ones_own_comes_with_its_certificate_and_leads_to_the_stage() {
    for (id, condition) in [
        ("Domain", "HasDomain"),
        ("DomainMapping", "HasDomain"),
        ("DomainRecord", "HasDomainRecord"),
    ] {
        assert_eq!(resource(id)["Condition"], condition, "{id}");
    }
    let settings = &properties("Domain")["DomainNameConfigurations"];
    assert_eq!(
        settings[0]["CertificateArn"],
        json!({"Ref": "CertificateArn"})
    );
    assert_eq!(settings[0]["SecurityPolicy"], "TLS_1_2");
    let mapping = properties("DomainMapping");
    assert_eq!(mapping["Stage"], json!({"Ref": "Api.Stage"}));
}

#[test]
fn the_name_that_aws_gives_is_closed_only_on_demand_and_only_beside_another() {
    let ours = Template::ours();
    assert_eq!(
        ours.document()["Parameters"]["DefaultEndpoint"]["Default"],
        "open"
    );
    assert_eq!(
        api()["DisableExecuteApiEndpoint"]["Fn::If"],
        json!(["IsDefaultEndpointClosed", true, false])
    );
    let rule = &ours.document()["Rules"]["DefaultEndpointIsNotTheOnlyOne"];
    assert_eq!(
        rule["Assertions"][0]["Assert"],
        json!({"Fn::Not": [{"Fn::Equals": [{"Ref": "DomainName"}, ""]}]})
    );
}

#[test]
fn the_access_log_is_json_without_paths_or_anything_of_a_caller() {
    let format = api()["AccessLogSettings"]["Format"].clone();
    let format = format.as_str().expect("the format is text");
    let line: Value = serde_json::from_str(format).expect("a line is JSON");
    for (name, value) in line.as_object().expect("an object") {
        let value = value.as_str().expect("text");
        for told in ["path", "authorizer.claims", "identity", "query", "header"] {
            assert!(!value.contains(told), "{name}: {value}");
        }
    }
}
