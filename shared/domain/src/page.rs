//! Pages: how much of a list is read at once, and where the next part begins.

use crate::number::bounded_number;

bounded_number! {
    /// How many entries a page has at most.
    PageSize(u8), 1..=100
}

impl PageSize {
    /// What a client gets that names none.
    pub const DEFAULT: Self = Self(20);

    /// The largest there is.
    pub const LARGEST: Self = Self(Self::MAX);
}

impl Default for PageSize {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Where a page ended: the sort key of its last entry, ties broken by id. The next page begins after it.
///
/// A position means something only for the list it came from; the runtime seals it together with that list's name, owner and
/// filters before a client sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The value by which the list is sorted: a moment's or a name's text.
    pub sort: String,
    /// The id of the last entry.
    pub id: String,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The entries, in the list's order.
    pub items: Vec<T>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<Position>,
}

impl<T> Page<T> {
    /// The same page of other entries.
    pub fn map<U>(self, with: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(with).collect(),
            next: self.next,
        }
    }
}
