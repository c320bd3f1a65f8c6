//! Recent errors: what `runtime` notes, in the table that `store` has for it.

use domain::Error;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use runtime::{KeepErrors, RecentError};
use store::Store;

/// Writes errors down in a store's table.
#[derive(Debug)]
pub(crate) struct KeptErrors(pub(crate) Store);

impl KeepErrors for KeptErrors {
    fn keep<'a>(&'a self, error: &'a RecentError) -> BoxFuture<'a, Result<(), Error>> {
        self.0.keep_error(error.id, error.at, error).boxed()
    }
}
