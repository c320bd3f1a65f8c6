//! How many connections are in use. The SDK does not tell, but each attempt holds one while it is under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// How many connections are in use.
#[derive(Debug, Clone, Default)]
pub(super) struct Connections(Arc<AtomicU32>);

/// One of them. It is given back when this is dropped, for a call may be given up at any moment.
#[derive(Debug)]
pub(super) struct InUse(Connections);

impl Connections {
    /// Takes one, and says how many are in use with it.
    pub(super) fn take(&self) -> (InUse, u32) {
        let before = self.0.fetch_add(1, Ordering::Relaxed);
        (InUse(self.clone()), before.saturating_add(1))
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The connection of the attempt that is under way.
#[derive(Debug)]
pub(super) struct Held(
    #[expect(dead_code, reason = "kept until it is replaced or dropped")] pub(super) Option<InUse>,
);

impl Storable for Held {
    type Storer = StoreReplace<Self>;
}
