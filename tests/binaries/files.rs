//! The files under `events/` and the snapshots of their answers: one of each, and all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Parser;
use local::cli::Options;
use local::machine::Stack;
use serde_json::Value;
use template::Template;

use crate::case::URL;
use crate::catalogue;

/// One file under `events/`.
#[derive(Debug, Clone)]
pub(crate) struct EventFile {
    /// The function it is for.
    pub(crate) group: String,
    /// `list.ok`.
    pub(crate) name: String,
    /// The event as it stands in the file.
    pub(crate) text: String,
}

impl EventFile {
    /// `GET /api/v1/goals`.
    pub(crate) fn route_key(&self) -> String {
        let event: Value = serde_json::from_str(&self.text).expect("an event is JSON");
        event["routeKey"]
            .as_str()
            .expect("every event has a route")
            .to_owned()
    }
}

/// All of them, by group, in the order of their names.
pub(crate) fn by_group() -> BTreeMap<String, Vec<EventFile>> {
    let mut groups: BTreeMap<String, Vec<EventFile>> = BTreeMap::new();
    for path in below("events", "json") {
        let (group, name) = path
            .split_once('/')
            .expect("every event lies in a group's folder");
        let text = std::fs::read_to_string(root().join("events").join(format!("{path}.json")));
        let file = EventFile {
            group: group.to_owned(),
            name: name.to_owned(),
            text: text.expect("the file can be read"),
        };
        groups.entry(group.to_owned()).or_default().push(file);
    }
    groups
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package lies in it")
        .to_owned()
}

/// The files of this kind below a folder: their paths there, less the extension.
fn below(folder: &str, extension: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for group in std::fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .flatten()
    {
        for file in std::fs::read_dir(group.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = file.file_name().to_string_lossy().into_owned();
            // What insta leaves for review after a difference.
            if name.ends_with(".new") {
                continue;
            }
            let name = name
                .strip_suffix(&format!(".{extension}"))
                .unwrap_or_else(|| panic!("{} does not belong there", file.path().display()));
            found.insert(format!("{}/{name}", group.file_name().to_string_lossy()));
        }
    }
    found
}

#[test]
fn every_event_file_is_what_the_gateway_makes_of_its_case() {
    let stack = Stack::new(&Options::parse_from(["local"]), URL);
    let template = Template::ours();
    let mut files = below("events", "json");
    for case in catalogue::all() {
        let path = root().join("events").join(case.file());
        let made = case.event(&template, &stack);
        if tests::asked_for("UPDATE_EVENTS") {
            std::fs::create_dir_all(path.parent().expect("a group's folder"))
                .expect("it can be made");
            let text = serde_json::to_string_pretty(&made).expect("an event is JSON");
            std::fs::write(&path, text + "\n").expect("the event can be written");
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let kept: Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(
            kept,
            made,
            "{} is outdated: UPDATE_EVENTS=1 makes it anew",
            case.file()
        );
        files.remove(case.file().trim_end_matches(".json"));
    }
    assert!(files.is_empty(), "no case makes these: {files:?}");
}

#[test]
fn every_event_is_named_after_the_file_of_its_operation() {
    for file in by_group().into_values().flatten() {
        // `bank.create.ok` is of `bank/create.rs`.
        let (operation, _) = file.name.rsplit_once('.').expect("operation and case");
        let operation = operation.replace('.', "/");
        let source = root().join(format!("functions/{}/src/{operation}.rs", file.group));
        assert!(
            source.is_file(),
            "{}/{}: there is no {}",
            file.group,
            file.name,
            source.display()
        );
    }
}

#[test]
fn every_event_has_its_expected_answer_and_no_answer_lacks_its_event() {
    assert_eq!(
        below("events", "json"),
        below("tests/binaries/snapshots", "snap")
    );
}
