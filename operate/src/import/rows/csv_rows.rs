//! CSV as `\copy … with (format csv, header)` writes it: RFC 4180, UTF-8, the columns' names in the first line.

use std::fs::File;
use std::io;

use csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};

use super::Line;
use super::bounded::{Allowance, Bounded};
use crate::import::row::{Flaw, Row};

pub(super) struct CsvRows {
    reader: csv::Reader<Bounded<File>>,
    allowance: Allowance,
    columns: Vec<String>,
    record: ByteRecord,
}

impl CsvRows {
    pub(super) fn open(file: File) -> io::Result<Self> {
        let allowance = Allowance::new();
        let bounded = Bounded {
            inner: file,
            allowance: allowance.clone(),
        };
        // A row of another length is told like any other that is wrong, and does not end the reading.
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bounded);
        let header = reader.headers()?;
        let columns = header.iter().map(|name| name.trim().to_owned()).collect();
        Ok(Self {
            reader,
            allowance,
            columns,
            record: ByteRecord::new(),
        })
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        self.allowance.renew();
        if !self.reader.read_byte_record(&mut self.record)? {
            return Ok(None);
        }
        let number = self.record.position().map_or(0, csv::Position::line);
        let row = self.row();
        Ok(Some(Line { number, row }))
    }

    pub(super) fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    fn row(&self) -> Result<Row, Flaw> {
        if self.record.len() != self.columns.len() {
            return Err(Flaw::whole(format!(
                "has {} columns, and the first line {}",
                self.record.len(),
                self.columns.len()
            )));
        }
        let mut row = Map::new();
        for (column, bytes) in self.columns.iter().zip(&self.record) {
            let text = std::str::from_utf8(bytes).map_err(|_| Flaw::whole("is not UTF-8"))?;
            row.insert(column.clone(), Value::String(text.to_owned()));
        }
        Ok(Row::new(row))
    }
}
