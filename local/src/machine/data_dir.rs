//! The directory that keeps what would otherwise be forgotten. One `cargo local` at a time has it.

use std::fs::{File, TryLockError, create_dir_all};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// A directory that is there, can be written, and is ours until this is dropped.
#[derive(Debug)]
pub(super) struct DataDir {
    path: PathBuf,
    /// The system gives the lock back when the process ends, however it ends.
    _lock: File,
}

impl DataDir {
    /// Makes the directory if need be, and takes it.
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        if path.exists() && !path.is_dir() {
            bail!("the data directory {shown} is a file; name a directory with --data-dir");
        }
        create_dir_all(path).with_context(|| {
            format!("the data directory {shown} cannot be made; name another with --data-dir")
        })?;
        let lock = File::create(path.join("lock")).with_context(|| {
            format!("the data directory {shown} cannot be written; make it writable, or name another with --data-dir")
        })?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => bail!(
                "another `cargo local` uses the data directory {shown}; stop it, or name another with --data-dir"
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("the data directory {shown} cannot be locked"))
            }
        }
    }

    /// Where the tables are.
    pub(super) fn tables(&self) -> PathBuf {
        self.path.join("dynamodb.sqlite")
    }

    /// Where the queues are.
    pub(super) fn queues(&self) -> PathBuf {
        self.path.join("queues.json")
    }

    /// Where the users are.
    pub(super) fn users(&self) -> PathBuf {
        self.path.join("user-pool.json")
    }
}

#[cfg(test)]
mod tests {
    use super::DataDir;

    #[test]
    fn a_directory_that_is_missing_is_made() {
        let temporary = tempfile::tempdir().unwrap();
        let opened = DataDir::open(&temporary.path().join("a/b")).unwrap();
        assert!(opened.users().parent().unwrap().is_dir());
    }

    #[test]
    fn a_file_in_its_place_is_refused_with_what_to_do() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = DataDir::open(file.path()).unwrap_err().to_string();
        assert!(
            error.contains("is a file; name a directory with --data-dir"),
            "{error}"
        );
    }

    #[test]
    fn a_directory_in_use_is_refused_until_it_is_free() {
        let temporary = tempfile::tempdir().unwrap();
        let first = DataDir::open(temporary.path()).unwrap();
        let error = DataDir::open(temporary.path()).unwrap_err().to_string();
        assert!(error.contains("another `cargo local` uses"), "{error}");
        drop(first);
        DataDir::open(temporary.path()).unwrap();
    }
}
