//! Demo data: somebody to log in as, and enough behind it that every route has something to show.
//!
//! It goes through the real doors: accounts into the user pool, everything else through `store`. Ids are fixed, dates are
//! counted back from now. Every write is one that does nothing the second time, and the admin's row comes last: where it
//! is, all the rest is, so another start writes nothing; where it is not, a start that was interrupted is completed.

mod bank;
mod goals;
pub mod ids;
mod lessons;
mod people;
mod practice;
mod questions;
mod subjects;

use anyhow::Context;
use domain::{Error, Moment};
use store::Store;

use crate::banner::Account;
use crate::user_pool::UserPool;

pub use people::PASSWORD;

/// What there is after seeding.
#[derive(Debug, Clone)]
pub struct SeedReport {
    /// Who can log in; the student first.
    pub accounts: Vec<Account>,
    /// Whether this call wrote anything to the tables.
    pub is_new: bool,
}

/// Writes the demo data, as of `now`. Takes a fraction of a second the first time and one read after that.
///
/// # Errors
/// A demo account's email is taken by another user, or the pool or the tables cannot be written.
pub async fn seed(store: &Store, pool: &UserPool, now: Moment) -> anyhow::Result<SeedReport> {
    // A pool in memory over tables that are kept has lost its users, so this is not skipped.
    people::log_ins(pool)?;
    let is_new = store.user(ids::ADMIN).await?.is_none();
    if is_new {
        write(store, now)
            .await
            .context("the demo data cannot be written; `--no-seed` starts without it")?;
    }
    Ok(SeedReport {
        accounts: people::accounts(),
        is_new,
    })
}

async fn write(store: &Store, now: Moment) -> anyhow::Result<()> {
    people::write(store, now).await?;
    let subjects = subjects::write(store, now).await?;
    let bank = bank::entries(&subjects, now)?;
    bank::write(store, &bank).await?;
    goals::practise(store, &subjects, now).await?;
    practice::write(store, &subjects, &bank, now).await?;
    // Before the goals, or each lesson would move them.
    lessons::write(store, &subjects, now).await?;
    goals::write(store, &subjects, now).await?;
    questions::write(store, now).await?;
    people::write_admin(store, now).await
}

/// What is there already is what an interrupted start wrote.
fn or_there(written: Result<(), Error>) -> Result<(), Error> {
    match written {
        Err(Error::Exists(_)) => Ok(()),
        written => written,
    }
}

fn days_before(now: Moment, days: i64) -> Moment {
    now.plus(jiff::SignedDuration::from_hours(-24 * days))
}
