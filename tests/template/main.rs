//! Holds `template.yaml` against the code, and against the rules that no linter knows.
//!
//! What the reader of the template promises is tested beside it; here is what our own template must say.

mod agreement;
mod alarms;
mod binaries;
mod dashboard;
mod dependencies;
mod deployment;
mod entropy;
mod environment;
mod gateway;
mod graph;
mod house;
mod identity;
mod literals;
mod logs;
mod math;
mod metrics;
mod metrics_policy;
mod operations;
mod policies;
mod profiles;
mod protection;
mod resource;
mod rooms;
mod routes;
mod shared_cache;
mod site;
mod stack;
mod stages;
mod tables;
mod versions;
mod watched;
