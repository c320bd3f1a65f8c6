//! Errors of ours, so that operators see the last of them without searching logs: what is noted of one, how many are, and when they
//! are written down.
//!
//! An error is noted while its request is answered, and written after the answer has gone out. Where it is written is not this
//! room's affair: it knows no table.

mod cause;
mod noted;
mod recent_error;

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use domain::{Clock, Moment};
use futures_util::future::BoxFuture;
use metrics::counter;

use crate::Mint;
use noted::Noted;

pub(crate) use cause::plain;
pub use noted::{MOST_A_MINUTE, MOST_WAITING};
pub use recent_error::{ErrorId, RecentError, Work};

/// How long an environment is kept busy by writing errors after it has answered.
const LONGEST: Duration = Duration::from_millis(300);

/// Where errors are written down.
pub trait KeepErrors: Send + Sync + fmt::Debug {
    /// Writes one down. The same error may come twice, and then stands there once.
    fn keep<'a>(&'a self, error: &'a RecentError) -> BoxFuture<'a, Result<(), domain::Error>>;
}

/// The errors of this environment that are not written down yet. Clones share them.
#[derive(Clone)]
pub struct Errors(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    mint: Mint,
    keeper: OnceLock<Arc<dyn KeepErrors>>,
    noted: Mutex<Noted>,
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Errors")
    }
}

impl Errors {
    /// None yet, and none will be until [`Self::keep_in`] says where.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner {
            mint: Mint::new(Arc::clone(&clock)),
            clock,
            keeper: OnceLock::new(),
            noted: Mutex::default(),
        }))
    }

    /// Says where errors are written down. The first to say so is heard.
    pub fn keep_in(&self, keeper: Arc<dyn KeepErrors>) {
        self.0.keeper.get_or_init(|| keeper);
    }

    /// Notes an error, if this minute has not had [`MOST_A_MINUTE`] of them already; `error` gets an id.
    pub(crate) fn note(&self, error: impl FnOnce(ErrorId) -> RecentError) {
        if self.0.keeper.get().is_none() {
            return;
        }
        let minute = self.0.clock.now().as_second().div_euclid(60);
        let id = self.0.mint.id();
        let dropped = self.noted().add(minute, || error(id));
        if let Some(why) = dropped {
            counter!("errors.recorded", "outcome" => why.word()).increment(1);
        }
    }

    /// Writes down what was noted, oldest first, for 300 ms at most, and not into the last half second before `deadline`. What
    /// can't be written waits for the next time.
    pub async fn write(&self, deadline: Option<Moment>) {
        let Some(keeper) = self.0.keeper.get() else {
            return;
        };
        if self.noted().first().is_none() {
            return;
        }
        let Some(time) = crate::measure::after_answer(&*self.0.clock, deadline) else {
            return;
        };
        if tokio::time::timeout(time.min(LONGEST), self.all(&**keeper))
            .await
            .is_err()
        {
            tracing::warn!("recent errors could not be written in time");
        }
    }

    /// May be dropped at any await: what was not written for certain is still noted.
    async fn all(&self, keeper: &dyn KeepErrors) {
        loop {
            let Some(error) = self.noted().first() else {
                return;
            };
            if let Err(why) = keeper.keep(&error).await {
                tracing::warn!(error = %why, "a recent error could not be written");
                return;
            }
            // Another event of this environment may have written it too.
            if self.noted().remove(error.id) {
                counter!("errors.recorded", "outcome" => "written").increment(1);
            }
        }
    }

    fn noted(&self) -> std::sync::MutexGuard<'_, Noted> {
        self.0.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
pub(crate) mod tests;
