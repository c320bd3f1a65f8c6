//! `AdminCreateUser`: makes a user who must change the password at the first log-in.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::attributes::{self, Attribute};
use super::check_username;
use crate::user_pool::password::Password;
use crate::user_pool::{Fault, UserPool};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    username: String,
    #[serde(default)]
    user_attributes: Vec<Attribute>,
    temporary_password: Option<String>,
    message_action: Option<String>,
}

pub(super) fn run(pool: &UserPool, ask: Ask) -> Result<Value, Fault> {
    check_username(&ask.username)?;
    // One machine has no mail: a caller that counts on an invitation must hear so.
    if ask.message_action.as_deref() != Some("SUPPRESS") {
        return Err(Fault::InvalidParameter(
            "The local user pool sends no messages: MessageAction must be SUPPRESS.".to_owned(),
        ));
    }
    let password = match ask.temporary_password {
        Some(text) => Password::parse(&text)?,
        None => Password::unknown(),
    };
    let wanted = attributes::collect(ask.user_attributes);
    let now = pool.clock.now();
    pool.change(|state| {
        let sub = Uuid::new_v4();
        state.insert(sub, &ask.username, wanted, &password, now)?;
        Ok(json!({"User": state.account(sub)?.describe("Attributes")}))
    })
}
