//! What must change together changes in one transaction.

use std::future::Future;

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem, Update};
use domain::Error;

use crate::Store;
use crate::backoff::{self, RETRY_AFTER, TRIES};
use crate::caches::touched::Entry;

/// Why a transaction did nothing.
#[derive(Debug)]
pub(crate) enum Aborted {
    /// The conditions of the actions at these places did not hold, first to last as they were given.
    Conditions(Vec<usize>),
    /// Another transaction wrote the same rows at the same time.
    Conflict,
    /// Anything else.
    Other(Error),
}

/// One action of a transaction.
pub(crate) trait Action {
    /// The SDK's form of it.
    fn action(self) -> TransactWriteItem;
}

impl Action for Put {
    fn action(self) -> TransactWriteItem {
        TransactWriteItem::builder().put(self).build()
    }
}
impl Action for Update {
    fn action(self) -> TransactWriteItem {
        TransactWriteItem::builder().update(self).build()
    }
}
impl Action for Delete {
    fn action(self) -> TransactWriteItem {
        TransactWriteItem::builder().delete(self).build()
    }
}
impl Action for ConditionCheck {
    fn action(self) -> TransactWriteItem {
        TransactWriteItem::builder().condition_check(self).build()
    }
}

/// What a builder says that lacks a part; it cannot happen to the requests here, which name all parts.
pub(crate) fn incomplete(error: aws_sdk_dynamodb::error::BuildError) -> Error {
    Error::Fault(format!("an incomplete request: {error}"))
}

impl Store {
    /// Does all actions or none. The SDK adds a client request token, so that its own retries do not write twice.
    pub(crate) async fn transact(&self, actions: Vec<TransactWriteItem>) -> Result<(), Aborted> {
        self.transact_touching(actions, &[]).await
    }

    /// [`Self::transact`] of actions that make entries of caches wrong which they do not show.
    pub(crate) async fn transact_touching(
        &self,
        actions: Vec<TransactWriteItem>,
        more: &[Entry],
    ) -> Result<(), Aborted> {
        let write = self
            .client
            .transact_write_items()
            .set_transact_items(Some(actions));
        let Err(error) = self.write_all(write, more).await else {
            return Ok(());
        };
        let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
            error.as_service_error()
        else {
            return Err(Aborted::Other(crate::failure::of(error)));
        };
        let codes: Vec<_> = cancelled
            .cancellation_reasons()
            .iter()
            .map(|r| r.code().unwrap_or(""))
            .collect();
        let failed: Vec<_> = places(&codes, "ConditionalCheckFailed");
        if !failed.is_empty() {
            return Err(Aborted::Conditions(failed));
        }
        if codes.contains(&"TransactionConflict") {
            return Err(Aborted::Conflict);
        }
        if codes
            .iter()
            .any(|c| c.contains("Throttl") || c.contains("ThroughputExceeded"))
        {
            return Err(Aborted::Other(Error::Busy {
                retry_after: RETRY_AFTER,
            }));
        }
        Err(Aborted::Other(Error::Fault(format!(
            "a transaction was cancelled: {codes:?}"
        ))))
    }

    /// Reads, decides and writes until it goes through: `attempt` answers `Ok(None)` when somebody else wrote in between, and
    /// is then called again after a while, with fresh reads. After [`TRIES`] it is [`Error::Busy`].
    pub(crate) async fn until_written<T, F>(&self, attempt: impl FnMut() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<Option<T>, Error>>,
    {
        self.until_written_in(TRIES, attempt).await
    }

    /// [`Self::until_written`] with another number of tries.
    pub(crate) async fn until_written_in<T, F>(
        &self,
        tries: u32,
        mut attempt: impl FnMut() -> F,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<Option<T>, Error>>,
    {
        for tried in 0..tries {
            if let Some(written) = attempt().await? {
                return Ok(written);
            }
            backoff::wait(tried).await;
        }
        Err(Error::Busy {
            retry_after: RETRY_AFTER,
        })
    }
}

fn places(codes: &[&str], code: &str) -> Vec<usize> {
    codes
        .iter()
        .enumerate()
        .filter(|(_, c)| **c == code)
        .map(|(place, _)| place)
        .collect()
}
