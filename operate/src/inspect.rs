//! `cargo operate inspect`: what `cargo lambda build` left, before it is deployed. Reaches no stack. The order and the report are
//! here; below are what a binary says of itself, what it may be, and the list of what is in it.

mod allowed;
mod binary;
mod sbom;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use template::Template;

use crate::Failure;
use crate::inspect::binary::Binary;

pub(crate) const HELP: &str = "\
Looks at every function of the template, where the template takes it from. Tells how large it is, alone and packed, the newest glibc that it asks
for, and how many crates of others are in it. Fails when a function

  - is not there, or is another's;
  - is built for another architecture than `--architecture`, which the template's parameter `Architecture` must say too;
  - asks for a newer glibc, or another library, than Lambda's `provided.al2023` has;
  - is larger than it should be: what is loaded at a cold start takes time;
  - does not say what is in it, as `cargo auditable` makes it say.

Examples:
  cargo operate inspect
      Looks at what `cargo auditable lambda build --release --arm64` built.

  cargo operate inspect --sbom target/sbom
      The same, and writes what is in each function: target/sbom/goals.cdx.json, in CycloneDX's form.

  cargo operate inspect --architecture x86_64
      Looks at what `cargo auditable lambda build --release --x86-64` built.";

/// What is looked at, and what it should be.
#[derive(Debug, Clone, Args)]
pub(crate) struct Inspection {
    /// Where `cargo lambda build` left the functions.
    #[arg(default_value = "target/lambda")]
    folder: PathBuf,
    /// What they should be built for.
    #[arg(long, value_enum, default_value_t = Architecture::Arm64)]
    architecture: Architecture,
    /// Write a list of what is in each function into this folder.
    #[arg(long, value_name = "FOLDER")]
    sbom: Option<PathBuf>,
    /// How large a function may be, in MB. What is built without the release profile's optimisation across crates is larger.
    #[arg(long, value_name = "MB", default_value_t = allowed::MEGABYTES)]
    largest: u32,
}

/// A processor that Lambda has, by Lambda's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Architecture {
    #[value(name = "arm64")]
    Arm64,
    #[value(name = "x86_64")]
    X86_64,
}

impl Architecture {
    fn name(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        }
    }
}

impl Inspection {
    /// Looks at every function and says what it found.
    ///
    /// # Errors
    /// A function is not there or not what it should be, or a list cannot be written.
    pub(crate) fn run(&self) -> Result<String, Failure> {
        let ours = Template::ours();
        let mut told = format!(
            "{:<16} {:>5}  {:>6}  {:>5}  {:>6}",
            "function", "MB", "packed", "glibc", "crates"
        );
        let mut wrong = Vec::new();
        for package in ours.packages() {
            let mut say = |why| wrong.push(format!("{package}: {why}"));
            let binary = match self.read(package) {
                Ok(binary) => binary,
                Err(why) => {
                    say(why);
                    continue;
                }
            };
            write!(told, "\n{package:<16} {binary}").ok();
            let against = allowed::against(&binary, package, self.architecture, self.largest);
            against.into_iter().for_each(say);
            if let Some(folder) = &self.sbom {
                write_list(folder, package, &binary)?;
            }
        }
        if !wrong.is_empty() {
            write!(told, "\n\n{}", wrong.join("\n")).ok();
            return Err(Failure::Build(told));
        }
        let (number, architecture) = (ours.packages().len(), self.architecture.name());
        let largest = self.largest;
        write!(told, "\n\n{number} functions for {architecture}, each of {largest} MB at most and for glibc {} at most.", allowed::glibc()).ok();
        if let Some(folder) = &self.sbom {
            write!(told, " What is in them: {}.", folder.display()).ok();
        }
        Ok(told)
    }

    /// A function's binary, or why there is none.
    fn read(&self, package: &str) -> Result<Binary, String> {
        let path = self.folder.join(package).join("bootstrap");
        let bytes = std::fs::read(&path);
        let path = path.display();
        let bytes = bytes.map_err(|error| format!("{path} cannot be read ({error}); build it"))?;
        Binary::read(&bytes).map_err(|error| format!("{path} is no program for Lambda: {error}"))
    }
}

/// Writes what is in a function; nothing where that is not known.
fn write_list(folder: &Path, package: &str, binary: &Binary) -> Result<(), Failure> {
    let Ok(contents) = &binary.contents else {
        return Ok(());
    };
    let path = folder.join(format!("{package}.cdx.json"));
    let list = sbom::of(contents, &binary.sha256);
    let written =
        std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, format!("{list:#}\n")));
    let path = path.display();
    written.map_err(|error| Failure::File(format!("{path} cannot be written: {error}")))
}
