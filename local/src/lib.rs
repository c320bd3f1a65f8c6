//! Placeholder.
pub mod gateway;
pub mod user_pool;
