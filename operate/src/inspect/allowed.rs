//! What a function may be, so that it starts on Lambda, and soon.

use auditable_serde::VersionInfo;

use super::Architecture;
use super::binary::{Binary, Glibc};

/// How large a function may be unless somebody says otherwise: an eighth more than the largest was (`docs/decisions/0025-build.md`).
pub(super) const MEGABYTES: u32 = 20;

/// What Amazon Linux 2023 has.
const GLIBC: &str = "2.34";

/// What `provided.al2023` has beside it: glibc's own, and the compiler's.
const LIBRARIES: [&str; 8] = [
    "ld-linux-aarch64.so.1",
    "ld-linux-x86-64.so.2",
    "libc.so.6",
    "libdl.so.2",
    "libgcc_s.so.1",
    "libm.so.6",
    "libpthread.so.0",
    "librt.so.1",
];

/// The newest glibc that may be asked for.
pub(super) fn glibc() -> Glibc {
    Glibc::parse(GLIBC).unwrap_or_default()
}

/// Everything that speaks against deploying it as this package's function.
pub(super) fn against(
    binary: &Binary,
    package: &str,
    wanted: Architecture,
    megabytes: u32,
) -> Vec<String> {
    let mut against = Vec::new();
    if binary.architecture != Some(wanted) {
        let is = binary
            .architecture
            .map_or("something else", Architecture::name);
        let wanted = wanted.name();
        against.push(format!("it is built for {is}, not for {wanted}"));
    }
    let newest = glibc();
    if binary.glibc > newest {
        against.push(format!(
            "it asks for glibc {}, and Lambda has {newest}; `cargo lambda build` links for an older one, `cargo build` for this machine's",
            binary.glibc
        ));
    }
    for odd in &binary.odd {
        against.push(format!(
            "it asks glibc for {odd}, which Lambda's may not have"
        ));
    }
    let foreign = |library: &&String| !LIBRARIES.contains(&library.as_str());
    for library in binary.libraries.iter().filter(foreign) {
        against.push(format!("it needs {library}, which Lambda does not have"));
    }
    if binary.size > megabytes as usize * 1_000_000 {
        against.push(format!(
            "it is larger than {megabytes} MB; `cargo tree -p {package} -e normal` says what it is made of"
        ));
    }
    match &binary.contents {
        Ok(contents) => against.extend(another(contents, package)),
        Err(why) => against.push(format!("it does not say what is in it: {why}")),
    }
    against
}

/// What was put into the folder of another.
fn another(contents: &VersionInfo, package: &str) -> Option<String> {
    let root = contents.packages.iter().find(|one| one.root)?;
    let name = &root.name;
    (name != package).then(|| format!("it is the function {name}"))
}
