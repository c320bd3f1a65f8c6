//! What anyone may know of a pool: its public keys and its `OpenID` configuration.

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

use super::{PoolConfig, UserPool, json as respond, machine_tokens};

const KEYS: &str = "/.well-known/jwks.json";
const CONFIGURATION: &str = "/.well-known/openid-configuration";

/// Whether `path` is one of the two.
pub(super) fn is_addressed(config: &PoolConfig, path: &str) -> bool {
    document(config, path).is_some()
}

/// Gives the document at `path`.
pub(super) fn answer(pool: &UserPool, path: &str) -> Response<Bytes> {
    let config = &pool.config;
    let body = match document(config, path) {
        Some(KEYS) => json!(pool.public_keys()),
        _ => json!({
            "issuer": config.issuer,
            "jwks_uri": format!("{}{KEYS}", config.issuer),
            "token_endpoint": format!("{}{}", config.base(), machine_tokens::PATH),
            "response_types_supported": ["code", "token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "email", "phone", "profile"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }),
    };
    respond(StatusCode::OK, "application/json", &body)
}

fn document(config: &PoolConfig, path: &str) -> Option<&'static str> {
    let rest = path
        .strip_prefix('/')?
        .strip_prefix(config.pool_id.as_str())?;
    [KEYS, CONFIGURATION]
        .into_iter()
        .find(|document| *document == rest)
}
