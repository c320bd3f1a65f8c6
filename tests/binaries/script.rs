//! Programs that are a real binary, run in another way than by itself.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Makes a program of a shell's command: variables, then the binary, perhaps behind what runs it.
pub(crate) fn write(path: &Path, variables: &str, command: &str) {
    let text = format!("#!/bin/sh\n{variables} exec {command}\n");
    std::fs::write(path, text).expect("the script can be written");
    let runnable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, runnable).expect("the script can be made to run");
}
