//! Passwords of the old service: hashes that are good for one log-in, and how often they may be tried.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{Breach, BreachKind, Moment};

/// A bcrypt hash as the old service kept it: `$2a$`, `$2b$` or `$2y$`, a cost of 4 to [`PasswordHash::MAX_COST`], salt and digest.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Every step doubles the work; 14 is four times what the old service's library chose, and seconds on a small function.
    pub const MAX_COST: u8 = 14;

    /// Takes a hash whose check takes a bounded time.
    ///
    /// # Errors
    /// It is no bcrypt hash, or too costly.
    pub fn parse(text: impl Into<String>) -> Result<Self, Breach> {
        let text = text.into();
        let bad = |message: &str| Breach::new(BreachKind::Unacceptable, message);
        let parts: Vec<_> = text.split('$').collect();
        let ["", "2a" | "2b" | "2y", cost, digest] = parts[..] else {
            return Err(bad("should be a bcrypt hash"));
        };
        let in_alphabet = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '/';
        let is_digest = digest.len() == 53 && digest.chars().all(in_alphabet);
        let cost = cost.parse::<u8>().ok().filter(|_| cost.len() == 2);
        match cost {
            Some(4..=Self::MAX_COST) if is_digest => Ok(Self(text)),
            Some(15..) if is_digest => Err(bad("should be a bcrypt hash of cost 14 at most")),
            _ => Err(bad("should be a bcrypt hash")),
        }
    }

    /// The hash, for the check alone.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// A hash must not reach a log by `{:?}`.
impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

impl<'de> Deserialize<'de> for PasswordHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(text).map_err(|breach| serde::de::Error::custom(breach.encode()))
    }
}

/// So many attempts at a hash are free.
const FREE: u32 = 5;

/// When a hash may be tried again after so many attempts that came to nothing, the last of them at `last`: at once after fewer than
/// five, then after a second, and twice as long each time up to a quarter of an hour. The user pool's own rule for its passwords.
#[must_use]
pub fn next_attempt(failed: u32, last: Moment) -> Moment {
    const LONGEST: i64 = 15 * 60;
    let wait = match failed.checked_sub(FREE) {
        None => 0,
        // 2^10 seconds are more than the longest already.
        Some(doublings) => (1_i64 << doublings.min(10)).min(LONGEST),
    };
    last.plus(SignedDuration::from_secs(wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

    #[test]
    fn a_hash_of_a_bounded_cost_is_taken_in_all_three_spellings() {
        for start in ["$2a$04$", "$2b$12$", "$2y$14$"] {
            assert!(
                PasswordHash::parse(format!("{start}{DIGEST}")).is_ok(),
                "{start}"
            );
        }
    }

    #[test]
    fn what_is_no_hash_or_costs_too_much_is_refused_without_being_repeated() {
        let others = [
            String::new(),
            "secret".to_owned(),
            format!("$2b$15${DIGEST}"),
            format!("$2b$31${DIGEST}"),
            format!("$2b$03${DIGEST}"),
            format!("$2b$4${DIGEST}"),
            format!("$2x$12${DIGEST}"),
            format!("$2b$12${}", &DIGEST[1..]),
            format!("$2b$12${DIGEST}$"),
            format!("$2b$12$é{}", &DIGEST[2..]),
            "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA".to_owned(),
        ];
        for other in others {
            let breach = PasswordHash::parse(other.clone()).unwrap_err();
            assert!(
                other.is_empty() || !breach.message.contains(&other),
                "{other}"
            );
        }
    }

    #[test]
    fn debug_never_shows_a_hash() {
        let hash = PasswordHash::parse(format!("$2b$12${DIGEST}")).unwrap();
        assert_eq!(format!("{hash:?}"), "PasswordHash(…)");
    }

    #[test]
    fn five_attempts_are_free_and_then_they_take_twice_as_long_each_time() {
        let last: Moment = "2026-11-22T08:00:00Z".parse().unwrap();
        for (failed, seconds) in [
            (0, 0),
            (4, 0),
            (5, 1),
            (6, 2),
            (14, 512),
            (15, 900),
            (68, 900),
            (69, 900),
            (u32::MAX, 900),
        ] {
            let wait = next_attempt(failed, last).since(last).as_secs();
            assert_eq!(wait, seconds, "{failed}");
        }
    }
}
