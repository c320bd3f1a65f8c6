//! A yes or no in a query, in the spellings that the old service took.

use domain::{Breach, BreachKind};
use serde::{Deserialize, Deserializer};

/// `true` or `1`, `false` or `0`, in any case. Yes when absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flag(pub(crate) bool);

impl Default for Flag {
    fn default() -> Self {
        Self(true)
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?.to_ascii_lowercase();
        match word.as_str() {
            "true" | "1" => Ok(Self(true)),
            "false" | "0" => Ok(Self(false)),
            _ => {
                let breach = Breach::new(BreachKind::NotListed, "should be true, false, 1 or 0");
                Err(serde::de::Error::custom(breach.encode()))
            }
        }
    }
}
