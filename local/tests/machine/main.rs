//! The machine around the functions: environments as child processes, fed through the Runtime API.
//!
//! The function is `examples/echo.rs`, built before the first test that needs it.

mod echo;
mod environments;
mod runtime_api;
mod server;
