//! What benchmarks share: clocks, samples, and DynamoDB in a thread of its own.

mod engine;
pub(crate) mod samples;
pub(crate) mod stopwatch;

pub(crate) use engine::{Served, one_thread};
