//! The one event that is neither HTTP nor a queue's: it asks whether the function can work, before it gets traffic.
//!
//! No client can send it. In an event of API Gateway the request is a value inside, never the event itself; and nobody but who
//! may invoke the function sends another. It counts as no request and no message.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use domain::{Error, Ready};
use lambda_runtime::{Diagnostic, LambdaEvent};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use tower::Service;

/// The whole event. One with anything else in it is another.
pub const EVENT: &str = r#"{"ask":"readiness"}"#;

/// What the tries of a new version call themselves where requests have the API's id. One without claims, which is refused like any
/// other, is then no intruder.
pub const TRIAL: &str = "preflight";

/// What a function answers that can work. One that cannot fails.
pub const ANSWER: &str = r#"{"ready":true}"#;

// An enum, which serde reads from an object with this one key and nothing else.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Question {
    Ask(Subject),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Subject {
    Readiness,
}

/// An event: that one, or one of the function's own.
#[derive(Debug, Clone)]
pub enum Asked<E> {
    /// Whether the function can work.
    Readiness,
    /// What the function is for.
    Event(E),
}

impl<'de, E: DeserializeOwned> Deserialize<'de> for Asked<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The text, and not an untagged enum, which would take every event apart into a tree first.
        let text = <&RawValue>::deserialize(deserializer)?.get();
        if let Ok(Question::Ask(Subject::Readiness)) = serde_json::from_str(text) {
            return Ok(Self::Readiness);
        }
        serde_json::from_str(text)
            .map(Self::Event)
            .map_err(D::Error::custom)
    }
}

/// An answer: that the function can work, or one of the function's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answered<A> {
    /// The function can work.
    Ready {
        /// Always `true`.
        ready: bool,
    },
    /// What the function says.
    Answer(A),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered<E> {
    /// The function cannot work. The log says why.
    #[error("the tables cannot be read")]
    NotReady,
    /// What the function says.
    #[error(transparent)]
    Failed(E),
}

impl<E: Into<Diagnostic>> From<Unanswered<E>> for Diagnostic {
    fn from(unanswered: Unanswered<E>) -> Self {
        match unanswered {
            Unanswered::NotReady => Self {
                error_type: "NotReady".to_owned(),
                error_message: "the tables cannot be read".to_owned(),
            },
            Unanswered::Failed(error) => error.into(),
        }
    }
}

/// A function that also answers whether it can work.
#[derive(Debug, Clone)]
pub struct Readiness<S, R> {
    function: S,
    stands_on: R,
}

impl<S, R: Ready> Readiness<S, R> {
    /// Answers for this function, which stands on that.
    pub fn of(function: S, stands_on: R) -> Self {
        Self {
            function,
            stands_on,
        }
    }
}

impl<S, R, E> Service<LambdaEvent<Asked<E>>> for Readiness<S, R>
where
    S: Service<LambdaEvent<E>>,
    S::Future: Send + 'static,
    R: Ready,
{
    type Response = Answered<S::Response>;
    type Error = Unanswered<S::Error>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.function
            .poll_ready(context)
            .map_err(Unanswered::Failed)
    }

    fn call(&mut self, event: LambdaEvent<Asked<E>>) -> Self::Future {
        let LambdaEvent { payload, context } = event;
        match payload {
            Asked::Readiness => {
                let stands_on = self.stands_on.clone();
                Box::pin(async move { told(stands_on.ready().await) })
            }
            Asked::Event(payload) => {
                let answer = self.function.call(LambdaEvent { payload, context });
                Box::pin(async move {
                    let answer = answer.await.map_err(Unanswered::Failed)?;
                    Ok(Answered::Answer(answer))
                })
            }
        }
    }
}

fn told<A, E>(ready: Result<(), Error>) -> Result<Answered<A>, Unanswered<E>> {
    match ready {
        Ok(()) => Ok(Answered::Ready { ready: true }),
        Err(error) => {
            tracing::error!(%error, reason = ?error, "the function is not ready");
            Err(Unanswered::NotReady)
        }
    }
}
