//! What is there after CloudFormation has ended is what the template says.

use std::collections::BTreeSet;

use serde_json::Value;
use template::Template;
use testkit::harness::Test;

use crate::deployed::{Deployed, STACK, run, run_for_production};
use crate::found::{Asked, found};
use crate::unlike::{UNLIKE, UNLIKE_FOR_PRODUCTION, Unlike};
use crate::wire::Wire;
use crate::{left_out, production, stacks};

pub(crate) const TESTS: &[Test] = &[
    (
        "the_stack_is_made_with_default_parameters_and_has_every_resource_but_those_left_out",
        the_stack_is_made_with_default_parameters_and_has_every_resource_but_those_left_out,
    ),
    (
        "every_resource_is_what_the_template_says_but_for_what_is_listed",
        every_resource_is_what_the_template_says_but_for_what_is_listed,
    ),
    (
        "every_resource_of_a_stack_for_production_is_so_too",
        every_resource_of_a_stack_for_production_is_so_too,
    ),
    (
        "functions_start_with_the_variables_that_the_template_resolves_to",
        functions_start_with_the_variables_that_the_template_resolves_to,
    ),
    (
        "the_outputs_name_what_was_made",
        the_outputs_name_what_was_made,
    ),
    (
        "the_api_of_a_stack_for_production_is_where_its_site_is",
        the_api_of_a_stack_for_production_is_where_its_site_is,
    ),
];

fn the_stack_is_made_with_default_parameters_and_has_every_resource_but_those_left_out() {
    run(async |deployed, _| {
        for (id, resource) in &deployed.resources {
            assert_eq!(resource.status, "CREATE_COMPLETE", "{id}");
        }
        let ours = Template::ours();
        let left_out = left_out::alarms(&ours);
        let expected = ours.document()["Resources"].as_object().unwrap().keys();
        let expected = expected.filter(|id| {
            let made = ours.properties(id, &deployed.values);
            // What can't be worked out is unconditional.
            made.map_or(true, |made| made.is_some()) && !left_out.contains(id)
        });
        let missing: Vec<_> = expected
            .filter(|id| !deployed.resources.contains_key(*id))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    });
}

fn every_resource_is_what_the_template_says_but_for_what_is_listed() {
    run(async |deployed, wire| {
        let (unlike, told) = unlike(deployed, &wire).await;
        assert_eq!(unlike, listed(UNLIKE), "{told:#?}");
    });
}

fn every_resource_of_a_stack_for_production_is_so_too() {
    run_for_production(async |deployed, wire| {
        let described = deployed.processed["Resources"].as_object().unwrap();
        let missing = described.keys().filter(|id| {
            let made = template::properties(&deployed.processed, id, &deployed.values);
            made.unwrap().is_some() && !deployed.resources.contains_key(*id)
        });
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new());
        for record in ["DomainRecord", "SiteRecord"] {
            assert!(deployed.resources.contains_key(record), "{record}");
        }
        let (unlike, told) = unlike(deployed, &wire).await;
        let listed = &listed(UNLIKE) | &listed(UNLIKE_FOR_PRODUCTION);
        assert_eq!(unlike, listed, "{told:#?}");
    });
}

fn listed(list: &[Unlike]) -> BTreeSet<(String, String)> {
    list.iter()
        .map(|(kind, property)| ((*kind).to_owned(), (*property).to_owned()))
        .collect()
}

/// Which properties of which types are not there, and what is there instead.
async fn unlike(deployed: &Deployed, wire: &Wire) -> (BTreeSet<(String, String)>, Vec<String>) {
    let mut unlike = BTreeSet::new();
    let mut told = Vec::new();
    for (id, resource) in &deployed.resources {
        let kind = resource.kind.as_str();
        let expected = deployed.properties(id);
        let asked = Asked {
            deployed,
            wire,
            expected: &expected,
            physical: &resource.physical,
        };
        let found = found(kind, asked).await;
        for (property, expected) in expected.as_object().unwrap() {
            if !is_in(expected, &found[property]) {
                unlike.insert((kind.to_owned(), property.clone()));
                told.push(format!("{id}: {property}: {expected}: {}", found[property]));
            }
        }
    }
    (unlike, told)
}

/// Whether what the template says is there, whatever else is there too. Services answer numbers and flags as texts, some of them.
fn is_in(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => expected
            .iter()
            .all(|(name, value)| is_in(value, found.get(name).unwrap_or(&Value::Null))),
        (Value::Array(expected), Value::Array(found)) => {
            let mut pairs = expected.iter().zip(found);
            expected.len() == found.len() && pairs.all(|(expected, found)| is_in(expected, found))
        }
        _ => plain(expected) == plain(found),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().unwrap().to_string(),
        other => other.to_string(),
    }
}

fn functions_start_with_the_variables_that_the_template_resolves_to() {
    run(async |deployed, wire| {
        let ours = Template::ours();
        for function in ours.functions() {
            let asked = Asked {
                deployed,
                wire: &wire,
                expected: &deployed.properties(&function.logical_id),
                physical: deployed.physical(&function.logical_id),
            };
            let found = found("AWS::Lambda::Function", asked).await;
            let found = &found["Environment"]["Variables"];
            let mut expected = ours.environment(function, &deployed.values).unwrap();
            assert_eq!(
                found,
                &serde_json::to_value(&expected).unwrap(),
                "{}",
                function.group
            );
            // What a function can't do without, and what would let somebody in if it were empty.
            for name in [
                "TABLE_PREFIX",
                "TOKEN_ISSUER",
                "USER_CLIENT_ID",
                "CURSOR_KEY",
            ] {
                assert!(!expected.remove(name).unwrap().is_empty(), "{name}");
            }
        }
    });
}

fn the_api_of_a_stack_for_production_is_where_its_site_is() {
    run_for_production(async |deployed, wire| {
        let outputs = stacks::outputs(&wire, &deployed.stack).await;
        let expected = format!("https://{}", production::site(&deployed.stack));
        assert_eq!(outputs["SiteUrl"], expected);
        assert_eq!(outputs["ApiUrl"], expected);
    });
}

fn the_outputs_name_what_was_made() {
    run(async |deployed, wire| {
        let outputs = stacks::outputs(&wire, STACK).await;
        let names: Vec<_> = outputs.keys().map(String::as_str).collect();
        let ours = Template::ours();
        let expected = ours.document()["Outputs"].as_object().unwrap();
        assert_eq!(names, expected.keys().collect::<Vec<_>>());
        for (output, id) in [
            ("AlarmTopicArn", "AlarmTopic"),
            ("MachineClientId", "MachineClient"),
            ("MonitoringClientId", "MonitoringClient"),
            ("SiteBucket", "SiteBucket"),
            ("SiteDistributionId", "SiteDistribution"),
            ("UserClientId", "UserClient"),
            ("UserPoolId", "UserPool"),
        ] {
            assert_eq!(outputs[output], deployed.physical(id), "{output}");
        }
        let name = deployed.values.get("SiteDistribution.DomainName").unwrap();
        assert_eq!(outputs["SiteUrl"], format!("https://{name}"));
        // The stand-in's own address, and AWS's, which it does not have.
        assert!(outputs["ApiUrl"].contains(deployed.physical("Api")));
        let domain = deployed.physical("UserPoolDomain");
        assert!(outputs["TokenEndpoint"].starts_with(&format!("https://{domain}.auth.")));
    });
}
