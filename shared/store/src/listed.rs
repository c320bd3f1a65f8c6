//! Lists that are kept: those that come from an index, over which own writes are laid.

use std::hash::Hash;
use std::sync::Arc;

use domain::Error;

use crate::Store;
use crate::caches::{Kept, Listed, Stored};
use crate::names::Index;

impl Store {
    /// A list of an index: kept, or else loaded. While the index does not show what this environment wrote to its table, the shared tier
    /// isn't asked: another environment may have filled it from the same index.
    pub(crate) async fn listed<K, T, F>(
        &self,
        kept: &Kept<K, Listed<T>>,
        index: Index,
        key: K,
        load: impl FnOnce() -> F,
    ) -> Result<Arc<Vec<T>>, Error>
    where
        F: Future<Output = Result<Vec<T>, Error>>,
        K: Hash + Eq + Clone + Send,
        T: Stored,
    {
        let shared = kept.shared.as_ref();
        let shared = shared.filter(|_| self.recent.is_shown(index));
        let load = || async { Ok(Some(Arc::new(load().await?))) };
        let list = kept.get_beside(shared, &key, load).await?;
        Ok(list.unwrap_or_default())
    }
}
