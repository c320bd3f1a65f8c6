//! What every function needs, whatever its routes: made once at boot.

use std::sync::Arc;

use domain::{Clock, Expenses, Patience};

use crate::{
    Authority, Cursors, Env, EnvError, Errors, Mint, RequestExpenses, RequestPatience, Site,
    SystemClock,
};

/// What every function needs. Cheap to clone: every request does, several times.
#[derive(Debug, Clone)]
pub struct Kit {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids.
    pub mint: Mint,
    /// Seals and opens page cursors.
    pub cursors: Cursors,
    /// Knows whose tokens count.
    pub authority: Arc<Authority>,
    /// Knows how long the request may still wait for what it can do without.
    pub patience: Arc<dyn Patience>,
    /// Counts what the request costs the tables.
    pub expenses: Arc<dyn Expenses>,
    /// Takes down what went wrong on our side.
    pub errors: Errors,
    /// Knows what has come through CloudFront.
    pub site: Arc<Site>,
}

// References and no more.
const _: () = assert!(size_of::<Kit>() <= 16 * size_of::<usize>());

impl Kit {
    /// From the environment, with the machine's clock.
    ///
    /// # Errors
    /// A variable is missing or malformed.
    pub fn from_env(env: &Env) -> Result<Self, EnvError> {
        Self::with_clock(env, Arc::new(SystemClock))
    }

    /// From the environment, with another clock.
    ///
    /// # Errors
    /// A variable is missing or malformed.
    pub fn with_clock(env: &Env, clock: Arc<dyn Clock>) -> Result<Self, EnvError> {
        Ok(Self {
            mint: Mint::new(Arc::clone(&clock)),
            cursors: Cursors::from_env(env)?,
            authority: Arc::new(Authority::from_env(env)?),
            patience: Arc::new(RequestPatience),
            expenses: Arc::new(RequestExpenses),
            errors: Errors::new(Arc::clone(&clock)),
            site: Arc::new(Site::from_env(env)?),
            clock,
        })
    }
}
