//! The tier that environments share: a Redis or Valkey server that is asked after memory and before DynamoDB. What is said between them
//! and why it is right is in `docs/decisions/0016-the-shared-tier.md`; nothing here knows what is kept.

mod breaker;
mod content;
mod debts;
mod iam;
mod link;
mod server;
mod tally;
mod tier;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Patience};

use crate::ReadAt;
pub use content::Token;
pub use server::{BadCertificates, BadUrl, OfferedCredentials, Password, Server};
use tier::Tier;

/// Where an entry stands: the cache's name, and the key in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// The cache's name.
    pub cache: &'static str,
    /// The key, in words without spaces.
    pub key: String,
}

/// What was found of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A value, and when it was read at its source: no longer ago than was asked for.
    Found {
        /// The value, as it was filled in.
        bytes: Vec<u8>,
        /// When it was read at its source.
        read: ReadAt,
    },
    /// Nothing, or nothing young enough.
    Missing(Token),
    /// The tier can't be asked about this entry now, and must not be filled.
    Unknown,
}

/// A value for an entry that was missing.
#[derive(Debug, Clone)]
pub struct Fill {
    /// Its name.
    pub name: Name,
    /// What was seen in its place.
    pub token: Token,
    /// The value.
    pub bytes: Vec<u8>,
    /// When it was read at its source.
    pub read: ReadAt,
    /// How old it may get.
    pub ttl: Duration,
}

/// A name that is to be forgotten.
#[derive(Debug, Clone)]
pub struct Forget {
    /// Its name.
    pub name: Name,
    /// For how long nobody may fill its place: as long as the index that it is read from may lag. Zero for what is read consistently.
    pub settle: Duration,
}

/// A server that environments share. Cheap to clone. No method fails, and none waits for longer than the request has patience.
#[derive(Clone)]
pub struct Shared(Arc<Tier>);

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Shared").field(&self.0).finish()
    }
}

impl Shared {
    /// The server at this URL, for entries whose names begin with `prefix`. Connects to nothing yet.
    ///
    /// # Errors
    /// The URL is none.
    pub fn new(
        url: &str,
        prefix: &str,
        clock: Arc<dyn Clock>,
        patience: Arc<dyn Patience>,
    ) -> Result<Self, BadUrl> {
        Ok(Self::on(Server::at(url)?, prefix, clock, patience))
    }

    /// This server, for entries whose names begin with `prefix`. Connects to nothing yet.
    #[must_use]
    pub fn on(
        server: Server,
        prefix: &str,
        clock: Arc<dyn Clock>,
        patience: Arc<dyn Patience>,
    ) -> Self {
        Self(Arc::new(Tier::new(server, prefix, clock, patience)))
    }

    /// Opens the connection while the function starts, for at most 500 ms. Later it is opened beside the requests.
    pub async fn open(&self) {
        self.0.open().await;
    }

    /// Asks for entries no older than this, in one exchange; answers in the same order.
    pub async fn ask(&self, wanted: &[(Name, Duration)]) -> Vec<Asked> {
        self.0.ask(wanted).await
    }

    /// Fills places that were seen empty, in one exchange, but for those that were forgotten or filled since, and values longer than
    /// 1 MiB.
    pub async fn fill(&self, fills: Vec<Fill>) {
        self.0.fill(fills).await;
    }

    /// Forgets entries, in one exchange. What can't be forgotten now is owed: this environment doesn't ask about it until it is, also when
    /// nobody waits for this any more.
    pub async fn forget(&self, names: Vec<Forget>) {
        if names.is_empty() {
            return;
        }
        self.0.owe(names);
        self.0.pay().await;
    }

    /// Owes it to forget these, for who can't wait: a write that was given up. The next exchange begins with it.
    pub fn owe(&self, names: Vec<Forget>) {
        self.0.owe(names);
    }
}
