//! Where this repository's own files are.

use std::path::{Path, PathBuf};

/// The repository's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests' package lies in the repository")
        .to_owned()
}

/// The text of one of its files.
pub(crate) fn text(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// One of its TOML files.
pub(crate) fn toml(path: &str) -> toml::Table {
    text(path)
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// `GoalsFunction` of `goals`, `PracticeWorkerFunction` of `practice-worker`, `QaCountersTable` of `qa_counters`.
pub(crate) fn logical_id(name: &str, kind: &str) -> String {
    let mut id = String::new();
    for word in name.split(['-', '_']) {
        let (first, rest) = word.split_at(word.len().min(1));
        id.push_str(&first.to_uppercase());
        id.push_str(rest);
    }
    id + kind
}
