//! Cargo's own list of what it built. Paths are read from it, never guessed: the target directory can be anywhere.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;

#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// The binaries among the messages of `--message-format=json`, by name.
pub(super) fn binaries(messages: &[u8]) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let mut binaries = BTreeMap::new();
    for message in serde_json::Deserializer::from_slice(messages).into_iter::<Message>() {
        let message =
            message.context("cargo's messages are not of the shape that cargo documents")?;
        let (Some(target), Some(path)) = (message.target, message.executable) else {
            continue;
        };
        if message.reason == "compiler-artifact" && target.kind.iter().any(|kind| kind == "bin") {
            binaries.insert(target.name, path);
        }
    }
    Ok(binaries)
}

#[cfg(test)]
mod tests {
    use super::binaries;

    #[test]
    fn only_binaries_are_taken_from_cargos_messages() {
        let messages = br#"
            {"reason":"compiler-artifact","target":{"name":"goals","kind":["lib"]},"executable":null}
            {"reason":"compiler-artifact","target":{"name":"build","kind":["custom-build"]},"executable":null}
            {"reason":"compiler-artifact","target":{"name":"demo","kind":["example"]},"executable":"/t/demo"}
            {"reason":"compiler-artifact","target":{"name":"goals","kind":["bin"]},"executable":"/t/goals","fresh":true}
            {"reason":"build-finished","success":true}
        "#;
        let found: Vec<_> = binaries(messages).unwrap().into_iter().collect();
        assert_eq!(found, [("goals".to_owned(), "/t/goals".into())]);
    }

    #[test]
    fn text_that_is_no_message_is_an_error() {
        assert!(binaries(b"Compiling goals").is_err());
    }
}
