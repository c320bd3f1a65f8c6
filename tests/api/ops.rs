//! What operators and load balancers ask.

mod health;
mod metrics;
mod metrics_as_text;
mod recent_errors;
mod root;
