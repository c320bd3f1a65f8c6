//! TTL caches that are right before they are fast, for what rarely changes: kept in a warm environment's memory, and, where one
//! is configured, in a Redis or Valkey server that environments share.
//!
//! What a cache promises:
//!
//! - No read is answered with a value that was older than its TTL when the read began, or than the age that the read allows. Age is
//!   counted from the moment before the value was asked for at its source, through both tiers, by the wall clock (an environment
//!   can be frozen for hours) and by a clock that nobody sets (the wall clock can be set back), whichever says more.
//! - No read is answered with a value from before a [`Cache::forget`] that finished before the read began.
//! - One load for a key at a time, whatever becomes of it: a failure is answered to all who waited, a load that is dropped passes on to
//!   one of them. Failures are never kept.
//! - No more than its share of memory, at any moment.
//!
//! Nothing here knows a table, HTTP or what is kept: `store` has one cache for each kind of look-up.

mod cache;
mod counted;
mod entry;
mod flight;
mod policy;
mod primitives;
mod read_at;
mod shared;
mod shelf;

pub use cache::{Cache, Claim};
pub use flight::{Landing, Lease, Waiting};
pub use policy::Policy;
pub use primitives::{Lock, Primitives, Std};
pub use read_at::ReadAt;
pub use shared::{
    Asked, BadCertificates, BadUrl, Fill, Forget, Name, OfferedCredentials, Password, Server,
    Shared, Token,
};
