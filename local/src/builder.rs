//! Builds the functions' binaries with cargo, and notices when they are built again.

mod artifacts;
mod watcher;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail, ensure};
use tokio::process::Command;

pub use watcher::watch;

/// How the functions are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Cargo's `dev`: quick to build.
    Dev,
    /// `quick` of the root manifest: optimised, without the minutes that the deployed profile's fat LTO takes.
    Quick,
}

impl Profile {
    /// The name as cargo knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Quick => "quick",
        }
    }

    /// Which packages cargo is asked for. In `dev` all of the workspace: features are then resolved as they were for this very
    /// program and for the tests, and the SDK is not compiled a second time. Optimised, each dependency gets what it is
    /// deployed with.
    fn selection(self, packages: &[&str]) -> Vec<String> {
        match self {
            Self::Dev => vec!["--workspace".to_owned()],
            Self::Quick => packages
                .iter()
                .map(|package| format!("--package={package}"))
                .collect(),
        }
    }
}

/// Compiles the packages and returns the binary of each, as cargo reports it. Cargo's progress and messages go to
/// stderr, as always.
///
/// # Errors
/// Cargo can't be started, the build fails, or a package has no binary of its own name.
pub async fn build(
    packages: &[&str],
    profile: Profile,
) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    ensure!(
        !packages.is_empty(),
        "the template has no functions, so there is nothing to build"
    );
    // The cargo and the workspace that this very program was built with and from.
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(workspace)
        .args(["build", "--bins", "--profile", profile.name()])
        .args(profile.selection(packages))
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .kill_on_drop(true);
    let child = command
        .spawn()
        .context("cargo could not be started to build the functions")?;
    let output = child
        .wait_with_output()
        .await
        .context("cargo could not be waited for")?;
    if !output.status.success() {
        bail!(
            "the functions do not build ({}); what cargo said stands above",
            output.status
        );
    }
    let binaries = artifacts::binaries(&output.stdout)?;
    packages
        .iter()
        .map(|package| {
            let binary = binaries
                .get(*package)
                .with_context(|| format!("package `{package}` has no binary named `{package}`"))?;
            Ok(((*package).to_owned(), binary.clone()))
        })
        .collect()
}
