//! The `recent_errors` table: errors of ours, which expire. What an error is, its writer says; here are its place and its end.
//!
//! All stand in one partition, sorted by an id that sorts by time. It takes a thousand writes a second, and every environment writes
//! a few in a minute.

use std::time::Duration;

use domain::{Error, Id, Moment};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::item::{encode, s};
use crate::names::Table;
use crate::query::Listing;

/// How long an error is kept.
const KEPT: Duration = Duration::from_hours(7 * 24);

/// The one partition.
const LISTING: &str = "all";

#[derive(Serialize, Deserialize)]
struct Row<T> {
    listing: String,
    id: String,
    error: T,
    /// In seconds since 1970, as DynamoDB wants it.
    expires_at: i64,
}

impl Store {
    /// Writes down an error that happened at `at`, for seven days. The same again changes nothing.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn keep_error<T: Serialize>(
        &self,
        id: Id<T>,
        at: Moment,
        error: &T,
    ) -> Result<(), Error> {
        let row = Row {
            listing: LISTING.to_owned(),
            id: id.to_string(),
            error,
            expires_at: at.as_second().saturating_add_unsigned(KEPT.as_secs()),
        };
        let write = self
            .client
            .put_item()
            .table_name(self.name(Table::RecentErrors))
            .set_item(Some(encode(Table::RecentErrors, &row)?));
        self.put(write).await.map(drop).map_err(crate::failure::of)
    }

    /// The last errors that have not expired, newest first, not more than `most`.
    ///
    /// # Errors
    /// The table cannot be read, or holds something else than `T`.
    pub async fn recent_errors<T: DeserializeOwned>(
        &self,
        most: usize,
        now: Moment,
    ) -> Result<Vec<T>, Error> {
        let listing = Listing::of_table(Table::RecentErrors, "listing", s(LISTING)).newest_first();
        let rows: Vec<Row<T>> = self.all(listing, most).await?;
        // DynamoDB deletes what has expired within days, not at once.
        let living = rows
            .into_iter()
            .filter(|row| row.expires_at > now.as_second());
        Ok(living.map(|row| row.error).collect())
    }
}
