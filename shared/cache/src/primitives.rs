//! The lock that caches are generic over, so that a concurrency checker can put its own in place and try the interleavings.

use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A mutual exclusion. What happens under it is a closure: nothing can be awaited while it is held.
pub trait Lock<T>: Send + Sync {
    /// A lock around a value.
    fn new(value: T) -> Self;

    /// Does something to the value while nobody else does.
    fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R;
}

/// A family of synchronisation primitives.
pub trait Primitives: fmt::Debug + 'static {
    /// Its lock.
    type Mutex<T: Send>: Lock<T>;
}

/// Those of the standard library.
#[derive(Debug)]
pub struct Std;

impl Primitives for Std {
    type Mutex<T: Send> = Mutex<T>;
}

impl<T: Send> Lock<T> for Mutex<T> {
    fn new(value: T) -> Self {
        Self::new(value)
    }

    fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        // What a cache does under its lock leaves it whole at every step at which it could panic.
        work(&mut self.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
