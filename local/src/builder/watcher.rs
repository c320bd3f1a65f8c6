//! Notices that a binary was built again, by its file's time of change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tokio::time::{MissedTickBehavior, interval};

/// Looks at the binaries once per `every` and calls `rebuilt` with the name of each that is another file than before.
/// Runs until it is dropped.
pub async fn watch(
    binaries: BTreeMap<String, PathBuf>,
    every: Duration,
    mut rebuilt: impl FnMut(&str),
) {
    let mut known: BTreeMap<&str, Option<SystemTime>> = binaries
        .iter()
        .map(|(name, path)| (name.as_str(), changed(path)))
        .collect();
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        for (name, path) in &binaries {
            // Cargo takes the old file away before the new one is there: then there is nothing to see yet.
            let Some(now) = changed(path) else { continue };
            if known.insert(name, Some(now)) != Some(Some(now)) {
                rebuilt(name);
            }
        }
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::{Duration, SystemTime};

    use tokio::sync::mpsc;

    use super::watch;

    #[tokio::test]
    async fn only_the_binary_that_was_built_again_is_reported() {
        let directory = tempfile::tempdir().unwrap();
        let binaries: BTreeMap<_, _> = ["goals", "ops"]
            .map(|name| (name.to_owned(), directory.path().join(name)))
            .into();
        for path in binaries.values() {
            std::fs::write(path, "old").unwrap();
        }
        let (tell, mut told) = mpsc::unbounded_channel();
        let goals = binaries["goals"].clone();
        let watching = tokio::spawn(watch(binaries, Duration::from_millis(1), move |name| {
            tell.send(name.to_owned()).unwrap();
        }));
        // On this one thread the watcher runs now, and sees the old files first.
        tokio::task::yield_now().await;
        let file = std::fs::File::options().write(true).open(goals).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(told.recv().await.as_deref(), Some("goals"));
        assert!(told.is_empty());
        watching.abort();
    }
}
