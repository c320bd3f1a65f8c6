//! JSON lines as `select row_to_json(…)` makes them: an object a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use serde_json::Value;

use super::{LONGEST, Line};
use crate::import::row::{Flaw, Row};

pub(super) struct JsonRows {
    reader: BufReader<File>,
    line: Vec<u8>,
    number: u64,
    position: u64,
}

impl JsonRows {
    pub(super) fn new(file: File) -> Self {
        Self {
            reader: BufReader::new(file),
            line: Vec::new(),
            number: 0,
            position: 0,
        }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            self.line.clear();
            let most = LONGEST as u64;
            let read = (&mut self.reader)
                .take(most)
                .read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.position += read as u64;
            if read == LONGEST && self.line.last() != Some(&b'\n') {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("line {} has more than {LONGEST} bytes", self.number),
                ));
            }
            let text = self
                .line
                .strip_prefix(b"\xef\xbb\xbf")
                .unwrap_or(&self.line);
            let text = text.trim_ascii();
            if text.is_empty() {
                continue;
            }
            let row = match serde_json::from_slice(text) {
                Ok(Value::Object(columns)) => Ok(Row::new(columns)),
                _ => Err(Flaw::whole("is no JSON object")),
            };
            return Ok(Some(Line {
                number: self.number,
                row,
            }));
        }
    }

    pub(super) const fn position(&self) -> u64 {
        self.position
    }
}
