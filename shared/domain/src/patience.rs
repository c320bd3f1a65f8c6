//! The port through which it is known how long a request may still wait for what it can do without.

use std::fmt;
use std::time::Duration;

/// What the request that is being served may still wait for things it can do without, such as a shared cache. The one
/// implementation for functions is `runtime::RequestPatience`, which begins anew with every request.
pub trait Patience: Send + Sync + fmt::Debug {
    /// How much longer this request may wait.
    fn left(&self) -> Duration;

    /// This request has waited for so long.
    fn spend(&self, waited: Duration);
}
