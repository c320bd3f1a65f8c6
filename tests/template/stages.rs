//! `samconfig.toml` sets only parameters that there are, to values they may have.

use crate::house;
use template::Template;

#[test]
fn every_parameter_of_every_stage_exists_and_allows_its_value() {
    let ours = Template::ours();
    let parameters = &ours.document()["Parameters"];
    let mut checked = 0;
    for (stage, settings) in house::toml("samconfig.toml") {
        let overrides = settings
            .get("deploy")
            .and_then(|deploy| deploy["parameters"]["parameter_overrides"].as_array());
        for setting in overrides.into_iter().flatten() {
            let setting = setting.as_str().expect("an override is text");
            let (name, value) = setting.split_once('=').expect("an override is name=value");
            let parameter = &parameters[name];
            assert!(
                parameter.is_object(),
                "{stage}: there is no parameter {name}"
            );
            if let Some(allowed) = parameter["AllowedValues"].as_array() {
                let as_text = |allowed: &serde_json::Value| match allowed.as_str() {
                    Some(text) => text.to_owned(),
                    None => allowed.to_string(),
                };
                assert!(
                    allowed.iter().any(|allowed| as_text(allowed) == value),
                    "{stage}: {setting}"
                );
            }
            checked += 1;
        }
    }
    assert!(checked > 0, "no stage sets a parameter");
}

#[test]
fn every_parameter_has_a_default_so_that_a_first_deployment_asks_for_nothing() {
    let ours = Template::ours();
    let parameters = ours.document()["Parameters"]
        .as_object()
        .expect("there are parameters");
    for (name, parameter) in parameters {
        assert!(!parameter["Default"].is_null(), "{name}");
        assert!(parameter["Description"].is_string(), "{name}");
    }
}
