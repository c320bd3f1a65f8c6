//! What decides which lines are kept.

use std::collections::BTreeSet;

use runtime::log::OURS;
use serde_json::Value;
use template::Template;

use crate::house;
use crate::resource::properties;

/// The crates that functions are made of, as Rust calls them: all of `functions/`, and what these need of ours.
fn rooms() -> BTreeSet<String> {
    let folders = std::fs::read_dir(house::root().join("functions"));
    let groups = folders.expect("there are functions").flatten();
    let groups: Vec<_> = groups
        .map(|group| group.file_name().to_string_lossy().into_owned())
        .collect();
    let mut rooms: BTreeSet<String> = groups.iter().cloned().collect();
    let mut manifests: Vec<_> = groups.iter().map(|g| format!("functions/{g}")).collect();
    while let Some(folder) = manifests.pop() {
        let manifest = house::toml(&format!("{folder}/Cargo.toml"));
        let needed = manifest["dependencies"].as_table().expect("dependencies");
        for name in needed.keys() {
            let shared = format!("shared/{name}");
            if house::root().join(&shared).is_dir() && rooms.insert(name.clone()) {
                manifests.push(shared);
            }
        }
    }
    rooms.iter().map(|room| room.replace('-', "_")).collect()
}

#[test]
fn every_room_of_a_function_may_write_debug_lines_and_nobody_else() {
    assert_eq!(BTreeSet::from(OURS.map(str::to_owned)), rooms());
}

#[test]
fn lambda_drops_no_line_that_a_function_has_decided_to_write() {
    let ours = Template::ours();
    let logging = &ours.document()["Globals"]["Function"]["LoggingConfig"];
    assert_eq!(logging["LogFormat"], "JSON");
    assert_eq!(logging["ApplicationLogLevel"], "TRACE");
}

#[test]
fn no_invocation_is_sampled_unless_a_parameter_says_so() {
    let ours = Template::ours();
    let share = &ours.document()["Parameters"]["DebugSampleShare"];
    assert_eq!(share["Default"], "0");
    for function in ours.functions() {
        let reference = &function.environment["DEBUG_SAMPLE_SHARE"]["Ref"];
        assert_eq!(reference, "DebugSampleShare", "{}", function.group);
    }
}

#[test]
fn the_access_log_leads_to_a_functions_lines_and_they_to_it() {
    let format = properties("Api")["AccessLogSettings"]["Format"].clone();
    let line: Value = serde_json::from_str(format.as_str().expect("text")).expect("JSON");
    // `api_request_id` and `request_id` there.
    assert_eq!(line["requestId"], "$context.requestId");
    assert_eq!(
        line["integrationRequestId"],
        "$context.integration.requestId"
    );
}
