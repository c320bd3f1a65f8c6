//! What an import says: how many rows of each file became what, and which were refused and why.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;
use uuid::Uuid;

use super::row::Flaw;
use crate::Failure;

/// How many rows of a file were what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Moved in now; in a dry run, those that nothing is wrong with.
    pub(super) new: u64,
    /// Moved in before.
    pub(super) there: u64,
    /// Nothing to move in: a link that is over.
    pub(super) left_out: u64,
    /// Wrong.
    pub(super) refused: u64,
}

/// What there is to say, file by file.
#[derive(Debug)]
pub(super) struct Report {
    files: Vec<(String, Counts)>,
    remarks: Vec<String>,
    refusals: Refusals,
}

/// Where refused rows are written down; the file is made when there is a first one.
#[derive(Debug)]
struct Refusals {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Report {
    /// A report whose refused rows go to the file `refused`. One of before is taken away.
    pub(super) fn new(refused: &Path) -> Result<Self, Failure> {
        match std::fs::remove_file(refused) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                let path = refused.display();
                Err(Failure::File(format!(
                    "{path} cannot be written anew: {error}"
                )))
            }
            _ => Ok(Self {
                files: Vec::new(),
                remarks: Vec::new(),
                refusals: Refusals {
                    path: refused.to_owned(),
                    file: None,
                },
            }),
        }
    }

    /// The next file begins.
    pub(super) fn begin(&mut self, what: &str) {
        self.files.push((what.to_owned(), Counts::default()));
    }

    /// The counts of the file that began last.
    pub(super) fn counts(&mut self) -> &mut Counts {
        let (_, counts) = self.files.last_mut().expect("a file has begun");
        counts
    }

    /// Something to be said at the end.
    pub(super) fn remark(&mut self, text: String) {
        self.remarks.push(text);
    }

    /// Counts a refused row and writes it down: where it stands and why, and nothing of what it holds but its id.
    pub(super) fn refuse(
        &mut self,
        line: u64,
        id: Option<Uuid>,
        flaw: &Flaw,
    ) -> Result<(), Failure> {
        self.counts().refused += 1;
        let (what, _) = self.files.last().expect("a file has begun");
        let entry = json!({
            "file": what, "line": line, "column": flaw.column, "id": id, "why": flaw.why,
        });
        self.refusals.add(&entry)
    }

    /// The whole report.
    ///
    /// # Errors
    /// [`Failure::Items`] with it when rows were refused.
    pub(super) fn told(mut self, opening: &str) -> Result<String, Failure> {
        let mut said = opening.to_owned();
        let mut refused = 0;
        for (what, counts) in &self.files {
            let Counts {
                new,
                there,
                left_out,
                refused: wrong,
            } = counts;
            said += &format!(
                "\n  {what:<34}{new:>9} new{there:>9} there already{left_out:>7} left out{wrong:>7} refused"
            );
            refused += wrong;
        }
        for remark in &self.remarks {
            said += "\n";
            said += remark;
        }
        if refused == 0 {
            return Ok(said);
        }
        self.refusals.finish()?;
        said += &format!(
            "\n{refused} rows were refused: {} says where and why. Correct them and import again; nothing is moved in twice.",
            self.refusals.path.display()
        );
        Err(Failure::Items(said))
    }
}

impl Refusals {
    fn add(&mut self, entry: &serde_json::Value) -> Result<(), Failure> {
        let path = &self.path;
        let cannot =
            |error| Failure::File(format!("{} cannot be written: {error}", path.display()));
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(File::create(path).map_err(cannot)?)),
        };
        writeln!(file, "{entry}").map_err(cannot)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        let flushed = self.file.as_mut().map_or(Ok(()), BufWriter::flush);
        flushed.map_err(|error| {
            Failure::File(format!(
                "{} cannot be written: {error}",
                self.path.display()
            ))
        })
    }
}
