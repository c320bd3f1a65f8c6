//! What breaks around a function, and what its clients see of that: a clear answer in time, one effect or none, and
//! nothing of the inside.
//!
//! The events are those of `events/`, over the demo data.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

mod deadline;
mod logs;
mod lost_answers;
mod outage;
mod panics;
mod patience;
mod scene;
mod throttling;
mod unprocessed;
