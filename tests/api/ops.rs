//! What operators and load balancers ask.

mod health;
mod root;
