//! Which invocations tell more about themselves.

use std::str::FromStr;

use aws_lc_rs::digest::{SHA256, digest};

/// A share of all invocations, from none to all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share(f64);

/// The text is no number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number from 0 to 1")]
pub struct NoShare;

impl FromStr for Share {
    type Err = NoShare;

    fn from_str(text: &str) -> Result<Self, NoShare> {
        let share = text.parse().map_err(|_| NoShare)?;
        (0.0..=1.0)
            .contains(&share)
            .then_some(Self(share))
            .ok_or(NoShare)
    }
}

impl Share {
    /// No invocation.
    pub const NONE: Self = Self(0.0);
    /// Every invocation.
    pub const ALL: Self = Self(1.0);

    pub(super) fn is_none(self) -> bool {
        self.0 <= 0.0
    }

    /// Whether the invocation of this id is among them. The same id always is or never is, and whoever belongs to a share belongs to
    /// every larger one. Lambda makes the id, so no client chooses.
    #[must_use]
    pub fn takes(self, request_id: &str) -> bool {
        if self.is_none() || self.0 >= 1.0 {
            return !self.is_none();
        }
        let digest = digest(&SHA256, request_id.as_bytes());
        let drawn = digest.as_ref().iter().take(4);
        let drawn = drawn.fold(0_u32, |drawn, byte| drawn << 8 | u32::from(*byte));
        f64::from(drawn) / 2_f64.powi(32) < self.0
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn ids() -> impl Iterator<Item = String> {
        (0..10_000).map(|n: u128| Uuid::from_u128(n << 64).to_string())
    }

    #[test]
    fn a_share_is_a_number_from_0_to_1() {
        for (text, share) in [("0", 0.0), ("0.01", 0.01), ("1", 1.0), ("1e-3", 0.001)] {
            assert_eq!(text.parse(), Ok(Share(share)));
        }
        for text in ["", "-0.1", "1.01", "NaN", "inf", "5%", "half"] {
            assert_eq!(text.parse::<Share>(), Err(NoShare), "{text}");
        }
    }

    #[test]
    fn as_many_invocations_as_asked_for_are_taken_and_the_same_ones_each_time() {
        for (share, least, most) in [(0.0, 0, 0), (0.01, 80, 120), (0.5, 4_800, 5_200)] {
            let taken = ids().filter(|id| Share(share).takes(id)).count();
            assert!((least..=most).contains(&taken), "{share}: {taken}");
        }
        assert!(ids().all(|id| Share::ALL.takes(&id)));
    }

    #[test]
    fn who_is_in_a_share_is_in_every_larger_one() {
        let small = ids().filter(|id| Share(0.1).takes(id));
        assert!(small.into_iter().all(|id| Share(0.2).takes(&id)));
    }
}
