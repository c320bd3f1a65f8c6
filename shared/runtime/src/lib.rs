//! Lambda and HTTP: how a function boots, who calls it, what is asked, how it answers, and how errors become statuses.
//!
//! Nothing here knows a table. What a function adds to this is its routes and the struct of what they need.

mod ask;
mod boot;
mod caller;
mod clock;
pub mod cursor;
mod env;
mod failure;
mod kit;
pub mod lambda;
pub mod log;
mod mint;
pub mod openapi;
mod origin;
pub mod paging;
mod reply;
mod route;
mod serve;

pub use ask::{Body, Path, Query};
pub use boot::{BootError, run, warm};
pub use caller::{Authority, Who};
pub use clock::SystemClock;
pub use cursor::{Cursors, Seal};
pub use env::{Env, EnvError, Var};
pub use failure::Failure;
pub use kit::Kit;
pub use mint::Mint;
pub use origin::Origin;
pub use reply::Reply;
pub use route::{Endpoint, Routes, Scopes};

/// What a handler answers.
pub type Answer = Result<Reply, Failure>;
