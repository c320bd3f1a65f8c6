//! Folder, package, binary, `CodeUri` and logical id of a function are one name; nothing is missing on either side.

use crate::house;
use crate::resource::properties;
use std::collections::BTreeSet;
use template::Template;

/// The groups that have a folder.
fn folders() -> BTreeSet<String> {
    std::fs::read_dir(house::root().join("functions"))
        .expect("there are functions")
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn every_function_has_its_folder_and_every_folder_its_function() {
    let ours = Template::ours();
    let mut groups: BTreeSet<_> = ours
        .functions()
        .iter()
        .map(|function| function.group.clone())
        .collect();
    // What tries new versions is none of those that get traffic.
    let code = &properties("PreflightFunction")["Code"];
    let folder = code.as_str().expect("a folder");
    assert_eq!(folder, "target/lambda/preflight/");
    groups.insert("preflight".to_owned());
    assert_eq!(groups, folders());
}

#[test]
fn package_and_binary_are_called_like_the_folder() {
    for group in folders() {
        let manifest = house::toml(&format!("functions/{group}/Cargo.toml"));
        assert_eq!(manifest["package"]["name"].as_str(), Some(group.as_str()));
        // Without a [[bin]], src/main.rs becomes a binary with the package's name.
        assert!(!manifest.contains_key("bin"), "{group} renames its binary");
        assert!(
            house::root()
                .join(format!("functions/{group}/src/main.rs"))
                .is_file(),
            "{group}"
        );
    }
}

#[test]
fn a_function_is_called_after_its_group_and_logs_into_its_own_group_of_logs() {
    let ours = Template::ours();
    for function in ours.functions() {
        let group = &function.group;
        assert_eq!(function.logical_id, house::logical_id(group, "Function"));

        let resources = &ours.document()["Resources"];
        let log_group = house::logical_id(group, "LogGroup");
        let logging = &resources[&function.logical_id]["Properties"]["LoggingConfig"];
        assert_eq!(logging["LogGroup"]["Ref"], log_group.as_str());
        let properties = &resources[&log_group]["Properties"];
        assert_eq!(
            properties["RetentionInDays"]["Ref"], "RetentionInDays",
            "{log_group}"
        );
    }
}

#[test]
fn every_function_with_routes_answers_before_the_api_gives_up() {
    let ours = Template::ours();
    for function in ours.functions() {
        let has_routes = ours
            .routes()
            .iter()
            .any(|route| route.function == function.group);
        let seconds = function.timeout_seconds;
        assert!(!has_routes || seconds < 29, "{}", function.logical_id);
    }
}
