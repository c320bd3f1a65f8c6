//! The only way to write: every write takes with it the entries of caches that it makes wrong, and what it wrote is remembered until
//! lists show it. Clippy refuses the SDK's own `send` of a write elsewhere.

#[cfg(test)]
mod tests;

use std::time::Duration;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;
use aws_sdk_dynamodb::operation::delete_item::{DeleteItemError, DeleteItemOutput};
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemOutput};
use aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder;
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItemsError, TransactWriteItemsOutput,
};
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput};

use crate::Store;
use crate::caches::Caches;
use crate::caches::touched::{self, Entry, Write};
use crate::item::Item;
use crate::names::Table;

impl Store {
    /// Writes a row whole.
    #[expect(clippy::disallowed_methods, reason = "the only way to write")]
    pub(crate) async fn put(
        &self,
        write: PutItemFluentBuilder,
    ) -> Result<PutItemOutput, SdkError<PutItemError>> {
        let rows = self.row(write.get_table_name(), write.get_item(), Write::Put);
        self.touching(rows, &[], write.send()).await
    }

    /// Changes attributes of a row.
    #[expect(clippy::disallowed_methods, reason = "the only way to write")]
    pub(crate) async fn update(
        &self,
        write: UpdateItemFluentBuilder,
    ) -> Result<UpdateItemOutput, SdkError<UpdateItemError>> {
        let rows = self.row(write.get_table_name(), write.get_key(), Write::Update);
        self.touching(rows, &[], write.send()).await
    }

    /// Takes a row away.
    #[expect(clippy::disallowed_methods, reason = "the only way to write")]
    pub(crate) async fn delete(
        &self,
        write: DeleteItemFluentBuilder,
    ) -> Result<DeleteItemOutput, SdkError<DeleteItemError>> {
        let rows = self.row(write.get_table_name(), write.get_key(), Write::Delete);
        self.touching(rows, &[], write.send()).await
    }

    /// Does all writes of a transaction or none. `more` are entries that it makes wrong and does not show.
    #[expect(clippy::disallowed_methods, reason = "the only way to write")]
    pub(crate) async fn write_all(
        &self,
        write: TransactWriteItemsFluentBuilder,
        more: &[Entry],
    ) -> Result<TransactWriteItemsOutput, SdkError<TransactWriteItemsError>> {
        let actions = write.get_transact_items().iter().flatten();
        let rows: Vec<_> = actions
            .filter_map(touched::written)
            .filter_map(|(name, row, how)| Some((self.table_named(name)?, row.clone(), how)))
            .collect();
        self.touching(rows, more, write.send()).await
    }

    fn row(
        &self,
        table: &Option<String>,
        row: &Option<Item>,
        how: Write,
    ) -> Vec<(Table, Item, Write)> {
        let table = table.as_deref().and_then(|name| self.table_named(name));
        let row = table.zip(row.clone());
        row.map(|(table, row)| (table, row, how))
            .into_iter()
            .collect()
    }

    /// Writes, remembers what was written, and forgets what that made wrong: whether it was written, or not, or nobody knows.
    async fn touching<T, E>(
        &self,
        rows: Vec<(Table, Item, Write)>,
        more: &[Entry],
        write: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let of_rows = rows
            .iter()
            .filter_map(|(table, row, _)| touched::by_row(*table, row));
        let touching = Touching {
            caches: &self.caches,
            entries: of_rows.chain(more.iter().copied()).collect(),
            is_told: false,
        };
        // Boxed, for it is kilobytes that every caller would carry.
        let written = Box::pin(write).await;
        if written.is_ok() {
            self.recent.remember(rows);
        }
        touching.end().await;
        written
    }
}

/// For how long after a write was given up nobody may fill the shared tier: it may still be done.
const GIVEN_UP: Duration = Duration::from_secs(5);

/// A write under way. However it ends, also by being dropped, the entries that it makes wrong are forgotten.
struct Touching<'s> {
    caches: &'s Caches,
    entries: Vec<Entry>,
    /// Whether the shared tier was told.
    is_told: bool,
}

impl Touching<'_> {
    async fn end(mut self) {
        if let (Some(shared), false) = (&self.caches.shared, self.entries.is_empty()) {
            shared
                .forget(self.caches.shared_forgets(&self.entries))
                .await;
        }
        self.is_told = true;
    }
}

impl Drop for Touching<'_> {
    fn drop(&mut self) {
        if let (Some(shared), false) = (&self.caches.shared, self.is_told) {
            let mut forgets = self.caches.shared_forgets(&self.entries);
            for forget in &mut forgets {
                forget.settle = forget.settle.max(GIVEN_UP);
            }
            shared.owe(forgets);
        }
        for entry in &self.entries {
            self.caches.forget(*entry);
        }
    }
}
