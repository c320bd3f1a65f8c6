//! DynamoDB in this process, with the tables of `template.yaml`: for tests and for `cargo local`.
//!
//! Holds how the engine is opened, given its tables, served and stopped. What the tables look like is the template's
//! business, and how they are used that of `store`, which talks to this over HTTP as it talks to AWS.
//!
//! Not imitated: throttling, conflicts between transactions, indexes that lag behind. `testkit` injects those.

mod error;
mod file;
mod schema;
mod server;

use dynoxide::Database;
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use template::Template;

pub use error::EngineError;

/// A running engine. Dropping it stops it soon after; [`Engine::stop`] waits until it has.
pub struct Engine {
    server: server::Server,
    prefix: String,
    database: Database,
    /// After the database: fields are dropped in this order, and nobody may come in before it is closed.
    _lock: Option<file::Lock>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("endpoint", &self.endpoint())
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// How to open an engine; the defaults suit tests.
#[derive(Debug, Clone)]
pub struct Options {
    prefix: String,
    address: SocketAddr,
}

impl Default for Options {
    /// Tables called `local-<table>`, on a free port of this machine.
    fn default() -> Self {
        Self {
            prefix: "local".into(),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
        }
    }
}

impl Options {
    /// Gives the tables another prefix, as another stack name would.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Listens on a given port of this machine; 0 is a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }
}

impl Engine {
    /// Starts an engine that forgets everything when it is dropped. Must be called within a Tokio runtime.
    ///
    /// # Errors
    ///
    /// No port could be had, or the engine refuses a table of the template.
    pub async fn in_memory() -> Result<Self, EngineError> {
        Self::in_memory_with(Options::default()).await
    }

    /// [`Engine::in_memory`], with a prefix or port of one's own.
    ///
    /// # Errors
    ///
    /// As there; also when the port is taken.
    pub async fn in_memory_with(options: Options) -> Result<Self, EngineError> {
        let database = Database::memory().map_err(EngineError::Memory)?;
        Self::start(database, None, options).await
    }

    /// Starts an engine that keeps its data in the file `path`, made if it isn't there. Whatever was answered is in
    /// the file, even if this process is killed the next moment. Must be called within a Tokio runtime.
    ///
    /// # Errors
    ///
    /// The file can't be written, another process has it, it is no database, or it holds a table with other keys than
    /// the template's. Each error says what to do.
    pub async fn at(path: &Path, options: Options) -> Result<Self, EngineError> {
        let (database, lock) = file::open(path)?;
        Self::start(database, Some(lock), options).await
    }

    async fn start(
        database: Database,
        lock: Option<file::Lock>,
        options: Options,
    ) -> Result<Self, EngineError> {
        schema::apply(&database, &Template::ours(), &options.prefix)?;
        let server = server::Server::start(database.clone(), options.address).await?;
        Ok(Self {
            server,
            prefix: options.prefix,
            database,
            _lock: lock,
        })
    }

    /// Where the AWS SDK finds this engine: `http://127.0.0.1:<port>`. Any credentials do.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// What the tables' names begin with, without the hyphen: the value of `TABLE_PREFIX`.
    #[must_use]
    pub fn table_prefix(&self) -> &str {
        &self.prefix
    }

    /// The database behind the HTTP interface, for looking at it from a test.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Deletes every item that has expired by the machine's clock, and says how many those were. DynamoDB does this on
    /// its own, hours late; here somebody has to call.
    ///
    /// # Errors
    ///
    /// The database could not be read or written.
    pub fn sweep(&self) -> Result<usize, EngineError> {
        self.database.sweep_ttl().map_err(EngineError::Sweep)
    }

    /// Stops listening, waits for the requests under way, and closes the database.
    ///
    /// # Errors
    ///
    /// The server had already failed.
    pub async fn stop(self) -> Result<(), EngineError> {
        self.server.stop().await
    }
}
