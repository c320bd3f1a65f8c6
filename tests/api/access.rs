//! Who may call what: every route of the routers, with every kind of caller. A route without a row here fails.

mod matrix;
mod rights;
mod tokens;
