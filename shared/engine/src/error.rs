//! Why an engine could not be started, and what to do about it.

use dynoxide::DynoxideError;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why an engine could not be started or used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The database in memory could not be made.
    #[error("the database could not be made in memory: {0}")]
    Memory(#[source] DynoxideError),

    /// The folder of the data file can't be made or written.
    #[error(
        "cannot write to `{path}`: {source}. Give another data directory, or make this one writable"
    )]
    NotWritable {
        /// The data file, or its folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// Another process has the data file.
    #[error("another process is using `{path}`. Stop it, or give another data directory")]
    InUse {
        /// The data file.
        path: PathBuf,
    },

    /// The data file is no database of ours.
    #[error("`{path}` could not be opened as a database: {problem}. Move it away to start anew")]
    NotADatabase {
        /// The data file.
        path: PathBuf,
        /// What the engine said.
        problem: String,
    },

    /// The port is taken, or may not be used.
    #[error("cannot listen on {address}: {source}. Give another port, or stop what listens there")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },

    /// The engine refuses a table of the template.
    #[error("the table `{table}` of template.yaml was refused: {problem}")]
    Table {
        /// Its full name.
        table: String,
        /// What the engine said.
        problem: String,
    },

    /// The data file holds a table of that name that the template has changed since.
    #[error(
        "the data holds a table `{table}` whose {what} template.yaml has changed since: it has {found}, the template \
         says {wanted}. Data can't be carried over: delete the data directory, or give another one"
    )]
    TableDiffers {
        /// Its full name.
        table: String,
        /// `key`, `indexes` or `expiry attribute`.
        what: &'static str,
        /// What the data file holds.
        found: String,
        /// What the template says.
        wanted: String,
    },

    /// Expired items could not be deleted.
    #[error("expired items could not be deleted: {0}")]
    Sweep(#[source] DynoxideError),

    /// The HTTP server ended by itself.
    #[error("the server ended: {0}")]
    Server(String),
}
