//! Notices that a binary was built again, by its file's time of change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tokio::time::{MissedTickBehavior, interval};

/// Looks at the binaries once per `every` and calls `rebuilt` with the name of each that is another file than before.
/// Runs until it is dropped.
pub async fn watch(
    binaries: &BTreeMap<String, PathBuf>,
    every: Duration,
    mut rebuilt: impl FnMut(&str),
) {
    let mut known: BTreeMap<&str, Option<SystemTime>> =
        binaries.iter().map(|(name, path)| (name.as_str(), changed(path))).collect();
    let mut tick = interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        for (name, path) in binaries {
            // Cargo takes the old file away before the new one is there: then there is nothing to see yet.
            let Some(now) = changed(path) else { continue };
            if known.insert(name, Some(now)) != Some(Some(now)) {
                rebuilt(name);
            }
        }
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
