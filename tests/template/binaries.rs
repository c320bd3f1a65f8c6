//! Folder, package, binary, `CodeUri` and logical id of a function are one name; nothing is missing on either side.

use crate::house;
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
    assert_eq!(*ours.packages(), folders());
}

#[test]
fn one_build_makes_every_function_and_nothing_else() {
    let manifest = house::toml("Cargo.toml");
    let built = &manifest["workspace"]["metadata"]["lambda"]["build"]["packages"];
    let built = built.as_array().expect("a list").iter();
    let built: BTreeSet<_> = built.filter_map(|one| one.as_str()).collect();
    assert_eq!(built, folders().iter().map(String::as_str).collect());
}

/// What a person is told to type is for the architecture that the template deploys unless somebody says otherwise, and the binaries
/// say what is in them.
#[test]
fn what_the_documents_build_is_what_the_template_deploys() {
    let ours = Template::ours();
    let deployed = ours.document()["Parameters"]["Architecture"]["Default"]
        .as_str()
        .expect("there is a default");
    let mut of_default = 0;
    for document in ["README.md", "docs/OPERATIONS.md"] {
        for line in house::text(document).lines() {
            let Some((before, build)) = line.split_once("lambda build --") else {
                continue;
            };
            assert!(before.ends_with("cargo auditable "), "{document}: {line}");
            if line.contains("Architecture=x86_64") {
                assert!(build.contains("--x86-64"), "{document}: {line}");
            } else {
                assert!(
                    build.contains(&format!("--{deployed}")),
                    "{document}: {line}"
                );
                of_default += 1;
            }
        }
    }
    assert!(of_default > 0);
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
