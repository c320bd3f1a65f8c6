//! What this environment wrote lately, laid over lists from indexes, which lag: a list shows a write of the same environment at once.
//!
//! A write is laid over until the index shows it, or something newer, and for a minute at most. Rows that change carry a `version`;
//! a session has none and changes once, when it gets its transcript.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use cache::ReadAt;
use domain::Clock;

use crate::caches::touched::Write;
use crate::item::Item;
use crate::names::{Index, Table};

/// How long a write is laid over lists that don't show it. Indexes usually lag by less than a second.
const LAID: Duration = Duration::from_secs(60);

/// The most writes that are remembered. Beyond that the oldest go: lists show them when their index does.
const MOST: usize = 1000;

/// The values of a table's key attributes.
type Key = Vec<String>;

#[derive(Clone)]
struct Change {
    /// `None` when it was deleted.
    row: Option<Item>,
    at: ReadAt,
    /// The indexes that have shown it.
    shown: Vec<Index>,
}

/// The writes of this environment's last minute to tables that have indexes.
#[derive(Clone)]
pub(crate) struct Recent {
    /// `None` in a store that lives for less than a list is read again.
    clock: Option<Arc<dyn Clock>>,
    changes: Arc<Mutex<HashMap<(Table, Key), Change>>>,
}

impl fmt::Debug for Recent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recent")
    }
}

impl Recent {
    /// Nothing written yet.
    pub(crate) fn new(clock: Option<Arc<dyn Clock>>) -> Self {
        Self {
            clock,
            changes: Arc::default(),
        }
    }

    /// These rows were written.
    pub(crate) fn remember(&self, rows: Vec<(Table, Item, Write)>) {
        let Some(clock) = &self.clock else { return };
        let now = ReadAt::now(&**clock);
        let mut changes = self.changes();
        for (table, row, how) in rows {
            if how == Write::Update || !Index::is_of(table) {
                continue;
            }
            let key = (table, key_of(table, &row));
            let change = Change {
                row: (how == Write::Put).then_some(row),
                at: now,
                shown: Vec::new(),
            };
            changes.insert(key, change);
        }
        changes.retain(|_, change| !change.is_over(now));
        while changes.len() > MOST {
            let oldest = changes.iter().max_by_key(|(_, change)| change.at.age(now));
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else {
                return;
            };
            changes.remove(&oldest);
        }
    }

    /// What is to be laid over a list of this index.
    pub(crate) fn over(&self, index: Option<Index>) -> Overlay<'_> {
        let mut overlay = Overlay {
            recent: self,
            index: None,
            changes: HashMap::new(),
        };
        if let (Some(index), Some(clock)) = (index, &self.clock) {
            let now = ReadAt::now(&**clock);
            let changes = self.changes();
            let laid = changes
                .iter()
                .filter(|((table, _), change)| change.is_laid(*table, index, now));
            overlay.index = Some(index);
            overlay.changes = laid
                .map(|((_, key), change)| (key.clone(), change.row.clone()))
                .collect();
        }
        overlay
    }

    /// Whether this index shows all that was written.
    pub(crate) fn is_shown(&self, index: Index) -> bool {
        let Some(clock) = &self.clock else {
            return true;
        };
        let now = ReadAt::now(&**clock);
        let changes = self.changes();
        let mut laid = changes.iter();
        !laid.any(|((table, _), change)| change.is_laid(*table, index, now))
    }

    fn changes(&self) -> MutexGuard<'_, HashMap<(Table, Key), Change>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Change {
    fn is_over(&self, now: ReadAt) -> bool {
        self.at.age(now).is_none_or(|age| age > LAID)
    }

    /// Whether it is laid over lists of this index.
    fn is_laid(&self, table: Table, index: Index, now: ReadAt) -> bool {
        table == index.table() && !self.is_over(now) && !self.shown.contains(&index)
    }
}

/// What is to be laid over one list.
#[derive(Debug)]
pub(crate) struct Overlay<'r> {
    recent: &'r Recent,
    index: Option<Index>,
    changes: HashMap<Key, Option<Item>>,
}

impl Overlay<'_> {
    /// Those rows from the index that still hold. A write that the index shows is not laid over it any more.
    pub(crate) fn still(&mut self, mut rows: Vec<Item>) -> Vec<Item> {
        if let (Some(index), false) = (self.index, self.changes.is_empty()) {
            rows.retain(|row| self.holds(index, row));
        }
        rows
    }

    /// Own rows that the index has not shown, of those that are wanted.
    pub(crate) fn own(&self, is_wanted: impl Fn(&Item) -> bool) -> Vec<Item> {
        let own = self.changes.values().flatten();
        own.filter(|row| is_wanted(row)).cloned().collect()
    }

    fn holds(&mut self, index: Index, row: &Item) -> bool {
        let key = key_of(index.table(), row);
        match self.changes.get(&key) {
            None => true,
            Some(Some(own)) if version(row) >= version(own) => {
                let own = self.changes.remove(&key).flatten();
                let mut changes = self.recent.changes();
                // Unless it was written again meanwhile.
                if let Some(change) = changes.get_mut(&(index.table(), key))
                    && change.row == own
                {
                    change.shown.push(index);
                }
                true
            }
            Some(_) => false,
        }
    }
}

fn key_of(table: Table, row: &Item) -> Key {
    let values = table.key().iter().map(|name| match row.get(*name) {
        Some(AttributeValue::S(text) | AttributeValue::N(text)) => text.clone(),
        _ => String::new(),
    });
    values.collect()
}

/// How often a row was changed, as far as it says.
fn version(row: &Item) -> u64 {
    match (row.get("version"), row.get("transcript_available")) {
        (Some(AttributeValue::N(version)), _) => version.parse().unwrap_or(0),
        (_, Some(AttributeValue::Bool(has))) => u64::from(*has),
        _ => 0,
    }
}

/// How two values of a key attribute are ordered: numbers as numbers, texts by their bytes.
pub(crate) fn compare(a: Option<&AttributeValue>, b: Option<&AttributeValue>) -> Ordering {
    match (a, b) {
        (Some(AttributeValue::N(a)), Some(AttributeValue::N(b))) => {
            let number = |text: &String| text.parse::<f64>().unwrap_or(f64::NAN);
            number(a).total_cmp(&number(b))
        }
        (Some(AttributeValue::S(a)), Some(AttributeValue::S(b))) => a.as_bytes().cmp(b.as_bytes()),
        _ => Ordering::Equal,
    }
}
