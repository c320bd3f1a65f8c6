//! A file that is not read on when a row of it does not end.

use std::cell::Cell;
use std::io::{Error, ErrorKind, Read, Result};
use std::rc::Rc;

use super::LONGEST;

/// What may still be read before a row must have ended. Shared between the reader and who sees rows end.
#[derive(Debug, Clone)]
pub(super) struct Allowance(Rc<Cell<usize>>);

impl Allowance {
    pub(super) fn new() -> Self {
        Self(Rc::new(Cell::new(LONGEST)))
    }

    /// A row has ended.
    pub(super) fn renew(&self) {
        self.0.set(LONGEST);
    }
}

/// A reader with an allowance.
#[derive(Debug)]
pub(super) struct Bounded<R> {
    pub(super) inner: R,
    pub(super) allowance: Allowance,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let left = self.allowance.0.get();
        if left == 0 {
            return Err(Error::new(
                ErrorKind::InvalidData,
                format!(
                    "a row has more than {LONGEST} bytes, perhaps because a quote is not closed"
                ),
            ));
        }
        let read = self.inner.read(buffer)?;
        self.allowance.0.set(left.saturating_sub(read));
        Ok(read)
    }
}
