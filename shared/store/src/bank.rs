//! The `practice_bank_items` table: items that anybody may be assigned, by subject and difficulty.

mod row;

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::page::{Page, PageSize, Position};
use domain::practice::difficulty::{Difficulty, DifficultyRange};
use domain::practice::entry::{BankEntry, EntryChange};
use domain::{BankItemId, Error, Moment, SubjectId, Thing};

use crate::Store;
use crate::bank::row::Row;
use crate::batch::Found;
use crate::caches::Stored;
use crate::item::{Item, encode, key, n, s};
use crate::names::{Index, Table};
use crate::query::{Listing, Sort};
use crate::transact::{Action, incomplete};

/// The most active items of one subject and difficulty that are looked at when practice is chosen: the first by id, and when there
/// are more, as many again behind an id that was drawn.
const LOOKED_AT: usize = 200;

impl Store {
    /// One item of the bank, read consistently.
    ///
    /// # Errors
    /// There is no such item, or it cannot be read.
    pub async fn bank_entry(&self, id: BankItemId) -> Result<BankEntry, Error> {
        let row: Option<Row> = self.get(Table::PracticeBankItems, bank_key(id)).await?;
        row.map(BankEntry::from)
            .ok_or(Error::NotFound(Thing::BankItem))
    }

    /// Active items of a subject and a difficulty, at most four hundred: one request for the first two hundred, unless they are kept,
    /// and another where there are more, so that each has its turn; `drawn` is any id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn bank_at(
        &self,
        subject: SubjectId,
        difficulty: Difficulty,
        drawn: BankItemId,
    ) -> Result<Vec<BankEntry>, Error> {
        let listing = || of_subject(subject, true).and("difficulty", n(difficulty.get()));
        let load = || async {
            let rows: Vec<Row> = self.all(listing(), LOOKED_AT).await?;
            Ok(rows.into_iter().map(BankEntry::from).collect())
        };
        let index = Index::PracticeBankItemsSubjectDifficulty;
        let first = self.listed(&self.caches.bank, index, (subject, difficulty), load);
        let mut entries = Arc::unwrap_or_clone(first.await?);
        if entries.len() == LOOKED_AT {
            let beyond = listing().from("id", s(drawn));
            let beyond: Vec<Row> = self.all(beyond, LOOKED_AT).await?;
            let last = entries.last().map(|entry| entry.id);
            let beyond = beyond.into_iter().map(BankEntry::from);
            entries.extend(beyond.filter(|entry| Some(entry.id) > last));
        }
        Ok(entries)
    }

    /// A page of a subject's items, active or retired, within a range, the easiest first, ties by id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn bank_page(
        &self,
        subject: SubjectId,
        active: bool,
        range: DifficultyRange,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<BankEntry>, Error> {
        let (least, most) = (n(range.min()), n(range.max()));
        let listing = of_subject(subject, active).within("difficulty", least, most);
        let page = self
            .page_by(
                listing,
                Sort::Number("difficulty"),
                size,
                after,
                Row::position,
            )
            .await?;
        Ok(page.map(BankEntry::from))
    }

    /// Adds an item.
    ///
    /// # Errors
    /// [`Error::Exists`] when the id is taken; or the table cannot be written.
    pub async fn create_bank_entry(&self, entry: &BankEntry) -> Result<(), Error> {
        let write = self
            .client
            .put_item()
            .table_name(self.name(Table::PracticeBankItems))
            .set_item(Some(encode(Table::PracticeBankItems, &Row::from(entry))?))
            .condition_expression("attribute_not_exists(id)");
        let Err(error) = self.put(write).await else {
            return Ok(());
        };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(_)) => {
                Err(Error::Exists(Thing::BankItem))
            }
            _ => Err(crate::failure::of(error)),
        }
    }

    /// Changes an item, if `may` lets it, and answers it as it is then. A change that changes nothing writes nothing.
    ///
    /// # Errors
    /// There is no such item; what `may` answers; two of its answers would say the same; others kept changing it
    /// ([`Error::Busy`]).
    pub async fn change_bank_entry(
        &self,
        id: BankItemId,
        change: &EntryChange,
        may: impl Fn(&BankEntry) -> Result<(), Error>,
        now: Moment,
    ) -> Result<BankEntry, Error> {
        self.until_written(async || {
            let before = self.bank_entry(id).await?;
            may(&before)?;
            let mut after = before.clone().changed(change.clone(), now)?;
            if after == before {
                return Ok(Some(after));
            }
            after.version += 1;
            let write = self
                .client
                .put_item()
                .table_name(self.name(Table::PracticeBankItems))
                .set_item(Some(encode(Table::PracticeBankItems, &Row::from(&after))?))
                .condition_expression("#version = :read")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(":read", n(before.version));
            let Err(error) = self.put(write).await else {
                return Ok(Some(after));
            };
            match error.as_service_error() {
                Some(
                    PutItemError::ConditionalCheckFailedException(_)
                    | PutItemError::TransactionConflictException(_),
                ) => Ok(None),
                _ => Err(crate::failure::of(error)),
            }
        })
        .await
    }

    /// The write that adds an item, for a transaction. It fails when the id is taken.
    pub(crate) fn bank_entry_write(&self, entry: &BankEntry) -> Result<TransactWriteItem, Error> {
        let put = Put::builder()
            .table_name(self.name(Table::PracticeBankItems))
            .set_item(Some(encode(Table::PracticeBankItems, &Row::from(entry))?))
            .condition_expression("attribute_not_exists(id)");
        Ok(put.build().map_err(incomplete)?.action())
    }
}

impl Stored for BankEntry {
    type Row = Row;

    fn row(&self) -> Row {
        Row::from(self)
    }

    fn of_row(row: Row) -> Self {
        row.into()
    }
}

/// A subject's items in the index: the partition key is the subject and whether they are active.
fn of_subject(subject: SubjectId, active: bool) -> Listing {
    let index = Index::PracticeBankItemsSubjectDifficulty;
    Listing::of_index(index, "subject_id", s(subject)).and("active", n(u8::from(active)))
}

pub(crate) fn bank_key(id: BankItemId) -> Item {
    key([("id", s(id))])
}

/// The items that a batch found.
pub(crate) fn entries_in(found: &mut Found) -> Result<HashMap<BankItemId, BankEntry>, Error> {
    let rows: Vec<Row> = found.take(Table::PracticeBankItems)?;
    Ok(rows.into_iter().map(|row| (row.id(), row.into())).collect())
}
