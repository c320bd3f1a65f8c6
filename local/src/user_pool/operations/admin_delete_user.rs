//! `AdminDeleteUser`: removes a user for good.

use serde::Deserialize;
use serde_json::{Value, json};

use super::check_username;
use crate::user_pool::{Fault, UserPool};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    username: String,
}

pub(super) fn run(pool: &UserPool, ask: &Ask) -> Result<Value, Fault> {
    check_username(&ask.username)?;
    pool.change(|state| {
        let sub = state.find(&ask.username)?;
        state.delete(sub)?;
        Ok(json!({}))
    })
}
