//! Passwords: Amazon Cognito's rules for them, and the hash that is kept instead.

use std::num::NonZeroU32;
use std::sync::LazyLock;

use aws_lc_rs::{constant_time, pbkdf2};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::{Fault, random};

/// Few, on purpose: these are made-up users on a developer's machine, and a debug build must log in within milliseconds.
/// A real pool hashes for us; nothing of this runs in the cloud.
const ROUNDS: NonZeroU32 = NonZeroU32::new(1_000).expect("1000 is not zero");

/// The pool's policy in `template.yaml`: at least this many characters, of any kind.
const SHORTEST: usize = 8;

/// The service's own bound.
const LONGEST: usize = 256;

/// A password that a pool takes: 8 to 256 characters, with no white space at either end.
pub(super) struct Password(String);

impl Password {
    /// # Errors
    /// Refused as the real service refuses it: its front door checks length and shape, then the policy is checked.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let length = text.chars().count();
        if length > LONGEST {
            return Err(Fault::constraint(
                "password",
                "have length less than or equal to 256",
            ));
        }
        let white_at_an_end = text.chars().next().is_some_and(char::is_whitespace)
            || text.chars().next_back().is_some_and(char::is_whitespace);
        if length < 2 || white_at_an_end {
            return Err(Fault::constraint(
                "password",
                "satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
            ));
        }
        if length < SHORTEST {
            return Err(Fault::InvalidPassword("Password not long enough"));
        }
        Ok(Self(text.to_owned()))
    }

    /// One that nobody knows: of a user who was made without one.
    pub(super) fn unknown() -> Self {
        Self(random::secret())
    }
}

/// What is kept of a password.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Hash {
    salt: String,
    hash: String,
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hash(..)")
    }
}

/// Stands in for the hash of a user that does not exist, so that looking one up takes as long as a wrong password.
static NOBODY: LazyLock<Hash> = LazyLock::new(|| Hash::of(&Password::unknown()));

impl Hash {
    pub(super) fn of(password: &Password) -> Self {
        let salt = STANDARD.encode(random::bytes::<16>());
        let hash = STANDARD.encode(derive(&salt, &password.0));
        Self { salt, hash }
    }

    /// The hash that nothing matches.
    pub(super) fn of_nobody() -> &'static Self {
        &NOBODY
    }

    pub(super) fn matches(&self, attempt: &str) -> bool {
        let derived = STANDARD.encode(derive(&self.salt, attempt));
        constant_time::verify_slices_are_equal(derived.as_bytes(), self.hash.as_bytes()).is_ok()
    }
}

fn derive(salt: &str, text: &str) -> [u8; 32] {
    let mut derived = [0; 32];
    let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
    pbkdf2::derive(
        algorithm,
        ROUNDS,
        salt.as_bytes(),
        text.as_bytes(),
        &mut derived,
    );
    derived
}
