//! Where the user pool and the queues keep themselves between two runs.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Keeps a state as bytes.
pub trait Shelf: Send + Sync + std::fmt::Debug {
    /// What was saved last, or nothing on the first run.
    ///
    /// # Errors
    /// There is something, and it cannot be read.
    fn load(&self) -> Result<Option<Vec<u8>>, ShelfError>;

    /// Keeps what `state` writes in place of what was there. When this returns, a crash loses nothing; when it fails, what
    /// was there still is.
    ///
    /// # Errors
    /// The state could not be kept.
    fn save(&self, state: &dyn Fn() -> Vec<u8>) -> Result<(), ShelfError>;
}

/// A state could not be kept or found again.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The file system refused.
    #[error("cannot {doing} the file {}: {error}", path.display())]
    Io {
        /// `read` or `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// There is something else than was expected.
    #[error("the file is not one that this version can read: {0}")]
    Unreadable(String),
}

/// Keeps nothing: the state lives as long as its process.
#[derive(Debug, Clone, Copy)]
pub struct MemoryShelf;

impl Shelf for MemoryShelf {
    fn load(&self) -> Result<Option<Vec<u8>>, ShelfError> {
        Ok(None)
    }

    fn save(&self, _state: &dyn Fn() -> Vec<u8>) -> Result<(), ShelfError> {
        Ok(())
    }
}

/// Keeps the state in one file, which is replaced as a whole: after `kill -9` there is the old state or the new one.
#[derive(Debug, Clone)]
pub struct FileShelf {
    path: PathBuf,
}

impl FileShelf {
    /// The shelf in the file at `path`; its folder must exist.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_path_buf(),
        }
    }

    fn error(&self, doing: &'static str, error: io::Error) -> ShelfError {
        ShelfError::Io {
            doing,
            path: self.path.clone(),
            error,
        }
    }

    /// Writes beside the file, makes sure it is on the disk, and puts it in the file's place.
    fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let beside = self.path.with_extension("new");
        let mut file = open_private(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &self.path)?;
        // The rename itself is only on the disk when the folder is.
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
            _ => File::open(".")?.sync_all(),
        }
    }
}

impl Shelf for FileShelf {
    fn load(&self) -> Result<Option<Vec<u8>>, ShelfError> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.error("read", error)),
        }
    }

    fn save(&self, state: &dyn Fn() -> Vec<u8>) -> Result<(), ShelfError> {
        self.replace(&state())
            .map_err(|error| self.error("write", error))
    }
}

/// Opens a file that only its owner can read: it holds a private key, or what people asked for.
fn open_private(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
