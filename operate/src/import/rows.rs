//! The rows of one file, one after another, however large the file is: CSV with a header, or a JSON object a line.

mod bounded;
mod csv_rows;
mod json_rows;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use csv_rows::CsvRows;
use json_rows::JsonRows;

use super::row::{Flaw, Row};
use crate::Failure;

/// No row is longer: the longest transcript has 800,000 bytes. A longer one is a quote that nobody closed.
const LONGEST: usize = 4 * 1024 * 1024;

/// A row of a file, or why it is none.
pub(super) struct Line {
    /// Where it begins, from 1.
    pub(super) number: u64,
    pub(super) row: Result<Row, Flaw>,
}

/// The file of one old table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// What it is called in a report.
    pub(super) name: String,
    path: PathBuf,
    is_csv: bool,
}

/// What reads a file.
enum Form {
    Csv(CsvRows),
    Json(JsonRows),
}

/// A file that is being read.
pub(super) struct Rows {
    name: String,
    form: Form,
    /// How long the file is.
    pub(super) bytes: u64,
}

impl Source {
    /// The file of a table in a folder: `<table>.csv` or `<table>.jsonl`; `None` when there is neither.
    pub(super) fn find(folder: &Path, table: &str) -> Result<Option<Self>, Failure> {
        let source = |name: String, is_csv| {
            let path = folder.join(&name);
            path.is_file().then_some(Self { name, path, is_csv })
        };
        let csv = source(format!("{table}.csv"), true);
        let json = source(format!("{table}.jsonl"), false);
        if csv.is_some() && json.is_some() {
            return Err(Failure::File(format!(
                "{} has {table}.csv and {table}.jsonl; take one of them away",
                folder.display()
            )));
        }
        Ok(csv.or(json))
    }

    /// Begins to read it. A CSV file must have these columns.
    pub(super) fn open(&self, columns: &[&str]) -> Result<Rows, Failure> {
        let cannot = |error: io::Error| self.failure(&error);
        let file = File::open(&self.path).map_err(cannot)?;
        let bytes = file.metadata().map_err(cannot)?.len();
        let form = if self.is_csv {
            let rows = CsvRows::open(file).map_err(cannot)?;
            if let Some(column) = columns.iter().find(|column| !rows.has(column)) {
                return Err(Failure::File(format!(
                    "{} has no column `{column}` in its first line; export the whole table, with its header",
                    self.name
                )));
            }
            Form::Csv(rows)
        } else {
            Form::Json(JsonRows::new(file))
        };
        Ok(Rows {
            name: self.name.clone(),
            form,
            bytes,
        })
    }

    fn failure(&self, error: &io::Error) -> Failure {
        Failure::File(format!("{} cannot be read: {error}", self.name))
    }
}

impl Rows {
    /// The next rows: at most so many, and no more once they have so many bytes together. None at the end.
    pub(super) fn some(&mut self, most: usize, bytes: u64) -> Result<Vec<Line>, Failure> {
        let begin = self.position();
        let mut lines = Vec::with_capacity(most);
        while lines.len() < most && self.position() - begin < bytes {
            let next = match &mut self.form {
                Form::Csv(rows) => rows.next(),
                Form::Json(rows) => rows.next(),
            };
            let next = next.map_err(|error| {
                Failure::File(format!(
                    "{} cannot be read on: {error}; what was read before is moved in, and stays so",
                    self.name
                ))
            })?;
            match next {
                Some(line) => lines.push(line),
                None => break,
            }
        }
        Ok(lines)
    }

    /// How many bytes were read.
    pub(super) fn position(&self) -> u64 {
        match &self.form {
            Form::Csv(rows) => rows.position(),
            Form::Json(rows) => rows.position(),
        }
    }
}
