//! What `cargo operate inspect` says of built functions. The samples are real ELF files from this machine's compiler and linker, against a libc
//! made here, so that they ask for whatever a test wants.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::{Arc, LazyLock};

use clap::Parser;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use operate::{Command, Failure};
use serde_json::{Value, json};
use tempfile::TempDir;
use template::Template;
use testkit::ManualClock;

/// Of ELF's header: where it says for which processor it is, and what it then says.
const MACHINE: usize = 18;
const AARCH64: u16 = 183;
const X86_64: u16 = 62;
const RISCV: u16 = 243;

/// A program as a linker makes it.
struct Sample {
    machine: u16,
    /// The version of the one symbol that it takes from libc.
    version: &'static str,
    libc: &'static str,
    contents: Option<Value>,
    /// Bytes of zeros beside its code.
    ballast: usize,
}

impl Sample {
    fn of(package: &str) -> Self {
        Self {
            machine: AARCH64,
            version: "GLIBC_2.34",
            libc: "libc.so.6",
            contents: Some(contents(package)),
            ballast: 0,
        }
    }

    fn linked(&self) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let Self {
            version,
            libc,
            ballast,
            ..
        } = self;
        std::fs::write(at("libc.c"), "void f(void) {}").unwrap();
        std::fs::write(at("libc.map"), format!("{version} {{ global: f; }};")).unwrap();
        cc(
            folder.path(),
            &[
                "-shared",
                &format!("-Wl,--version-script=libc.map,-soname,{libc}"),
                "-o",
                libc,
                "libc.c",
            ],
        );

        let mut source = format!(
            "void f(void); void _start(void) {{ f(); }} const char ballast[{ballast} + 1] = {{1}};"
        );
        if let Some(contents) = &self.contents {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
            packed.write_all(contents.to_string().as_bytes()).unwrap();
            std::fs::write(at("contents"), packed.finish().unwrap()).unwrap();
            source += r#" __asm__(".section .dep-v0,\"a\"\n.incbin \"contents\"\n.text");"#;
        }
        std::fs::write(at("main.c"), source).unwrap();
        cc(folder.path(), &["-o", "bootstrap", "main.c", libc]);
        let mut program = std::fs::read(at("bootstrap")).unwrap();
        program[MACHINE..MACHINE + 2].copy_from_slice(&self.machine.to_le_bytes());
        program
    }
}

fn cc(folder: &Path, arguments: &[&str]) {
    let mut compiler = Program::new("cc");
    let status = compiler
        .current_dir(folder)
        .arg("-nostdlib")
        .args(arguments)
        .status();
    assert!(status.expect("there is a C compiler").success());
}

/// What `cargo auditable` puts in, of a package that is made of one crate and built with another.
fn contents(package: &str) -> Value {
    json!({"format": 1, "packages": [
        {"name": package, "version": "0.1.0", "source": "local", "root": true, "dependencies": [1, 2]},
        {"name": "serde", "version": "1.0.229", "source": "crates.io"},
        {"name": "cc", "version": "1.2.3", "source": "crates.io", "kind": "build"},
    ]})
}

/// A folder as `cargo lambda build` leaves it.
struct Built(TempDir);

impl Built {
    /// Nothing is wrong with it.
    fn well() -> Self {
        static LINKED: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
            let packages = Template::ours().packages().clone().into_iter();
            packages
                .map(|package| (package.clone(), Sample::of(&package).linked()))
                .collect()
        });
        let built = Self(tempfile::tempdir().unwrap());
        for (package, program) in LINKED.iter() {
            std::fs::create_dir(built.0.path().join(package)).unwrap();
            std::fs::write(built.bootstrap(package), program).unwrap();
        }
        built
    }

    fn put(&self, package: &str, sample: &Sample) {
        std::fs::write(self.bootstrap(package), sample.linked()).unwrap();
    }

    fn bootstrap(&self, package: &str) -> PathBuf {
        self.0.path().join(package).join("bootstrap")
    }

    async fn inspect(&self, options: &[&str]) -> Result<String, Failure> {
        let folder = self.0.path().to_str().unwrap();
        let line = ["operate", "inspect", folder];
        let command = Command::try_parse_from(line.iter().chain(options)).unwrap();
        let no_stack = async |_: &str| unreachable!("no stack is asked for");
        command
            .run(no_stack, Arc::new(ManualClock::default()))
            .await
    }

    /// The last lines of the report, which say what is wrong.
    async fn wrong(&self, options: &[&str]) -> Vec<String> {
        let Err(Failure::Build(report)) = self.inspect(options).await else {
            panic!("nothing is wrong");
        };
        let (_, wrong) = report.split_once("\n\n").unwrap();
        wrong.lines().map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn what_may_be_deployed_is_told_line_by_line() {
    let told = Built::well().inspect(&[]).await.unwrap();
    let (table, end) = told.split_once("\n\n").unwrap();
    let number = Template::ours().packages().len();
    assert_eq!(table.lines().count(), 1 + number, "{told}");
    let goals = table
        .lines()
        .find(|line| line.starts_with("goals "))
        .unwrap();
    let words: Vec<_> = goals.split_whitespace().collect();
    assert_eq!(words, ["goals", "0.0", "0.0", "2.34", "1"]);
    let start = format!("{number} functions for arm64, ");
    assert!(
        end.starts_with(&start) && end.ends_with("for glibc 2.34 at most."),
        "{end}"
    );
}

#[tokio::test]
async fn one_function_that_lambda_could_not_start_is_named_with_the_reason() {
    for (sample, why) in [
        (
            Sample {
                machine: X86_64,
                ..Sample::of("goals")
            },
            "it is built for x86_64, not for arm64",
        ),
        (
            Sample {
                machine: RISCV,
                ..Sample::of("goals")
            },
            "it is built for something else, not for arm64",
        ),
        (
            Sample {
                version: "GLIBC_2.35",
                ..Sample::of("goals")
            },
            "it asks for glibc 2.35, and Lambda has 2.34; `cargo lambda build` links for an older one, `cargo build` for this machine's",
        ),
        (
            Sample {
                version: "GLIBC_PRIVATE",
                ..Sample::of("goals")
            },
            "it asks glibc for GLIBC_PRIVATE, which Lambda's may not have",
        ),
        (
            Sample {
                libc: "libssl.so.3",
                ..Sample::of("goals")
            },
            "it needs libssl.so.3, which Lambda does not have",
        ),
        (
            Sample {
                contents: None,
                ..Sample::of("goals")
            },
            "it does not say what is in it: No audit data found in the binary! Was it built with 'cargo auditable'?",
        ),
        (Sample::of("qa"), "it is the function qa"),
    ] {
        let built = Built::well();
        built.put("goals", &sample);
        assert_eq!(built.wrong(&[]).await, [format!("goals: {why}")]);
    }
}

#[tokio::test]
async fn versions_of_glibc_are_compared_by_their_numbers() {
    let built = Built::well();
    // 2.9 is older than 2.34, and so is 2.2.5.
    for version in ["GLIBC_2.9", "GLIBC_2.2.5"] {
        built.put(
            "goals",
            &Sample {
                version,
                ..Sample::of("goals")
            },
        );
        let told = built.inspect(&[]).await.unwrap();
        assert!(
            told.contains(version.trim_start_matches("GLIBC_")),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_function_is_as_large_as_it_may_be_and_no_larger() {
    let built = Built::well();
    let ballast = Sample {
        ballast: 1_000_000,
        ..Sample::of("goals")
    };
    built.put("goals", &ballast);
    let why =
        "goals: it is larger than 1 MB; `cargo tree -p goals -e normal` says what it is made of";
    assert_eq!(built.wrong(&["--largest", "1"]).await, [why]);
    let told = built.inspect(&["--largest", "2"]).await.unwrap();
    let goals = told
        .lines()
        .find(|line| line.starts_with("goals "))
        .unwrap();
    // Zeros: packed, they are nothing.
    assert!(
        goals.contains(" 1.0 ") && goals.contains(" 0.0 "),
        "{goals}"
    );
}

#[tokio::test]
async fn a_function_that_was_not_built_is_missed_and_a_file_that_is_no_program_is_none() {
    let built = Built::well();
    std::fs::remove_file(built.bootstrap("qa")).unwrap();
    std::fs::write(built.bootstrap("preflight"), "#!/bin/sh\n").unwrap();
    let wrong = built.wrong(&[]).await;
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].starts_with("preflight: ") && wrong[0].contains("is no program for Lambda"));
    assert!(wrong[1].starts_with("qa: ") && wrong[1].ends_with("; build it"));
}

#[tokio::test]
async fn functions_for_the_other_processor_are_looked_at_when_they_are_asked_for() {
    let built = Built::well();
    let wrong = built.wrong(&["--architecture", "x86_64"]).await;
    assert_eq!(wrong.len(), Template::ours().packages().len());
    assert!(
        wrong[0].ends_with("it is built for arm64, not for x86_64"),
        "{wrong:?}"
    );
}

#[tokio::test]
async fn the_list_of_a_function_names_what_is_in_it_and_which_file_it_is_of() {
    let (built, lists) = (Built::well(), tempfile::tempdir().unwrap());
    let folder = lists.path().join("new");
    built
        .inspect(&["--sbom", folder.to_str().unwrap()])
        .await
        .unwrap();
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        Template::ours().packages().len()
    );
    let list = std::fs::read(folder.join("goals.cdx.json")).unwrap();
    let list: Value = serde_json::from_slice(&list).unwrap();
    let hash = Program::new("sha256sum")
        .arg(built.bootstrap("goals"))
        .output()
        .unwrap();
    let hash = String::from_utf8(hash.stdout).unwrap();
    assert_eq!(list["bomFormat"], "CycloneDX");
    let own = &list["metadata"]["component"];
    assert_eq!(
        (&own["name"], &own["type"]),
        (&json!("goals"), &json!("application"))
    );
    assert_eq!(own["hashes"][0]["content"].as_str(), hash.split(' ').next());
    let components: Vec<_> = list["components"].as_array().unwrap().iter().collect();
    let of = |field: &str| {
        components
            .iter()
            .map(|one| one[field].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("purl"),
        ["pkg:cargo/serde@1.0.229", "pkg:cargo/cc@1.2.3"]
    );
    assert_eq!(of("scope"), ["required", "excluded"]);
    assert_eq!(
        list["dependencies"][0],
        json!({"ref": own["bom-ref"], "dependsOn": of("bom-ref")})
    );
}

#[tokio::test]
async fn a_list_that_cannot_be_written_is_no_success() {
    let built = Built::well();
    let file = built.bootstrap("goals");
    let refused = built.inspect(&["--sbom", file.to_str().unwrap()]).await;
    assert!(matches!(refused, Err(Failure::File(_))), "{refused:?}");
}
