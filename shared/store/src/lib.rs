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
mod connect;
mod counters;
mod demo;
mod facts;
mod failure;
mod get;
mod goal_context;
mod goal_progress;
mod goals;
mod item;
mod jobs;
mod links;
pub mod names;
mod practice;
mod practice_items;
mod qa_counters;
mod qa_interactions;
mod qa_sources;
mod query;
mod ratings;
mod reviews;
mod seen;
mod sessions;
mod subjects;
mod summaries;
mod transact;
mod transcripts;
mod uniques;
mod users;

pub use connect::{Settings, connect};
pub use goal_context::GoalContext;
pub use links::LinkSide;
pub use practice::{PracticeContext, Written};
pub use qa_sources::{Asking, Backing, BankText};
pub use reviews::Decision;
pub use sessions::{Parties, Recorded};
pub use summaries::SummaryContext;
pub use users::{Created, UserChange};

use aws_sdk_dynamodb::Client;

use crate::names::Table;

/// The tables of one stack. Cheap to clone; every clone shares one connection pool.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    prefix: std::sync::Arc<str>,
}

impl Store {
    /// The tables whose names begin with `prefix` (the stack's name), through `client`.
    #[must_use]
    pub fn new(client: Client, prefix: &str) -> Self {
        Self {
            client,
            prefix: prefix.into(),
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

    /// Reads one key that does not exist, which answers whether the tables can be read and opens the connection.
    ///
    /// # Errors
    /// The users table cannot be read.
    pub async fn probe(&self) -> Result<(), domain::Error> {
        let key = aws_sdk_dynamodb::types::AttributeValue::S("probe".to_owned());
        let read = self
            .client
            .get_item()
            .table_name(self.name(Table::Users))
            .key("id", key);
        read.send().await.map(|_| ()).map_err(failure::of)
    }
}
