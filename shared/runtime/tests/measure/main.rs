//! What is recorded about the system, and how it gets to where operators look.

mod keeping;
mod pushing;
mod scene;
mod telling;
mod wire;
