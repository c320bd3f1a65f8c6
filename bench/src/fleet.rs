//! A fleet of Lambda environments in simulated time: what the caches of `shared/cache` do for it.
//!
//! The caches are the real ones, with a clock that is driven. Traffic, environments, what a route looks up and the shared tier are
//! models, a file each; what they leave out stands in `bench/README.md`. Everything follows from the options and their seed: the same
//! options print the same tables.

mod environments;
mod kind;
mod memory;
mod options;
mod prices;
mod report;
mod route;
mod shared_tier;
mod simulation;
mod sweep;
mod tally;
mod traffic;
mod truth;

pub use kind::{Kind, Place, Room};
pub use options::{Options, Prices, Ttls};
pub use report::report;
pub use route::{Group, Look, Mix, ROUTES, Route};
pub use simulation::{Run, simulate};
pub use tally::{Count, Tally};
pub use traffic::{Request, Traffic};
