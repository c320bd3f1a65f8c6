//! How much of a student's questions is listed.

use crate::number::bounded_number;
use crate::page::PageSize;

bounded_number! {
    /// How many questions a page of the history has at most.
    HistorySize(u8), 1..=50
}

bounded_number! {
    /// How many hours back a history goes.
    Hours(u8), 1..=168
}

impl Default for HistorySize {
    fn default() -> Self {
        Self(10)
    }
}

impl Default for Hours {
    /// The time that a conversation lasts: see [`MEMORY`](super::MEMORY).
    fn default() -> Self {
        Self(24)
    }
}

impl From<HistorySize> for PageSize {
    fn from(size: HistorySize) -> Self {
        Self::parse(size.get().into()).expect("50 is a page's size")
    }
}
