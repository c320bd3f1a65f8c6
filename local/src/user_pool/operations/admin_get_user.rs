//! `AdminGetUser`: one user, by email or `sub`.

use serde::Deserialize;
use serde_json::Value;

use super::check_username;
use crate::user_pool::{Fault, UserPool};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    username: String,
}

pub(super) fn run(pool: &UserPool, ask: &Ask) -> Result<Value, Fault> {
    check_username(&ask.username)?;
    pool.read(|state| {
        let sub = state.find(&ask.username)?;
        Ok(state.account(sub)?.describe("UserAttributes"))
    })
}
