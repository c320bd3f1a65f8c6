//! What the tests share: the whole API in this process.
//!
//! Every request goes through the gateway that `template.yaml` draws, the functions' own routers and the real SDK, to a real
//! DynamoDB engine. Only Lambda's processes are left out; `binaries/` has those.

mod api;
mod functions;
pub mod in_process;
pub mod logs;
mod mishap;
mod person;
mod pool_wire;
mod queue_wire;
mod reply;
mod scripted_figures;
mod update;
mod work;

pub use api::{Api, PASSWORD};
pub use functions::{Functions, every_endpoint, openapi, variables};
pub use mishap::Mishap;
pub use person::Person;
pub use reply::Reply;
pub use scripted_figures::ScriptedFigures;
pub use update::asked_for;
