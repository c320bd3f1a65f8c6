//! The old service's tables, moved into the whole API: what is there afterwards, what is refused, and what an interruption leaves.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

mod interrupted;
mod moved;
mod reading;
mod refused;
mod scene;
