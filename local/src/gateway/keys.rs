//! Where the keys come from that tokens verify against.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use jsonwebtoken::jwk::JwkSet;

use crate::user_pool::UserPool;

/// Gives the public keys of the issuer.
pub trait KeySource: Send + Sync + std::fmt::Debug {
    /// The keys, perhaps from memory.
    fn keys(&self) -> BoxFuture<'_, Result<Arc<JwkSet>, KeysUnavailable>>;
}

/// The issuer's keys could not be had.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the issuer's keys cannot be had: {0}")]
pub struct KeysUnavailable(pub String);

impl KeySource for UserPool {
    fn keys(&self) -> BoxFuture<'_, Result<Arc<JwkSet>, KeysUnavailable>> {
        let keys = Arc::new(self.public_keys());
        Box::pin(async move { Ok(keys) })
    }
}
