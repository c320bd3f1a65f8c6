//! The port through which it is known what a request costs elsewhere.

use std::fmt;

/// What the request that is being served costs the tables. The one implementation for functions is `runtime::RequestExpenses`,
/// which begins anew with every request.
pub trait Expenses: Send + Sync + fmt::Debug {
    /// One more request goes to the tables for it; one that is sent again counts again.
    fn one_more(&self);
}
