//! DynamoDB: one file per table, every table's and index's name in [`names`], and what all of them share: batches, pages,
//! transactions, and what the SDK's errors mean.
//!
//! Nothing here knows HTTP or Lambda. Reads that decide something (access, uniqueness, limits) go to the table itself and are
//! consistent; lists go through indexes, which lag.

mod answers;
mod backoff;
mod bank;
mod bank_load;
mod batch;
mod caches;
mod connect;
mod counters;
mod demo;
mod facts;
mod failure;
mod get;
mod goal_context;
mod goal_progress;
mod goals;
mod imported_passwords;
mod imports;
mod item;
mod jobs;
mod links;
mod listed;
mod look_up;
mod measured;
pub mod names;
mod practice;
mod practice_items;
mod qa_counters;
mod qa_interactions;
mod qa_sources;
mod query;
mod ratings;
mod recent;
mod recent_errors;
mod reviews;
mod seen;
mod sessions;
mod subjects;
mod summaries;
mod transact;
mod transcripts;
mod uniques;
mod users;
mod write;

pub use caches::{CacheKind, UnknownCache, Warmth};
pub use connect::{Settings, config, connect};
pub use goal_context::GoalContext;
pub use imported_passwords::OldPassword;
pub use imports::{ImportedUser, Moved};
pub use links::LinkSide;
pub use measured::measured;
pub use practice::{PracticeContext, Written};
pub use qa_sources::{Asking, Backing, BankText};
pub use reviews::Decision;
pub use sessions::{Parties, Recorded};
pub use summaries::SummaryContext;
pub use users::{Created, UserChange};

use std::sync::Arc;

use aws_sdk_dynamodb::Client;

use crate::caches::Caches;
use crate::names::Table;
use crate::recent::Recent;

/// The tables of one stack. Cheap to clone; every clone shares one connection pool and the same caches.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    prefix: Arc<str>,
    caches: Arc<Caches>,
    recent: Recent,
}

impl Store {
    /// The tables whose names begin with `prefix` (the stack's name), through `client`. Every read goes to them: for tools that run
    /// once.
    #[must_use]
    pub fn new(client: Client, prefix: &str) -> Self {
        Self {
            client,
            prefix: prefix.into(),
            caches: Arc::new(Caches::off()),
            recent: Recent::new(None),
        }
    }

    /// The same tables for an environment that stays warm: with caches in front of reads, and lists that show its own writes at
    /// once.
    #[must_use]
    pub fn warm(client: Client, prefix: &str, warmth: &Warmth) -> Self {
        Self {
            client,
            prefix: prefix.into(),
            caches: Arc::new(Caches::new(warmth)),
            recent: Recent::new(Some(Arc::clone(&warmth.clock))),
        }
    }

    /// Opens the connection to the shared tier, if there is one: while a function starts.
    pub async fn open_shared(&self) {
        if let Some(shared) = &self.caches.shared {
            shared.open().await;
        }
    }

    /// The full name of a table: `<stack>-<table>`.
    fn name(&self, table: Table) -> String {
        format!("{}-{}", self.prefix, table.suffix())
    }

    /// The table that has this full name.
    fn table_named(&self, name: &str) -> Option<Table> {
        let suffix = name.strip_prefix(&*self.prefix)?.strip_prefix('-')?;
        Table::ALL
            .into_iter()
            .find(|table| table.suffix() == suffix)
    }

    /// Reads one key that does not exist, consistently, which answers whether the tables can be read and opens the connection.
    ///
    /// # Errors
    /// The users table cannot be read.
    pub async fn probe(&self) -> Result<(), domain::Error> {
        let key = aws_sdk_dynamodb::types::AttributeValue::S("probe".to_owned());
        let read = self
            .client
            .get_item()
            .table_name(self.name(Table::Users))
            .key("id", key)
            .consistent_read(true);
        read.send().await.map(|_| ()).map_err(failure::of)
    }
}

impl domain::Ready for Store {
    async fn ready(&self) -> Result<(), domain::Error> {
        self.probe().await
    }
}
