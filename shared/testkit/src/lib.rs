//! What only tests need: a clock that stands until it is moved, values that are valid unless a test says otherwise, a page that log
//! lines are written on, and the wire to DynamoDB, on which requests are counted and faults are put.
//!
//! Nothing that is deployed depends on this, and nothing here knows a route.

pub mod builders;
mod clock;
#[cfg(feature = "harness")]
pub mod harness;
#[cfg(feature = "ministack")]
pub mod ministack;
mod page;
#[cfg(feature = "server")]
pub mod server;
#[cfg(any(feature = "ministack", feature = "server"))]
mod service;
#[cfg(feature = "wire")]
pub mod wire;

pub use clock::ManualClock;
pub use page::Page;
#[cfg(feature = "wire")]
pub use wire::{Counts, Fault, Wire};
