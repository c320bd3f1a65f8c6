//! `AdminInitiateAuth`: logs a user in by password, or renews a log-in by its refresh token.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::user_pool::accounts::Account;
use crate::user_pool::password::Hash;
use crate::user_pool::sessions::{Session, digest_of, fresh_token};
use crate::user_pool::user_tokens::{LIFETIME, Occasion, access_claims, id_claims};
use crate::user_pool::{Fault, Status, UserPool, random};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    client_id: String,
    auth_flow: String,
    #[serde(default)]
    auth_parameters: BTreeMap<String, String>,
    context_data: Option<ContextData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ContextData {
    ip_address: Option<String>,
}

impl Ask {
    fn parameter(&self, name: &str) -> Result<&str, Fault> {
        let missing = || Fault::InvalidParameter(format!("Missing required parameter {name}"));
        self.auth_parameters
            .get(name)
            .map(String::as_str)
            .ok_or_else(missing)
    }
}

pub(super) fn run(pool: &UserPool, ask: &Ask) -> Result<Value, Fault> {
    let client = &ask.client_id;
    if pool.config.service(client).is_some() {
        return Err(not_enabled(&ask.auth_flow));
    }
    if *client != pool.config.user_client_id {
        return Err(Fault::ResourceNotFound(format!(
            "User pool client {client} does not exist."
        )));
    }
    match ask.auth_flow.as_str() {
        "ADMIN_USER_PASSWORD_AUTH" | "ADMIN_NO_SRP_AUTH" => by_password(pool, ask),
        "REFRESH_TOKEN_AUTH" | "REFRESH_TOKEN" => by_refresh_token(pool, ask),
        other => Err(not_enabled(other)),
    }
}

fn not_enabled(flow: &str) -> Fault {
    Fault::InvalidParameter(format!("{flow} flow not enabled for this client"))
}

fn by_password(pool: &UserPool, ask: &Ask) -> Result<Value, Fault> {
    let (username, password) = (ask.parameter("USERNAME")?, ask.parameter("PASSWORD")?);
    let account = pool
        .read(|state| {
            state
                .find(username)
                .and_then(|sub| state.account(sub).cloned())
        })
        .ok();
    // A user that does not exist costs the same hash, so that the time taken tells nothing either.
    let hash = account
        .as_ref()
        .map_or(Hash::of_nobody(), Account::password);
    let matches = hash.matches(password);
    let account = account
        .filter(|_| matches)
        .ok_or(Fault::WRONG_CREDENTIALS)?;

    if let Some(challenge) = challenge(&account) {
        return Ok(challenge);
    }
    let occasion = Occasion::now(pool);
    let (refresh_token, digest) = fresh_token();
    let session = Session::new(account.sub(), occasion.origin(), pool.clock.now());
    let address = ask
        .context_data
        .as_ref()
        .and_then(|context| context.ip_address.clone());
    pool.change(|state| {
        // Again, under the lock: the user may be gone by now.
        let sub = state
            .account(account.sub())
            .map_err(|_| Fault::WRONG_CREDENTIALS)?
            .sub();
        state.begin_session(digest, session, pool.clock.now());
        state.remember_address(sub, address);
        Ok(())
    })?;
    Ok(tokens(pool, &account, &occasion, Some(refresh_token)))
}

fn by_refresh_token(pool: &UserPool, ask: &Ask) -> Result<Value, Fault> {
    let digest = digest_of(ask.parameter("REFRESH_TOKEN")?);
    let (session, account) = pool.read(|state| {
        let session = state
            .session(&digest)
            .ok_or(Fault::NotAuthorized("Invalid Refresh Token"))?;
        let account = state.account(session.sub)?;
        Ok::<_, Fault>((session.clone(), account.clone()))
    })?;
    if session.has_ended(pool.clock.now()) {
        return Err(Fault::NotAuthorized("Refresh Token has expired"));
    }
    Ok(tokens(
        pool,
        &account,
        &Occasion::renewed(pool, &session),
        None,
    ))
}

/// What the user must do before there are tokens, if anything.
fn challenge(account: &Account) -> Option<Value> {
    let user: Uuid = account.sub();
    let (name, parameters) = match account.status() {
        Status::ForceChangePassword => {
            let attributes = json!(account.attributes()).to_string();
            let parameters = json!({
                "USER_ID_FOR_SRP": user,
                "requiredAttributes": "[]",
                "userAttributes": attributes,
            });
            ("NEW_PASSWORD_REQUIRED", parameters)
        }
        Status::Confirmed if account.needs_mfa() => {
            ("SOFTWARE_TOKEN_MFA", json!({"USER_ID_FOR_SRP": user}))
        }
        Status::Confirmed => return None,
    };
    Some(json!({
        "ChallengeName": name,
        "Session": random::secret(),
        "ChallengeParameters": parameters,
    }))
}

fn tokens(
    pool: &UserPool,
    account: &Account,
    occasion: &Occasion,
    refresh: Option<String>,
) -> Value {
    let access = pool.mint(&access_claims(pool, account.sub(), occasion));
    let id = pool.mint(&id_claims(
        pool,
        account.sub(),
        account.attributes(),
        occasion,
    ));
    let mut result = json!({
        "AccessToken": access,
        "IdToken": id,
        "ExpiresIn": LIFETIME,
        "TokenType": "Bearer",
    });
    if let Some(refresh) = refresh {
        result["RefreshToken"] = refresh.into();
    }
    json!({"AuthenticationResult": result, "ChallengeParameters": {}})
}
