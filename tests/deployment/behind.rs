//! An API that lets in only what has come through CloudFront.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use template::Template;
use testkit::harness::Test;

use crate::deployed::{Deployed, run, run_for_production};
use crate::package::upload_template;
use crate::wire::{Wire, objects};
use crate::{going, production, site, stacks};

pub(crate) const TESTS: &[Test] = &[
    (
        "every_function_knows_the_secret_that_cloudfront_says",
        every_function_knows_the_secret_that_cloudfront_says,
    ),
    (
        "closing_an_api_is_another_version_of_every_function",
        closing_an_api_is_another_version_of_every_function,
    ),
    (
        "what_says_no_secret_is_refused_and_what_does_is_answered",
        what_says_no_secret_is_refused_and_what_does_is_answered,
    ),
    (
        "cloudfront_there_passes_nothing_on_to_the_api",
        cloudfront_there_passes_nothing_on_to_the_api,
    ),
];

fn every_function_knows_the_secret_that_cloudfront_says() {
    run_for_production(async |deployed, wire| {
        let secret = secret(deployed, &wire).await;
        assert_eq!(secret.chars().count(), 48);
        for function in Template::ours().functions() {
            let live = live(&wire, &deployed.stack, &function.group).await;
            let variables = &live["Environment"]["Variables"];
            assert_eq!(variables["SITE_SECRET"], secret, "{}", function.group);
            assert_eq!(variables["SITE_ONLY"], "true", "{}", function.group);
        }
        let distribution = deployed.physical("SiteDistribution");
        let path = format!("/2020-05-31/distribution/{distribution}");
        let found = wire.rest("cloudfront", Method::GET, &path, "").await;
        let said = objects(found.text(), "OriginCustomHeader");
        let expected = json!([{"HeaderName": "x-site-secret", "HeaderValue": secret}]);
        assert_eq!(json!(said), expected);
    });
}

fn closing_an_api_is_another_version_of_every_function() {
    run(async |deployed, wire| {
        going::make(&wire, &deployed.url, "closing", &[]).await;
        let updated = stacks::update(&wire, "closing", ("ApiThroughSite", "only")).await;
        assert_eq!(updated, "UPDATE_COMPLETE");
        for function in Template::ours().functions() {
            let live = live(&wire, "closing", &function.group).await;
            assert_eq!(live["Version"], "2", "{}", function.group);
            let is_closed = &live["Environment"]["Variables"]["SITE_ONLY"];
            assert_eq!(is_closed, "true", "{}", function.group);
        }
        stacks::delete(&wire, "closing").await;
    });
}

/// The version of a function that requests go to.
async fn live(wire: &Wire, stack: &str, group: &str) -> Value {
    let path = format!("/2015-03-31/functions/{stack}-{group}/configuration?Qualifier=live");
    wire.rest("lambda", Method::GET, &path, "").await.json()
}

/// What Secrets Manager has made up.
async fn secret(deployed: &Deployed, wire: &Wire) -> String {
    let asked = json!({"SecretId": deployed.physical("SiteSecret")});
    let operation = "secretsmanager.GetSecretValue";
    let answer = wire.json("secretsmanager", operation, asked).await;
    let text = answer["SecretString"].as_str().unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    value["secret"].as_str().unwrap().to_owned()
}

fn what_says_no_secret_is_refused_and_what_does_is_answered() {
    run_for_production(async |deployed, wire| {
        let secret = secret(deployed, &wire).await;
        let host = production::api(&deployed.stack);
        // Not for `/health`, which the stand-in itself answers for every name but its own for an API.
        let root = async |said: Option<&str>| {
            let mut headers = vec![("host", host.as_str())];
            headers.extend(said.map(|secret| ("x-site-secret", secret)));
            wire.send(Method::GET, "/", &headers, "").await
        };
        for said in [None, Some(""), Some("no secret"), Some(&secret[1..])] {
            let refused = root(said).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{said:?}");
            // Our own words: it is the function that says so.
            assert_eq!(refused.json()["error"]["code"], "FORBIDDEN");
        }
        let answered = root(Some(&secret)).await;
        assert_eq!(answered.status, StatusCode::OK, "{}", answered.text());
    });
}

/// When it does, it is time to ask for the API through the site, instead of saying the secret in these tests.
fn cloudfront_there_passes_nothing_on_to_the_api() {
    run(async |deployed, wire| {
        let values = deployed.values.clone().with("ApiThroughSite", "also");
        let properties = Template::ours().properties("SiteDistribution", &values);
        let mut properties = properties.unwrap().unwrap();
        let config = &mut properties["DistributionConfig"];
        let origin = &mut config["Origins"][1];
        assert_eq!(origin["Id"], "api");
        // There is no secret in this stack.
        origin
            .as_object_mut()
            .unwrap()
            .remove("OriginCustomHeaders");
        let alone = json!({
            "Resources": {"Alone": {"Type": "AWS::CloudFront::Distribution", "Properties": properties}},
            "Outputs": {"SiteUrl": {"Value": {"Fn::Sub": "https://${Alone.DomainName}"}}},
        });
        let at = upload_template(&wire, &deployed.url, "passing", &alone).await;
        let made = stacks::create(&wire, "passing", &at).await;
        assert_eq!(made.as_deref(), Ok("CREATE_COMPLETE"));
        let host = site::host(&wire, "passing").await;
        let answer = site::through(&wire, &host, (Method::GET, "/"), &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{}", answer.text());
    });
}
