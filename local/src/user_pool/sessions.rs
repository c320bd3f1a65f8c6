//! Refresh tokens: what remembers that a user has logged in.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Moment;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::random;

/// How long a log-in can be renewed: Cognito's default.
const LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A log-in that can be renewed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Session {
    /// Who logged in.
    pub(super) sub: Uuid,
    /// When, in seconds since 1970: renewed tokens still say so.
    pub(super) auth_time: i64,
    /// What all tokens of this log-in have in common.
    pub(super) origin: Uuid,
    expires: Moment,
}

impl Session {
    pub(super) fn new(sub: Uuid, origin: Uuid, now: Moment) -> Self {
        Self {
            sub,
            auth_time: now.as_second(),
            origin,
            expires: now.plus(LIFETIME),
        }
    }

    pub(super) fn has_ended(&self, now: Moment) -> bool {
        now >= self.expires
    }
}

/// A fresh refresh token, and the digest that is kept instead of it.
pub(super) fn fresh_token() -> (String, String) {
    let token = random::secret();
    let digest = digest_of(&token);
    (token, digest)
}

/// The digest that a refresh token is kept under.
pub(super) fn digest_of(token: &str) -> String {
    STANDARD.encode(digest::digest(&digest::SHA256, token.as_bytes()))
}
