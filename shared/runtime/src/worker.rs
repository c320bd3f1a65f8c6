//! Workers: what Lambda does with the messages of a queue. The very service that Lambda calls, so that tests can call it too.
//!
//! A message that was not done is reported as failed: the queue gives it out again, and after its last try keeps it among the
//! dead letters. So a message may come more than once, also after it was done, when its answer was lost: an operation must do
//! nothing the second time. Records are done one after another; none is begun that would not be finished in time.

mod delivery;
mod outcome;
mod record;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{Clock, Error, Moment};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use lambda_runtime::{Diagnostic, LambdaEvent};
use serde::de::DeserializeOwned;
use tower::Service;

use crate::errors::{RecentError, Work};
use crate::{Errors, Kit};
pub use delivery::Delivery;
use outcome::Outcome;
use record::Record;

/// An SQS event.
pub type Event = SqsEvent;

/// Which messages of an event come again.
pub type Answer = SqsBatchResponse;

/// How long before the function's own end a message is given up: enough to still report it.
const MARGIN: Duration = Duration::from_millis(500);

/// No record is begun with less time than this.
const LEAST: Duration = Duration::from_secs(5);

/// An event's time where Lambda sets none (in process).
const UNTIMED: SignedDuration = SignedDuration::from_secs(25);

/// Does what messages ask for.
#[derive(Clone)]
pub struct Worker {
    clock: Arc<dyn Clock>,
    errors: Errors,
    least: Duration,
    handle: Arc<dyn Fn(Record, Duration) -> BoxFuture<'static, Outcome> + Send + Sync>,
}

impl Worker {
    /// Hands every message, whose body is an `M` in JSON, to `handle`.
    ///
    /// `Ok` means that the message is done with, and it never comes again: also when what it asks for cannot be done and that was
    /// written down. An error means that it comes again. `handle` is dropped in the middle when the time is up.
    pub fn new<M, H, F>(kit: &Kit, handle: H) -> Self
    where
        M: DeserializeOwned + Send + 'static,
        H: Fn(Delivery<M>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        Self {
            clock: Arc::clone(&kit.clock),
            errors: kit.errors.clone(),
            least: LEAST,
            handle: Arc::new(move |record, time| {
                Box::pin(record::run(handle.clone(), record, time))
            }),
        }
    }

    /// The same, beginning no record with less time than this, the half second for reporting included. Without it 5 s.
    #[must_use]
    pub fn needing(self, least: Duration) -> Self {
        Self { least, ..self }
    }

    async fn work(self, event: LambdaEvent<Event>) -> Result<Answer, Refused> {
        let LambdaEvent { payload, context } = event;
        let records = record::all(payload)?;
        let until = until(context.deadline, self.clock.now());
        let mut answer = Answer::default();
        for record in records {
            let began = self.clock.now();
            let left = Duration::try_from(until.since(began)).unwrap_or_default();
            let (message_id, receive_count) = (record.message_id.clone(), record.receive_count);
            let outcome = if left < self.least {
                Outcome::NotBegun
            } else {
                (self.handle)(record, left.saturating_sub(MARGIN)).await
            };
            let now = self.clock.now();
            metrics::counter!("worker.messages", "outcome" => outcome.word()).increment(1);
            crate::log::work(&crate::log::Work {
                message_id: &message_id,
                receive_count,
                outcome: outcome.word(),
                taken: now.since(began),
                code: outcome.code(),
                cause: outcome.inside(),
            });
            if !outcome.is_done() {
                self.errors.note(|id| RecentError {
                    id,
                    at: now,
                    request_id: context.request_id.clone(),
                    function: context.env_config.function_name.clone(),
                    code: outcome.code().to_owned(),
                    message: outcome.cause(),
                    ms: crate::log::milliseconds(now.since(began)),
                    work: Work::Message {
                        message_id: message_id.clone(),
                        receive_count,
                    },
                });
                answer.add_failure(message_id);
            }
        }
        Ok(answer)
    }
}

/// When the function must have answered. A deadline that has passed is none: in process there is 0.
fn until(deadline_ms: u64, now: Moment) -> Moment {
    let deadline = i64::try_from(deadline_ms)
        .ok()
        .and_then(|ms| Moment::from_microsecond(ms.checked_mul(1000)?).ok());
    match deadline {
        Some(deadline) if deadline > now => deadline,
        _ => now.plus(UNTIMED),
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worker")
    }
}

/// The event is none that SQS sends. Nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no event of a queue")]
pub struct Refused;

impl From<Refused> for Diagnostic {
    fn from(refused: Refused) -> Self {
        Self {
            error_type: "Refused".to_owned(),
            error_message: refused.to_string(),
        }
    }
}

impl Service<LambdaEvent<Event>> for Worker {
    type Response = Answer;
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Answer, Refused>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Refused>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, event: LambdaEvent<Event>) -> Self::Future {
        Box::pin(self.clone().work(event))
    }
}
