//! Around the runtime's own service: what happens to events, and what is done between an answer and the next event: figures are
//! pushed, errors written.
//!
//! `lambda_runtime` posts the answer inside of this layer, so that what comes after it delays no client.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use domain::{Clock, Moment};
use lambda_runtime::{Error, LambdaInvocation};
use metrics::{counter, gauge, histogram};
use tower::{Layer, Service};

use super::Pusher;
use crate::Errors;

/// Counts events, and pushes after each that it is time for.
#[derive(Debug, Clone)]
pub struct PushLayer {
    clock: Arc<dyn Clock>,
    pusher: Option<Arc<Pusher>>,
    errors: Errors,
}

impl PushLayer {
    /// Without a pusher nothing is pushed. Errors are written all the same.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, pusher: Option<Arc<Pusher>>, errors: Errors) -> Self {
        Self {
            clock,
            pusher,
            errors,
        }
    }
}

impl<S> Layer<S> for PushLayer {
    type Service = Pushed<S>;

    fn layer(&self, inner: S) -> Pushed<S> {
        Pushed {
            inner,
            clock: Arc::clone(&self.clock),
            pusher: self.pusher.clone(),
            errors: self.errors.clone(),
            events: Arc::default(),
        }
    }
}

/// Counts events of the service inside, and pushes after each that it is time for.
#[derive(Debug, Clone)]
pub struct Pushed<S> {
    inner: S,
    clock: Arc<dyn Clock>,
    pusher: Option<Arc<Pusher>>,
    errors: Errors,
    events: Arc<AtomicU64>,
}

impl<S> Pushed<S> {
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
    fn count(&self) {
        let before = self.events.fetch_add(1, Ordering::Relaxed);
        if before == 0 {
            counter!("lambda.cold_starts").increment(1);
            histogram!("lambda.init.duration").record(self.clock.uptime().as_secs_f64() * 1000.0);
        }
        gauge!("lambda.environment_invocations").set(before as f64 + 1.0);
    }
}

impl<S> Service<LambdaInvocation> for Pushed<S>
where
    S: Service<LambdaInvocation, Response = (), Error = Error>,
    S::Future: Send + 'static,
{
    type Response = ();
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, event: LambdaInvocation) -> Self::Future {
        self.count();
        let deadline = deadline(event.context.deadline, self.clock.now());
        let answered = self.inner.call(event);
        let (pusher, errors) = (self.pusher.clone(), self.errors.clone());
        Box::pin(async move {
            let answered = answered.await;
            let push = async {
                if let Some(pusher) = pusher {
                    pusher.after_answer(deadline).await;
                }
            };
            futures_util::future::join(push, errors.write(deadline)).await;
            answered
        })
    }
}

/// When the function ends. A deadline that has passed before the event came is none: `cargo lambda watch` sends such.
fn deadline(milliseconds: u64, now: Moment) -> Option<Moment> {
    let micros = i64::try_from(milliseconds).ok()?.checked_mul(1000)?;
    let deadline = Moment::from_microsecond(micros).ok()?;
    (deadline > now).then_some(deadline)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use futures_util::future::BoxFuture;
    use testkit::ManualClock;
    use tower::{ServiceExt, service_fn};

    use super::*;
    use crate::errors::tests::an_error;
    use crate::errors::{KeepErrors, RecentError};
    use crate::measure::{Fate, InMemory, Recorder, Sink};

    fn event(deadline: u64) -> LambdaInvocation {
        let mut context = lambda_runtime::Context::default();
        context.deadline = deadline;
        LambdaInvocation {
            parts: http::Response::new(()).into_parts().0,
            body: bytes::Bytes::new(),
            context,
        }
    }

    /// A recorder, the sink that it is pushed to, and the layer that does so.
    fn scene() -> (Arc<ManualClock>, Recorder, InMemory, PushLayer) {
        let clock = Arc::new(ManualClock::new());
        let recorder = Recorder::new(clock.clone());
        let sink = InMemory::default();
        let to: Arc<dyn Sink> = Arc::new(sink.clone());
        let pusher = Pusher::new(recorder.clone(), to, clock.clone());
        let layer = PushLayer::new(
            clock.clone(),
            Some(Arc::new(pusher)),
            Errors::new(clock.clone()),
        );
        (clock, recorder, sink, layer)
    }

    fn told(sink: &InMemory, name: &str) -> Vec<(f64, u64)> {
        let taken = sink.taken();
        let found = taken.iter().filter(|datum| datum.name == name);
        found.flat_map(|datum| datum.points.values()).collect()
    }

    #[tokio::test]
    async fn figures_are_pushed_when_the_answer_has_been_posted_and_before_the_next_event() {
        let (_, recorder, sink, layer) = scene();
        let _here = metrics::set_default_local_recorder(&recorder);
        let before_the_post = Arc::new(Mutex::new(None));
        let posts = {
            let (sink, seen) = (sink.clone(), Arc::clone(&before_the_post));
            service_fn(move |_: LambdaInvocation| {
                let (sink, seen) = (sink.clone(), Arc::clone(&seen));
                async move {
                    tokio::task::yield_now().await;
                    *seen.lock().unwrap() = Some(sink.asked());
                    Ok(())
                }
            })
        };
        layer.layer(posts).oneshot(event(0)).await.unwrap();
        assert_eq!(*before_the_post.lock().unwrap(), Some(0));
        assert_eq!(sink.asked(), 1, "the next event is asked for after this");
    }

    #[derive(Debug, Default)]
    struct Kept(Mutex<Vec<RecentError>>);

    impl KeepErrors for Kept {
        fn keep<'a>(&'a self, error: &'a RecentError) -> BoxFuture<'a, Result<(), domain::Error>> {
            self.0.lock().unwrap().push(error.clone());
            Box::pin(std::future::ready(Ok(())))
        }
    }

    #[tokio::test]
    async fn errors_are_written_when_the_answer_has_been_posted_whether_figures_are_or_not() {
        let clock = Arc::new(ManualClock::new());
        let (errors, kept) = (Errors::new(clock.clone()), Arc::new(Kept::default()));
        errors.keep_in(kept.clone());
        let posts = {
            let (errors, kept) = (errors.clone(), kept.clone());
            service_fn(move |_: LambdaInvocation| {
                errors.note(|id| an_error(id, "the-request"));
                let before_the_post = kept.0.lock().unwrap().len();
                async move {
                    assert_eq!(before_the_post, 0);
                    Ok(())
                }
            })
        };
        let layer = PushLayer::new(clock, None, errors);
        layer.layer(posts).oneshot(event(0)).await.unwrap();
        assert_eq!(kept.0.lock().unwrap()[0].request_id, "the-request");
    }

    #[tokio::test]
    async fn an_answer_that_failed_is_followed_by_a_push_too_and_stays_a_failure() {
        let (_, recorder, sink, layer) = scene();
        let _here = metrics::set_default_local_recorder(&recorder);
        let fails =
            service_fn(async |_: LambdaInvocation| Err::<(), _>(Error::from("no Runtime API")));
        assert!(layer.layer(fails).oneshot(event(0)).await.is_err());
        assert_eq!(sink.asked(), 1);
    }

    #[tokio::test]
    async fn a_cold_start_is_counted_once_and_events_as_they_come() {
        let (clock, recorder, sink, layer) = scene();
        let _here = metrics::set_default_local_recorder(&recorder);
        clock.advance(jiff::SignedDuration::from_millis(250));
        let mut service = layer.layer(service_fn(async |_: LambdaInvocation| Ok(())));
        for _ in 0..3 {
            service.ready().await.unwrap().call(event(0)).await.unwrap();
            clock.advance(jiff::SignedDuration::from_secs(10));
        }
        assert_eq!(told(&sink, "lambda.cold_starts"), [(1.0, 1)]);
        assert_eq!(told(&sink, "lambda.init.duration"), [(250.0, 1)]);
        let events = told(&sink, "lambda.environment_invocations");
        assert_eq!(events, [(1.0, 1), (2.0, 1), (3.0, 1)]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_functions_own_deadline_bounds_the_push() {
        let (clock, recorder, sink, layer) = scene();
        let _here = metrics::set_default_local_recorder(&recorder);
        sink.meets(Fate::Taken, Duration::from_secs(60));
        let now = u64::try_from(clock.now().as_millisecond()).unwrap();
        let quick = service_fn(async |_: LambdaInvocation| Ok(()));
        let began = tokio::time::Instant::now();
        layer.layer(quick).oneshot(event(now + 600)).await.unwrap();
        let waited = began.elapsed().as_millis();
        assert!((100..103).contains(&waited), "{waited}");
    }
}
