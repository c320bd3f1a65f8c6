//! What a built function says of itself: an ELF file, read without running it.

use std::collections::BTreeSet;
use std::fmt;

use auditable_info::audit_info_from_slice;
use auditable_serde::{DependencyKind, Source, VersionInfo};
use aws_lc_rs::digest::{SHA256, digest};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use object::Endianness;
use object::elf::{DT_NEEDED, EM_AARCH64, EM_X86_64};
use object::read::elf::{Dyn, ElfFile64, FileHeader};

use super::Architecture;

/// More than any list of crates has.
const LARGEST_LIST: usize = 8 << 20;

/// A function as it was built.
#[derive(Debug)]
pub(super) struct Binary {
    /// In bytes.
    pub(super) size: usize,
    /// In bytes, as in an archive.
    pub(super) packed: usize,
    /// In hexadecimal digits.
    pub(super) sha256: String,
    /// `None` for one that Lambda does not have.
    pub(super) architecture: Option<Architecture>,
    /// The newest that it asks for.
    pub(super) glibc: Glibc,
    /// What else it asks glibc for.
    pub(super) odd: BTreeSet<String>,
    /// What must lie beside it when it starts.
    pub(super) libraries: BTreeSet<String>,
    /// What is in it, or why that is not known.
    pub(super) contents: Result<VersionInfo, String>,
}

/// A version of glibc: `2.34`, or `2.2.5`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Glibc(Vec<u32>);

impl Glibc {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts = text.split('.').map(str::parse);
        parts.collect::<Result<_, _>>().ok().map(Self)
    }
}

impl fmt::Display for Glibc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<_> = self.0.iter().map(u32::to_string).collect();
        f.pad(&parts.join("."))
    }
}

impl Binary {
    /// Reads a file.
    ///
    /// # Errors
    /// It is no program of 64 bits for Linux.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, object::Error> {
        let file = ElfFile64::<Endianness>::parse(bytes)?;
        let (glibc, odd) = glibc(&file, bytes)?;
        let contents = audit_info_from_slice(bytes, LARGEST_LIST);
        Ok(Self {
            size: bytes.len(),
            packed: packed(bytes),
            sha256: sha256(bytes),
            architecture: match file.elf_header().e_machine(file.endian()) {
                EM_AARCH64 => Some(Architecture::Arm64),
                EM_X86_64 => Some(Architecture::X86_64),
                _ => None,
            },
            glibc,
            odd,
            libraries: libraries(&file)?,
            contents: contents.map_err(|error| error.to_string()),
        })
    }

    /// How many crates of others are in it; those that only built it are not.
    fn crates(&self) -> Option<usize> {
        let packages = self.contents.as_ref().ok()?.packages.iter();
        let others = packages
            .filter(|one| one.kind == DependencyKind::Runtime && one.source != Source::Local);
        Some(others.count())
    }
}

impl fmt::Display for Binary {
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |bytes: usize| bytes as f64 / 1e6;
        let (size, packed) = (megabytes(self.size), megabytes(self.packed));
        let crates = self.crates().map_or("?".to_owned(), |n| n.to_string());
        write!(
            f,
            "{size:>5.1}  {packed:>6.1}  {:>5}  {crates:>6}",
            self.glibc
        )
    }
}

/// The newest version, and what is none.
fn glibc(
    file: &ElfFile64<'_, Endianness>,
    bytes: &[u8],
) -> Result<(Glibc, BTreeSet<String>), object::Error> {
    let (mut newest, mut odd) = (Glibc::default(), BTreeSet::new());
    let (endian, sections) = (file.endian(), file.elf_section_table());
    let Some((mut needs, strings)) = sections.gnu_verneed(endian, bytes)? else {
        return Ok((newest, odd));
    };
    let strings = sections.strings(endian, bytes, strings)?;
    while let Some((_, mut versions)) = needs.next()? {
        while let Some(version) = versions.next()? {
            let name = String::from_utf8_lossy(version.name(endian, strings)?).into_owned();
            match name.strip_prefix("GLIBC_").map(Glibc::parse) {
                Some(Some(version)) => newest = newest.max(version),
                Some(None) => drop(odd.insert(name)),
                None => {}
            }
        }
    }
    Ok((newest, odd))
}

fn libraries(file: &ElfFile64<'_, Endianness>) -> Result<BTreeSet<String>, object::Error> {
    let table = file.elf_dynamic_table()?;
    let (endian, strings) = (file.endian(), table.strings());
    let needed = table.dynamics().iter();
    needed
        .filter(|one| one.d_tag(endian) == DT_NEEDED)
        .map(|one| {
            let name = one.string(endian, *strings)?;
            Ok(String::from_utf8_lossy(name).into_owned())
        })
        .collect()
}

fn sha256(bytes: &[u8]) -> String {
    let digest = digest(&SHA256, bytes);
    let digits = digest.as_ref().iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// As `sam` packs it.
fn packed(bytes: &[u8]) -> usize {
    use std::io::Write;
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    // A vector takes everything.
    packed
        .write_all(bytes)
        .and_then(|()| packed.finish())
        .map_or(0, |packed| packed.len())
}
