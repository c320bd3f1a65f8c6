//! A change of what a function is configured by is a new version: otherwise the alias would go on with the old one.
//!
//! SAM publishes a version when the text of the template is another. Parameters are behind that text.

use std::collections::BTreeSet;

use serde_json::Value;
use template::Template;

/// Parameters that change no version: one for all versions of a function, and one whose change is a change of the code.
const BESIDE: [&str; 2] = ["ReservedConcurrency", "Architecture"];

/// What the subnets come with: they are of this VPC.
const WITH_THE_SUBNETS: &str = "SharedCacheVpcId";

/// The parameters that a value depends on, through conditions too.
fn depends_on(value: &Value, document: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| depends_on(item, document, found)),
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("Ref", Value::String(name)) => add(name, document, found),
                    ("Fn::Sub", Value::String(text)) => {
                        let names = text
                            .split("${")
                            .skip(1)
                            .filter_map(|part| part.split_once('}'));
                        names.for_each(|(name, _)| add(name, document, found));
                    }
                    ("Fn::If", Value::Array(parts)) => {
                        let name = parts[0].as_str().unwrap_or_default();
                        depends_on(&document["Conditions"][name], document, found);
                        depends_on(value, document, found);
                    }
                    ("Condition", Value::String(name)) => {
                        depends_on(&document["Conditions"][name], document, found);
                    }
                    _ => depends_on(value, document, found),
                }
            }
        }
        _ => {}
    }
}

fn add(name: &str, document: &Value, found: &mut BTreeSet<String>) {
    if document["Parameters"][name].is_object() {
        found.insert(name.to_owned());
    }
}

/// What SAM puts beside the version, and not into it.
const NOT_OF_THE_VERSION: [&str; 3] = ["DeploymentPreference", "Policies", "Events"];

fn of(mut properties: Value, document: &Value) -> BTreeSet<String> {
    if let Some(properties) = properties.as_object_mut() {
        properties.retain(|name, _| {
            !NOT_OF_THE_VERSION.contains(&name.as_str()) && !name.contains("Description")
        });
    }
    let mut found = BTreeSet::new();
    depends_on(&properties, document, &mut found);
    found
}

#[test]
fn every_parameter_that_a_function_is_configured_by_stands_in_the_description_of_its_versions() {
    let ours = Template::ours();
    let document = ours.document();
    let globals = &document["Globals"]["Function"];
    let mut described = BTreeSet::new();
    depends_on(&globals["Description"], document, &mut described);
    let mut needed = of(globals.clone(), document);
    for function in ours.functions() {
        let own = &document["Resources"][&function.logical_id]["Properties"];
        assert_eq!(
            own["VersionDescription"], globals["Description"],
            "{}",
            function.group
        );
        assert_eq!(
            own["AutoPublishAliasAllProperties"], true,
            "{}",
            function.group
        );
        needed.extend(of(own.clone(), document));
    }
    needed.retain(|name| !BESIDE.contains(&name.as_str()) && name != WITH_THE_SUBNETS);
    needed.insert("Release".to_owned());
    assert_eq!(described, needed);
}

#[test]
fn the_description_is_never_longer_than_lambda_takes() {
    let ours = Template::ours();
    let text = &ours.document()["Globals"]["Function"]["Description"]["Fn::Sub"];
    let mut text = text.as_str().expect("a text").to_owned();
    for (name, longest) in [
        ("Release", 16),
        ("LogLevel", 5),
        ("DebugSampleShare", "0.1234".len()),
        ("CursorKeyId", 8),
        ("CursorKeySeals", 8),
        ("CachesOff", "users,subjects,goals,ratings,bank,links".len()),
        ("CacheMemoryMib", 3),
        ("SharedCache", 5),
        (
            "SharedCacheSubnetIds",
            "subnet-0123456789abcdef0".len() * 3 + 2,
        ),
        ("MetricsSink", "cloudwatch".len()),
        // The longest of Bedrock's models has 45.
        ("BedrockModelId", 54),
        ("RevealAnswers", 5),
        ("VerifiedEmail", 5),
        ("ApiThroughSite", 5),
    ] {
        let longest = "x".repeat(longest);
        text = text.replace(&format!("${{{name}}}"), &longest);
    }
    assert!(!text.contains('$'), "{text}");
    assert!(text.len() <= 256, "{}", text.len());
}
