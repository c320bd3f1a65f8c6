//! What is taken out of the template before the stand-in gets it, because it refuses the whole otherwise. `going.rs` holds it to
//! refusing each of them still; what it takes and does not do stands in `unlike.rs`.

use serde_json::Value;
use template::Template;

/// The types that SAM makes of `DeploymentPreference`, which the stand-in does not know.
pub(crate) const UNKNOWN: [&str; 2] = [
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
];

/// The type that it does not know of those that `SharedCache` turns on, which is off.
pub(crate) const UNKNOWN_CACHE: &str = "AWS::ElastiCache::ServerlessCache";

/// What it says of an alarm that works out its figure from others.
pub(crate) const NO_MATH: &str = "(metric math) is not supported";

/// What a function says that can't register its extension: the stand-in's Runtime API takes none.
pub(crate) const NO_EXTENSION: &str = "no extension is registered: the last figures will be lost";

/// The alarms that work out their figures from others, by logical ids.
pub(crate) fn alarms(template: &Template) -> Vec<String> {
    let resources = template.document()["Resources"].as_object().unwrap();
    let of_math = resources.iter().filter(|(_, resource)| {
        resource["Type"] == "AWS::CloudWatch::Alarm" && !resource["Properties"]["Metrics"].is_null()
    });
    of_math.map(|(id, _)| id.clone()).collect()
}

/// The document without all that. What refers to it gets the text that the reference would have come out as.
pub(crate) fn take_out(template: &Template, mut document: Value) -> Value {
    let globals = document["Globals"]["Function"].as_object_mut().unwrap();
    globals.remove("DeploymentPreference").unwrap();
    let mut references = vec![(
        "${ServerlessDeploymentApplication}".to_owned(),
        "${AWS::StackName}-ServerlessDeploymentApplication".to_owned(),
    )];
    for id in alarms(template) {
        let resources = document["Resources"].as_object_mut().unwrap();
        let alarm = resources.remove(&id).unwrap();
        let name = alarm["Properties"]["AlarmName"]["Fn::Sub"].as_str();
        let arn = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm";
        references.push((format!("${{{id}.Arn}}"), format!("{arn}:{}", name.unwrap())));
    }
    let mut text = document.to_string();
    for (reference, plain) in &references {
        assert!(text.contains(reference), "nothing refers to {reference}");
        text = text.replace(reference, plain);
    }
    serde_json::from_str(&text).unwrap()
}
