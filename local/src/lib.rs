//! `cargo local`: the cloud's part of the work on one machine, around the functions' real binaries.
//!
//! Everything here is taken from `template.yaml`: routes and authorizer for the gateway, variables and limits for the
//! functions, tables for DynamoDB. Nothing in the functions knows of this crate.

pub mod banner;
pub mod builder;
pub mod cli;
pub mod cloudwatch;
pub mod console;
pub mod env_file;
pub mod environments;
pub mod event_source;
pub mod gateway;
pub mod import;
pub mod live;
pub mod machine;
pub mod passage;
pub mod queues;
pub mod roles;
pub mod runtime_api;
pub mod seed;
pub mod server;
pub mod shelf;
pub mod signals;
pub mod site;
pub mod tally;
pub mod turnstile;
pub mod user_pool;
