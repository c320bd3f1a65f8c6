//! Placeholder.
pub mod builder;
pub mod cli;
pub mod console;
pub mod environments;
pub mod gateway;
pub mod runtime_api;
pub mod user_pool;
