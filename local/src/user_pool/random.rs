//! Random bytes, and the names made of them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// `N` bytes from the system's generator.
pub(super) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A fresh UUID of version 4, as Cognito's `sub`, `jti` and `event_id` are.
pub(super) fn uuid() -> Uuid {
    uuid::Builder::from_random_bytes(bytes()).into_uuid()
}

/// An unguessable text of 43 characters.
pub(super) fn secret() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}
