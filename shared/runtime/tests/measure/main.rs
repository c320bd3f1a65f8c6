//! What is recorded about the system, and how it gets to where operators look.

mod allocating;
mod keeping;
mod pushing;
mod reading;
mod scene;
mod telling;
mod wire;
