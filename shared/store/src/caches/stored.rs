//! What is kept, as text: how it crosses to other environments, and how its weight is told.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something that has a row which says all about it.
pub(crate) trait Stored: Clone + Send + Sync + 'static {
    /// The row.
    type Row: Serialize + DeserializeOwned;

    /// As a row.
    fn row(&self) -> Self::Row;

    /// From a row.
    fn of_row(row: Self::Row) -> Self;
}

/// Something that is kept: one thing or a list.
pub(crate) trait Value: Clone + Send + 'static {
    /// As text; `None` when it can't be written, and so stays here.
    fn text(&self) -> Option<Vec<u8>>;

    /// From text; `None` when it is another version's, or nonsense.
    fn of_text(text: &[u8]) -> Option<Self>;

    /// The most bytes that it takes on the heap: its text names every attribute, which is more than what an allocation costs.
    fn heap(&self) -> usize;
}

impl<T: Stored> Value for T {
    fn text(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(&self.row()).ok()
    }

    fn of_text(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok().map(T::of_row)
    }

    fn heap(&self) -> usize {
        self.text().map_or(usize::MAX / 4, |text| text.len())
    }
}

impl<T: Stored> Value for Arc<Vec<T>> {
    fn text(&self) -> Option<Vec<u8>> {
        let rows: Vec<_> = self.iter().map(T::row).collect();
        serde_json::to_vec(&rows).ok()
    }

    fn of_text(text: &[u8]) -> Option<Self> {
        let rows: Vec<T::Row> = serde_json::from_slice(text).ok()?;
        Some(Self::new(rows.into_iter().map(T::of_row).collect()))
    }

    fn heap(&self) -> usize {
        let text = self.text().map_or(usize::MAX / 4, |text| text.len());
        text + self.capacity() * size_of::<T>() + 64
    }
}
