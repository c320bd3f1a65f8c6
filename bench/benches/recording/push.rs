//! How fast a request is answered that makes a push due, against a sink that takes 300 ms, and one that does not, in turns.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use lambda_runtime::{Context, Error, LambdaInvocation};
use metrics::set_default_local_recorder;
use runtime::Errors;
use runtime::measure::{APART, Fate, InMemory, PushLayer, Pusher, Recorder, Sink};
use testkit::ManualClock;
use tower::{Layer, Service, ServiceExt, service_fn};

use crate::measuring::samples::{Samples, Time};
use crate::measuring::stopwatch;
use crate::scene::Scene;

const TURNS: usize = 40;
const SINK_TAKES: Duration = Duration::from_millis(300);

/// What was measured.
#[derive(Default)]
pub(crate) struct Table {
    /// Until the answer had been posted.
    due: Samples,
    not_due: Samples,
    /// Until the next event could be asked for.
    busy: Samples,
    pushes: usize,
}

pub(crate) async fn measure(scene: Arc<Scene>) -> Table {
    let clock = Arc::new(ManualClock::new());
    let recorder = Recorder::new(clock.clone());
    let _recorded = set_default_local_recorder(&recorder);
    let sink = InMemory::default();
    let to: Arc<dyn Sink> = Arc::new(sink.clone());
    let pusher = Pusher::new(recorder.clone(), to, clock.clone());
    let layer = PushLayer::new(
        clock.clone(),
        Some(Arc::new(pusher)),
        Errors::new(clock.clone()),
    );
    let posted = Arc::new(Mutex::new(None));
    let answers = {
        let posted = Arc::clone(&posted);
        service_fn(move |_: LambdaInvocation| {
            let (scene, posted) = (Arc::clone(&scene), Arc::clone(&posted));
            async move {
                scene.send(&scene.whole).await;
                *posted.lock().expect("nobody panics") = Some(stopwatch::now());
                Ok::<_, Error>(())
            }
        })
    };
    let mut table = Table::default();
    let mut service = layer.layer(answers);
    let mut one = async |times: &mut Samples, busy: Option<&mut Samples>| {
        let began = stopwatch::now();
        let ready = service.ready().await.expect("it is always ready");
        ready.call(event()).await.expect("nothing fails");
        let posted = posted.lock().expect("nobody panics").take();
        times.add(posted.expect("it was answered") - began);
        if let Some(busy) = busy {
            busy.add(began.elapsed());
        }
    };
    let warm_up = &mut Samples::default();
    for _ in 0..TURNS {
        // A thread that has slept is slow at first, and a push lets it sleep: before both, then.
        tokio::time::sleep(SINK_TAKES).await;
        one(warm_up, None).await;
        clock.advance(APART + SignedDuration::from_secs(1));
        sink.meets(Fate::Taken, SINK_TAKES);
        one(&mut table.due, Some(&mut table.busy)).await;
        one(warm_up, None).await;
        one(&mut table.not_due, None).await;
    }
    table.pushes = sink.asked();
    assert!(table.pushes >= TURNS, "every first of two made a push due");
    table
}

fn event() -> LambdaInvocation {
    LambdaInvocation {
        parts: http::Response::new(()).into_parts().0,
        body: bytes::Bytes::new(),
        context: Context::default(),
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| a request | until it was answered, median | nine tenths | until the next event, median |"
        )?;
        writeln!(f, "|---|---|---|---|")?;
        let (due, not_due) = (self.due.median(), self.not_due.median());
        let nine = |samples: &Samples| samples.quantile(0.9);
        writeln!(
            f,
            "| no push is due | {not_due} | {} | the same |",
            nine(&self.not_due)
        )?;
        let busy: Time = self.busy.median();
        writeln!(
            f,
            "| a push is due | {due} | {} | {:.0} ms |",
            nine(&self.due),
            busy.0 * 1e3
        )?;
        writeln!(
            f,
            "\nAs a ratio: {:.3}, of {} pushes that took 300 ms.",
            due.0 / not_due.0,
            self.pushes
        )
    }
}
