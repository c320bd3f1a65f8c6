//! Lambda and HTTP: how a function boots, who calls it, what is asked, how it answers, and how errors become statuses.
//!
//! Nothing here knows a table. What a function adds to this is its routes, or as a worker what it does with a message, and the
//! struct of what they need.

mod ask;
mod boot;
mod caller;
mod clock;
pub mod cursor;
mod env;
pub mod errors;
mod expenses;
mod failure;
mod kit;
pub mod lambda;
pub mod log;
pub mod measure;
mod mint;
pub mod openapi;
mod origin;
pub mod paging;
mod patience;
pub mod readiness;
mod reply;
mod route;
mod serve;
mod site;
pub mod worker;

pub use ask::{Body, MaybeBody, Path, Query};
pub use boot::{BootError, run, run_apart, warm, work};
pub use caller::{Authority, Who};
pub use clock::SystemClock;
pub use cursor::{Cursors, Seal};
pub use env::{Env, EnvError, Var};
pub use errors::{Errors, KeepErrors, RecentError};
pub use expenses::RequestExpenses;
pub use failure::Failure;
pub use kit::Kit;
pub use mint::Mint;
pub use origin::Origin;
pub use patience::RequestPatience;
pub use reply::Reply;
pub use route::{Endpoint, Routes, Scopes};
pub use site::Site;
pub use worker::{Delivery, Worker};

/// What a handler answers.
pub type Answer = Result<Reply, Failure>;
