//! The machine around the functions: environments as child processes, fed through the Runtime API.
//!
//! The function is `examples/echo.rs`, the worker `examples/worker.rs`, each built before the first test that needs it.

#![expect(
    clippy::unwrap_used,
    reason = "clippy sees only test functions themselves as tests, not what they share"
)]

mod counting;
mod echo;
mod environments;
mod feeding;
mod import;
mod roles;
mod runtime_api;
mod server;
