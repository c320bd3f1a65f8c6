//! Who may call what: every route of the routers, with every kind of caller. A route without a row here fails.

pub(crate) mod matrix;
mod tokens;
pub(crate) mod world;
