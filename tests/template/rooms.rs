//! The rooms of `template.yaml`: their order, and that everything stands in its own.

use template::TEXT;

const ROOMS: [&str; 14] = [
    "Parameters and conditions",
    "Globals",
    "API",
    "Identity",
    "Tables",
    "Shared cache",
    "Functions",
    "Workers and queues",
    "Static site",
    "Metrics",
    "Alarms",
    "Deployment",
    "Dashboard",
    "Outputs",
];

/// The rooms as they stand: each one's name and its lines.
fn rooms() -> Vec<(&'static str, Vec<&'static str>)> {
    let lines: Vec<_> = TEXT.lines().collect();
    let mut rooms: Vec<(&str, Vec<&str>)> = Vec::new();
    let is_rule = |line: &str| line.starts_with("# ====");
    for (number, line) in lines.iter().enumerate() {
        if is_rule(line) && lines.get(number + 2).is_some_and(|line| is_rule(line)) {
            rooms.push((lines[number + 1].trim_start_matches("# "), Vec::new()));
        } else if let Some((_, inside)) = rooms.last_mut() {
            inside.push(line);
        }
    }
    rooms
}

/// Names and types of what a room holds: its entries are indented by two.
fn entries(lines: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    let mut entries: Vec<(&str, &str)> = Vec::new();
    for line in lines {
        let indented = line
            .strip_prefix("  ")
            .filter(|rest| rest.starts_with(char::is_alphabetic));
        if let Some(name) = indented.and_then(|rest| rest.strip_suffix(':')) {
            entries.push((name, ""));
        } else if let (Some(kind), Some(entry)) =
            (line.strip_prefix("    Type: "), entries.last_mut())
        {
            entry.1 = kind;
        }
    }
    entries
}

fn room(name: &str) -> Vec<(&'static str, &'static str)> {
    let found = rooms().into_iter().find(|(room, _)| *room == name);
    entries(&found.expect("the room is there").1)
}

#[test]
fn the_rooms_stand_in_their_fixed_order() {
    let names: Vec<_> = rooms().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ROOMS);
}

#[test]
fn every_resource_stands_in_the_room_of_its_kind() {
    for (name, kinds) in [
        (
            "API",
            [
                "AWS::ApiGatewayV2::",
                "AWS::Logs::",
                "AWS::Route53::RecordSet",
                "AWS::Serverless::HttpApi",
            ]
            .as_slice(),
        ),
        ("Identity", &["AWS::Cognito::", "AWS::SecretsManager::"]),
        ("Tables", &["AWS::DynamoDB::Table", "AWS::IAM::Policy"]),
        (
            "Shared cache",
            &[
                "AWS::EC2::SecurityGroup",
                "AWS::EC2::VPCEndpoint",
                "AWS::ElastiCache::",
                "AWS::IAM::Policy",
            ],
        ),
        ("Functions", &["AWS::Serverless::Function", "AWS::Logs::"]),
        (
            "Static site",
            &[
                "AWS::CloudFront::",
                "AWS::Route53::RecordSet",
                "AWS::S3::",
                "AWS::SecretsManager::Secret",
            ],
        ),
        ("Metrics", &["AWS::IAM::Policy"]),
        ("Alarms", &["AWS::CloudWatch::Alarm", "AWS::SNS::"]),
        (
            "Deployment",
            &[
                "AWS::CloudWatch::Alarm",
                "AWS::IAM::Role",
                "AWS::Lambda::Function",
                "AWS::Logs::",
            ],
        ),
        ("Dashboard", &["AWS::CloudWatch::Dashboard"]),
        (
            "Workers and queues",
            &[
                "AWS::Lambda::EventSourceMapping",
                "AWS::SQS::Queue",
                "AWS::Serverless::Function",
                "AWS::Logs::",
            ],
        ),
    ] {
        let found = room(name);
        assert!(!found.is_empty(), "{name} is empty");
        for (resource, kind) in found {
            assert!(
                kinds.iter().any(|known| kind.starts_with(known)),
                "{resource} in {name}: {kind}"
            );
        }
    }
}

#[test]
fn tables_functions_queues_alarms_and_what_cache_and_site_are_made_of_stand_in_order_of_their_names()
 {
    for (name, kind) in [
        ("Tables", "Table"),
        ("Shared cache", ""),
        ("Functions", "Function"),
        ("Workers and queues", "Function"),
        ("Workers and queues", "Queue"),
        ("Static site", ""),
        ("Alarms", ""),
        ("Deployment", ""),
    ] {
        let found: Vec<_> = room(name)
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| name.ends_with(kind))
            .collect();
        let mut sorted = found.clone();
        sorted.sort_unstable();
        assert_eq!(found, sorted);
    }
}
