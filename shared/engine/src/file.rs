//! Opens the file that a lasting database lives in, and keeps other processes out of it.

use crate::EngineError;
use dynoxide::Database;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Held as long as the database is open; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Opens the database in `path`, making folder and file where they are missing.
///
/// The lock is our own: SQLite would let two engines share the file, but each remembers what tables there are.
/// What makes a killed process harmless is the engine's write-ahead log with full synchronisation, SQLite's default.
pub(crate) fn open(path: &Path) -> Result<(Database, Lock), EngineError> {
    let not_writable = |path: &Path| {
        let path = path.to_owned();
        move |source| EngineError::NotWritable { path, source }
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(not_writable(folder))?;
    }
    let lock = beside(path, "lock");
    let lock_file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&lock)
        .map_err(not_writable(&lock))?;
    match lock_file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(EngineError::InUse {
                path: path.to_owned(),
            });
        }
        Err(TryLockError::Error(source)) => return Err(not_writable(&lock)(source)),
    }
    // The engine would say the same in SQLite's words, which name neither the file nor the reason.
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(not_writable(path))?;
    let not_a_database = |problem: String| EngineError::NotADatabase {
        path: path.to_owned(),
        problem,
    };
    let text = path
        .to_str()
        .ok_or_else(|| not_a_database("its path is not UTF-8".into()))?;
    let database = Database::new(text).map_err(|error| not_a_database(error.to_string()))?;
    Ok((database, Lock { _file: lock_file }))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
