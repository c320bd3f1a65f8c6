//! What can happen between a queue and its worker, done on purpose.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join};
use local::gateway::{Invoke, InvokeError};
use serde_json::Value;
use testkit::Wire;

/// What happens to an event on its way to a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// The worker's process ends as soon as it has begun so many requests to DynamoDB. Nobody knows whether the last of them
    /// arrived. 0: before it did anything.
    Crash(usize),
    /// The worker does everything, and its process ends before it could say so.
    LostAnswer,
    /// Two environments get the same messages at the same time, as a queue may do that delivers at least once.
    Twice,
    /// The messages come in the opposite order.
    Backwards,
}

/// Functions whose events meet a mishap.
#[derive(Debug)]
pub(crate) struct Unlucky {
    pub(crate) functions: Arc<dyn Invoke>,
    pub(crate) wire: Wire,
    pub(crate) mishap: Option<Mishap>,
}

impl Unlucky {
    async fn meet(&self, function: &str, event: Bytes) -> Result<Bytes, InvokeError> {
        let invoke = |event: Bytes| self.functions.invoke(function, event);
        match self.mishap {
            None => invoke(event).await,
            Some(Mishap::Crash(requests)) => tokio::select! {
                biased;
                () = self.sent(requests) => Err(crashed()),
                answer = invoke(event) => answer,
            },
            Some(Mishap::LostAnswer) => invoke(event).await.and(Err(crashed())),
            Some(Mishap::Twice) => {
                let (first, second) = join(invoke(event.clone()), invoke(event)).await;
                first.and(second)
            }
            Some(Mishap::Backwards) => invoke(backwards(&event)).await,
        }
    }

    /// Waits until so many more requests were begun.
    async fn sent(&self, requests: usize) {
        let until = self.wire.counts().total + requests;
        while self.wire.counts().total < until {
            tokio::task::yield_now().await;
        }
    }
}

impl Invoke for Unlucky {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        self.meet(function, event).boxed()
    }
}

fn crashed() -> InvokeError {
    InvokeError::Crashed {
        detail: "on purpose".to_owned(),
    }
}

fn backwards(event: &[u8]) -> Bytes {
    let mut event: Value = serde_json::from_slice(event).expect("an event is JSON");
    if let Some(records) = event["Records"].as_array_mut() {
        records.reverse();
    }
    event.to_string().into()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::Api;

    /// Does three things in DynamoDB one after another, and notes each with the event's text.
    #[derive(Debug)]
    struct ThreeSteps {
        api: Api,
        done: Mutex<Vec<String>>,
    }

    impl Invoke for ThreeSteps {
        fn invoke<'a>(
            &'a self,
            _: &'a str,
            event: Bytes,
        ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
            Box::pin(async move {
                let event = String::from_utf8_lossy(&event).into_owned();
                for _ in 0..3 {
                    self.api.store().probe().await.unwrap();
                    self.done.lock().unwrap().push(event.clone());
                }
                Ok(Bytes::from_static(b"null"))
            })
        }
    }

    async fn met(mishap: Mishap) -> (bool, Vec<String>) {
        let api = Api::start().await;
        let function = Arc::new(ThreeSteps {
            api: api.clone(),
            done: Mutex::default(),
        });
        let unlucky = Unlucky {
            functions: function.clone(),
            wire: api.wire().clone(),
            mishap: Some(mishap),
        };
        let event = Bytes::from_static(b"{\"Records\":[1,2]}");
        let answer = unlucky.invoke("worker", event).await;
        let done = function.done.lock().unwrap().clone();
        (answer.is_ok(), done)
    }

    #[tokio::test]
    async fn a_crash_ends_the_work_at_a_request_and_a_lost_answer_after_it() {
        let steps = |done: Vec<String>| done.len();
        for (requests, most) in [(0, 0), (1, 1), (3, 3)] {
            let (answered, done) = met(Mishap::Crash(requests)).await;
            assert!(!answered && steps(done) <= most, "{requests}");
        }
        let (answered, done) = met(Mishap::Crash(4)).await;
        assert!(answered && steps(done) == 3, "there were only three");
        let (answered, done) = met(Mishap::LostAnswer).await;
        assert!(!answered && steps(done) == 3);
    }

    #[tokio::test]
    async fn twice_is_at_the_same_time_and_backwards_is_the_opposite_order() {
        let (answered, done) = met(Mishap::Twice).await;
        assert!(answered);
        assert_eq!(done.len(), 6);
        let (answered, done) = met(Mishap::Backwards).await;
        assert!(answered);
        assert_eq!(done[0], "{\"Records\":[2,1]}");
    }
}
