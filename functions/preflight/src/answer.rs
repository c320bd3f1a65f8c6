//! What a new version must answer, and what is wrong with it otherwise.

use serde_json::{Value, json};

/// Why a new version must not have traffic.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is not known which version is deployed.
    #[error("CodeDeploy does not say which version it is about: {0}")]
    Unnamed(String),
    /// A function that nobody has said how to try.
    #[error("nobody has said how {0} is tried")]
    UnknownFunction(String),
    /// Lambda did not run it.
    #[error("it could not be invoked: {0}")]
    NotInvoked(String),
    /// It crashed, ran out of time, or says that it can't work.
    #[error("it failed: {0}")]
    Failed(String),
    /// Somebody without a token was answered something else.
    #[error("an event without claims was answered with {0}")]
    Unclaimed(String),
    /// It did not say that it can work.
    #[error("asked whether it is ready, it answered something else")]
    NotReady,
}

/// What an answer is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Our own 401.
    Refusal,
    /// That no message of none has failed.
    NoFailures,
    /// That it can work.
    Readiness,
}

impl Expected {
    /// Whether that was answered.
    pub(crate) fn check(self, answer: &[u8]) -> Result<(), Unfit> {
        let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
        let status = || match answer["statusCode"].as_u64() {
            Some(status) => Unfit::Unclaimed(status.to_string()),
            None => Unfit::Unclaimed("no status".to_owned()),
        };
        match self {
            Self::Refusal if answer["statusCode"] != 401 => Err(status()),
            // Anybody can answer 401; the words are ours.
            Self::Refusal if !is_ours(&answer) => {
                Err(Unfit::Unclaimed("a 401 that is not ours".to_owned()))
            }
            Self::NoFailures if answer != json!({"batchItemFailures": []}) => {
                Err(Unfit::Unclaimed("no list of failures".to_owned()))
            }
            Self::Readiness if answer != json!({"ready": true}) => Err(Unfit::NotReady),
            _ => Ok(()),
        }
    }
}

fn is_ours(answer: &Value) -> bool {
    let body = answer["body"].as_str().unwrap_or_default();
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    body["success"] == false && body["error"]["code"] == "UNAUTHORIZED"
}
