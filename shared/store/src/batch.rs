//! Many items by key in one request, across tables: what keeps a page from reading its related items one by one.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::KeysAndAttributes;
use domain::Error;
use futures_util::future::try_join_all;
use serde::de::DeserializeOwned;

use crate::Store;
use crate::backoff::{self, RETRY_AFTER, TRIES};
use crate::item::{Item, decode};
use crate::names::Table;

/// DynamoDB's limit of keys in one BatchGetItem.
const MOST_KEYS: usize = 100;

/// Keys to read, without duplicates, which DynamoDB refuses.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    keys: Vec<(Table, Item)>,
    seen: HashSet<(Table, Vec<(String, String)>)>,
    consistent: bool,
}

impl Batch {
    /// A batch whose reads see every write that finished before them.
    pub(crate) fn consistent() -> Self {
        Self {
            consistent: true,
            ..Self::default()
        }
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Adds a key, unless it is there already.
    pub(crate) fn add(&mut self, table: Table, key: Item) {
        let mut parts: Vec<_> = key
            .iter()
            .map(|(k, v)| (k.clone(), format!("{v:?}")))
            .collect();
        parts.sort();
        if self.seen.insert((table, parts)) {
            self.keys.push((table, key));
        }
    }
}

/// What a batch found, by table. What does not exist is not there.
#[derive(Debug, Default)]
pub(crate) struct Found {
    items: HashMap<Table, Vec<Item>>,
}

impl Found {
    /// This, and what another batch found in other tables.
    pub(crate) fn and(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// All rows of `table`, decoded, in no order.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, table: Table) -> Result<Vec<T>, Error> {
        let items = self.items.remove(&table).unwrap_or_default();
        items.into_iter().map(|item| decode(table, item)).collect()
    }
}

impl Store {
    /// Reads all keys: one request for every hundred, side by side. Keys that DynamoDB did not get to are asked for again;
    /// if it never gets to them the answer is [`Error::Busy`], not a shorter list.
    pub(crate) async fn batch(&self, batch: Batch) -> Result<Found, Error> {
        let consistent = batch.consistent;
        let chunks: Vec<_> = batch.keys.chunks(MOST_KEYS).collect();
        let read =
            try_join_all(chunks.into_iter().map(|keys| self.chunk(keys, consistent))).await?;
        let mut found = Found::default();
        for (table, item) in read.into_iter().flatten() {
            found.items.entry(table).or_default().push(item);
        }
        Ok(found)
    }

    async fn chunk(
        &self,
        keys: &[(Table, Item)],
        consistent: bool,
    ) -> Result<Vec<(Table, Item)>, Error> {
        let mut wanted: HashMap<String, Vec<Item>> = HashMap::new();
        for (table, key) in keys {
            wanted
                .entry(self.name(*table))
                .or_default()
                .push(key.clone());
        }
        let mut found = Vec::with_capacity(keys.len());
        for tried in 0..TRIES {
            let asked = requests(wanted, consistent)?;
            let read = self.client.batch_get_item().set_request_items(Some(asked));
            let answer = read.send().await.map_err(crate::failure::of)?;
            for (name, items) in answer.responses.unwrap_or_default() {
                let table = self
                    .table_named(&name)
                    .ok_or_else(|| Error::Fault(format!("answer for a table not asked: {name}")))?;
                found.extend(items.into_iter().map(|item| (table, item)));
            }
            let left = answer.unprocessed_keys.unwrap_or_default();
            wanted = left
                .into_iter()
                .map(|(name, keys)| (name, keys.keys))
                .collect();
            if wanted.is_empty() {
                return Ok(found);
            }
            backoff::wait(tried).await;
        }
        Err(Error::Busy {
            retry_after: RETRY_AFTER,
        })
    }
}

fn requests(
    wanted: HashMap<String, Vec<Item>>,
    consistent: bool,
) -> Result<HashMap<String, KeysAndAttributes>, Error> {
    let request = |(name, keys)| {
        let keys = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .consistent_read(consistent);
        let keys = keys.build().map_err(|e| Error::Fault(e.to_string()))?;
        Ok((name, keys))
    };
    wanted.into_iter().map(request).collect()
}
