//! Whose an access token is. It comes straight from the pool, over TLS, so that its signature need not be checked.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::UserId;
use serde::Deserialize;

#[derive(Deserialize)]
struct Claims {
    sub: UserId,
}

/// The `sub` of a token; `None` when it is no JWT, or has none that is a UUID.
pub(super) fn owner(token: &str) -> Option<UserId> {
    let payload = token.split('.').nth(1)?;
    let json = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims: Claims = serde_json::from_slice(&json).ok()?;
    Some(claims.sub)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_of_a_token_is_its_sub() {
        let payload = URL_SAFE_NO_PAD.encode(r#"{"sub":"a987fbc9-4bed-4078-8f07-9141ba07c9f3"}"#);
        let token = format!("header.{payload}.signature");
        let sub = "a987fbc9-4bed-4078-8f07-9141ba07c9f3".parse().unwrap();
        assert_eq!(owner(&token), Some(sub));
    }

    #[test]
    fn what_is_no_token_has_no_owner() {
        let no_uuid = format!("a.{}.c", URL_SAFE_NO_PAD.encode(r#"{"sub":"client"}"#));
        for token in ["", "a", "a.b.c", "a.!!.c", no_uuid.as_str()] {
            assert_eq!(owner(token), None, "{token}");
        }
    }
}
