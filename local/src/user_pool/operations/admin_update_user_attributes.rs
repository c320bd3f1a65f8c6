//! `AdminUpdateUserAttributes`: changes what the pool knows of a user.

use serde::Deserialize;
use serde_json::{Value, json};

use super::attributes::{self, Attribute};
use super::check_username;
use crate::user_pool::{Fault, UserPool};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    username: String,
    user_attributes: Vec<Attribute>,
}

pub(super) fn run(pool: &UserPool, ask: Ask) -> Result<Value, Fault> {
    check_username(&ask.username)?;
    let changes = attributes::collect(ask.user_attributes);
    let now = pool.clock.now();
    pool.change(|state| {
        let sub = state.find(&ask.username)?;
        state.update(sub, &changes, now)?;
        Ok(json!({}))
    })
}
