//! Many items of the bank at once, under ids that are theirs for good: a file can be loaded again, and what is there stays as
//! it is.

use std::collections::{HashMap, HashSet};

use domain::practice::entry::BankEntry;
use domain::{BankItemId, Error};
use futures_util::future::try_join_all;

use crate::Store;
use crate::bank::{bank_key, entries_in};
use crate::batch::Batch;
use crate::names::Table;
use crate::transact::Aborted;

/// DynamoDB takes 100 actions and 4 MB in one transaction; a hundred items are at most 2 MB.
const AT_ONCE: usize = 100;

impl Store {
    /// Those of these items that there are, read consistently, in one request for every hundred.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn bank_entries(
        &self,
        ids: impl IntoIterator<Item = BankItemId>,
    ) -> Result<HashMap<BankItemId, BankEntry>, Error> {
        let mut batch = Batch::consistent();
        for id in ids {
            batch.add(Table::PracticeBankItems, bank_key(id));
        }
        entries_in(&mut self.batch(batch).await?)
    }

    /// Adds those of these items that are not there, and says how many. An item that is there stays as it is, changed or retired as
    /// it may be; none is written over, whoever adds or changes it meanwhile. One read and one transaction for every hundred, side by
    /// side.
    ///
    /// # Errors
    /// [`Error::Busy`], or the table cannot be read or written. What was added before stays.
    pub async fn load_bank(&self, entries: &[BankEntry]) -> Result<usize, Error> {
        let chunks = entries.chunks(AT_ONCE);
        let loads = chunks.map(|entries| self.until_written(async || self.load(entries).await));
        Ok(try_join_all(loads).await?.into_iter().sum())
    }

    async fn load(&self, entries: &[BankEntry]) -> Result<Option<usize>, Error> {
        let there = self
            .bank_entries(entries.iter().map(|entry| entry.id))
            .await?;
        let mut taken: HashSet<_> = there.into_keys().collect();
        let missing = entries.iter().filter(|entry| taken.insert(entry.id));
        let writes: Vec<_> = missing
            .map(|entry| self.bank_entry_write(entry))
            .collect::<Result<_, _>>()?;
        let added = writes.len();
        if added == 0 {
            return Ok(Some(0));
        }
        match self.transact(writes).await {
            Ok(()) => Ok(Some(added)),
            Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
            Err(Aborted::Other(error)) => Err(error),
        }
    }
}
