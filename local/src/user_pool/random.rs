//! Random bytes, and texts that nobody can guess.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// `N` bytes from the system's generator.
pub(super) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// An unguessable text of 43 characters.
pub(super) fn secret() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}
