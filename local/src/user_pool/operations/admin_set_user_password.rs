//! `AdminSetUserPassword`: gives a user a password, for good or until the first log-in.

use serde::Deserialize;
use serde_json::{Value, json};

use super::check_username;
use crate::user_pool::password::Password;
use crate::user_pool::{Fault, Status, UserPool};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    username: String,
    password: String,
    #[serde(default)]
    permanent: bool,
}

pub(super) fn run(pool: &UserPool, ask: &Ask) -> Result<Value, Fault> {
    check_username(&ask.username)?;
    let password = Password::parse(&ask.password)?;
    let status = if ask.permanent {
        Status::Confirmed
    } else {
        Status::ForceChangePassword
    };
    let now = pool.clock.now();
    pool.change(|state| {
        let sub = state.find(&ask.username)?;
        state.account_mut(sub)?.set_password(&password, status, now);
        Ok(json!({}))
    })
}
