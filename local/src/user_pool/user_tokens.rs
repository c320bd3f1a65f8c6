//! The tokens of a user who has logged in, with the claims that Amazon Cognito gives them.

use serde_json::Value;
use uuid::Uuid;

use super::accounts::Attributes;
use super::sessions::Session;
use super::{Claims, USER_SCOPE, UserPool};

/// How long access and id tokens live, in seconds: 24 hours, as the user client in `template.yaml` says.
pub(super) const LIFETIME: i64 = 24 * 60 * 60;

/// A log-in, as its tokens tell of it.
pub(super) struct Occasion {
    auth_time: i64,
    origin: Uuid,
    event: Uuid,
    now: i64,
}

impl Occasion {
    /// A log-in of this moment.
    pub(super) fn now(pool: &UserPool) -> Self {
        let now = pool.clock.now().as_second();
        Self {
            auth_time: now,
            origin: Uuid::new_v4(),
            event: Uuid::new_v4(),
            now,
        }
    }

    /// An earlier log-in, renewed now.
    pub(super) fn renewed(pool: &UserPool, session: &Session) -> Self {
        Self {
            auth_time: session.auth_time,
            origin: session.origin,
            ..Self::now(pool)
        }
    }

    /// What the tokens of this log-in have in common.
    pub(super) fn origin(&self) -> Uuid {
        self.origin
    }
}

/// The claims of an access token.
pub(super) fn access_claims(pool: &UserPool, sub: Uuid, occasion: &Occasion) -> Claims {
    common(pool, sub, occasion, "access")
        .with("client_id", pool.config.user_client_id.as_str())
        .with("scope", USER_SCOPE)
        .with("username", sub.to_string())
}

/// The claims of an id token: it is for the client, so it says `aud` and not `client_id`.
pub(super) fn id_claims(
    pool: &UserPool,
    sub: Uuid,
    attributes: &Attributes,
    occasion: &Occasion,
) -> Claims {
    let mut claims = common(pool, sub, occasion, "id")
        .with("aud", pool.config.user_client_id.as_str())
        .with("cognito:username", sub.to_string());
    for (name, value) in attributes {
        let value: Value = match value.as_str() {
            "true" | "false" if name.ends_with("_verified") => Value::Bool(value == "true"),
            text => text.into(),
        };
        claims = claims.with(name, value);
    }
    claims
}

fn common(pool: &UserPool, sub: Uuid, occasion: &Occasion, token_use: &str) -> Claims {
    Claims::default()
        .with("sub", sub.to_string())
        .with("iss", pool.config.issuer.as_str())
        .with("origin_jti", occasion.origin.to_string())
        .with("event_id", occasion.event.to_string())
        .with("token_use", token_use)
        .with("auth_time", occasion.auth_time)
        .with("exp", occasion.now + LIFETIME)
        .with("iat", occasion.now)
        .with("jti", Uuid::new_v4().to_string())
}
