//! What is measured about the backend, and how to measure it again. `bench/README.md` has the results.
//!
//! Nothing depends on this package, and nothing in it runs on AWS.

pub mod fleet;
