//! The JWT authorizer: who may pass.
//!
//! It checks what the service documents: RS256, the key id, the issuer, the audience (`client_id` only when there is no
//! `aud`), `exp`, `nbf`, `iat`, and one scope of the route. It does not tell an access token from an id token; the
//! functions do. The texts for an expired token and a wrong audience are the service's; the others are in their manner.

use std::sync::Arc;

use domain::Moment;
use http::{HeaderMap, header};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value};

use super::keys::KeySource;
use super::refusal::Refusal;

/// What a good token says, as the event carries it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authorization {
    /// Every claim, as text: numbers and truth values are written out, a list is `[a b]`.
    pub claims: Map<String, Value>,
    /// The token's scopes that the route asks for.
    pub scopes: Vec<String>,
}

impl Authorization {
    /// The event's form of a token's claims.
    #[must_use]
    pub fn new(claims: &Map<String, Value>, scopes: Vec<String>) -> Self {
        let claims = claims
            .iter()
            .map(|(name, value)| (name.clone(), text_of(value).into()))
            .collect();
        Self { claims, scopes }
    }
}

/// Checks tokens of one issuer for some clients.
#[derive(Debug)]
pub(super) struct Authorizer {
    issuer: String,
    audience: Vec<String>,
    keys: Arc<dyn KeySource>,
}

/// Why a token is not good, in the words of the challenge.
struct Invalid(String);

impl From<&str> for Invalid {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl Authorizer {
    pub(super) fn new(issuer: String, audience: Vec<String>, keys: Arc<dyn KeySource>) -> Self {
        Self {
            issuer,
            audience,
            keys,
        }
    }

    /// Lets a request pass whose token is good and has one of `scopes`; with no scopes, any good token passes.
    pub(super) async fn check(
        &self,
        headers: &HeaderMap,
        scopes: &[String],
        now: Moment,
    ) -> Result<Authorization, Refusal> {
        let Some(token) = token(headers) else {
            return Err(Refusal::Unauthorized("Bearer".to_owned()));
        };
        let asked = scopes.join(" ");
        let claims = self.verify(token, now).await.map_err(|Invalid(why)| {
            Refusal::Unauthorized(format!(
                "Bearer scope=\"{asked}\" error=\"invalid_token\" error_description=\"{why}\""
            ))
        })?;
        let granted: Vec<String> = scopes_of(&claims)
            .into_iter()
            .filter(|scope| scopes.contains(scope))
            .collect();
        if granted.is_empty() && !scopes.is_empty() {
            return Err(Refusal::Forbidden(format!(
                "Bearer scope=\"{asked}\" error=\"insufficient_scope\" error_description=\"the token does not have a scope of this route\""
            )));
        }
        Ok(Authorization::new(&claims, granted))
    }

    /// The claims of a token that this issuer signed, for one of our clients, and that holds now.
    async fn verify(&self, token: &str, now: Moment) -> Result<Map<String, Value>, Invalid> {
        let header = decode_header(token).map_err(|_| "the token is malformed")?;
        if header.alg != Algorithm::RS256 {
            return Err(Invalid(format!(
                "signing method {:?} is invalid",
                header.alg
            )));
        }
        let kid = header.kid.ok_or("the token has no kid")?;
        let keys = self.keys.keys().await.map_err(|error| {
            tracing::warn!(%error, "tokens cannot be checked");
            "OIDC discovery endpoint communication error"
        })?;
        let key = keys
            .find(&kid)
            .ok_or("the token was signed with an unknown key")?;
        let key =
            DecodingKey::from_jwk(key).map_err(|_| "the token was signed with an unknown key")?;

        // Only the signature is checked by the library: it reads the machine's clock, and we are told the time.
        let mut signature_only = Validation::new(Algorithm::RS256);
        signature_only.required_spec_claims.clear();
        signature_only.validate_exp = false;
        signature_only.validate_aud = false;
        let claims = decode::<Map<String, Value>>(token, &key, &signature_only)
            .map_err(|_| "the token has an invalid signature")?
            .claims;

        if claims.get("iss").and_then(Value::as_str) != Some(self.issuer.as_str()) {
            return Err("the token does not have a valid issuer".into());
        }
        if !self.is_for_us(&claims) {
            return Err("the token does not have a valid audience".into());
        }
        check_times(&claims, now)?;
        Ok(claims)
    }

    /// `client_id` counts only when there is no `aud`: an access token of Cognito has none.
    fn is_for_us(&self, claims: &Map<String, Value>) -> bool {
        let ours = |value: &Value| {
            value
                .as_str()
                .is_some_and(|text| self.audience.iter().any(|a| a == text))
        };
        match claims.get("aud") {
            Some(Value::Array(list)) => list.iter().any(ours),
            Some(one) => ours(one),
            None => claims.get("client_id").is_some_and(ours),
        }
    }
}

/// The token of a request, with or without `Bearer` before it.
fn token(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?.trim();
    let bare = match text.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer ") => rest.trim(),
        _ => text,
    };
    let says_nothing = bare.is_empty() || bare.eq_ignore_ascii_case("bearer");
    (!says_nothing).then_some(bare)
}

/// `exp` must lie ahead; `nbf` and `iat`, when they are there, must not.
fn check_times(claims: &Map<String, Value>, now: Moment) -> Result<(), Invalid> {
    let now = now.as_second();
    let second = |name: &str| match claims.get(name) {
        None => Ok(None),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a fraction of a second does not matter"
        )]
        Some(value) => match value
            .as_i64()
            .or_else(|| value.as_f64().map(|float| float as i64))
        {
            Some(second) => Ok(Some(second)),
            None => Err(Invalid(format!("the token does not have a valid {name}"))),
        },
    };
    match second("exp")? {
        None => return Err("the token does not have an expiry".into()),
        Some(end) if end <= now => return Err("the token has expired".into()),
        Some(_) => {}
    }
    if second("nbf")?.is_some_and(|start| start > now) {
        return Err("the token is not valid yet".into());
    }
    if second("iat")?.is_some_and(|issued| issued > now) {
        return Err("the token was issued in the future".into());
    }
    Ok(())
}

/// The scopes that a token has: a text with spaces, or a list, under one of two names.
fn scopes_of(claims: &Map<String, Value>) -> Vec<String> {
    match claims.get("scope").or_else(|| claims.get("scp")) {
        Some(Value::String(text)) => text.split_ascii_whitespace().map(str::to_owned).collect(),
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// A claim as the event has it.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            format!(
                "[{}]",
                list.iter().map(text_of).collect::<Vec<_>>().join(" ")
            )
        }
        other => other.to_string(),
    }
}
