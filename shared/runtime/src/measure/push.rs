//! When figures are pushed, for how long, and what becomes of those that did not arrive.
//!
//! A request is sent once. What a sink certainly did not take is kept and sent with the next figures; what may have arrived counts
//! as sent, so that nothing is counted twice, and its data are counted in `metrics.push_unknown`. A request that is not answered in
//! the time that there is goes on during the next events, and is asked for its answer before anything else is pushed.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Moment};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use metrics::{Key, Label, Level, Metadata, Recorder as _};
use tokio::sync::Mutex;

use super::{Datum, Fate, Recorder, Sink};

/// Pushes of one environment are at least so far apart.
pub const APART: SignedDuration = SignedDuration::from_secs(10);

/// How long an environment is kept busy by a push after it has answered.
const LONGEST: Duration = Duration::from_millis(300);

/// How long before the function's own end a push is left.
const MARGIN: Duration = Duration::from_millis(500);

/// With less time than this nothing is begun.
const LEAST: Duration = Duration::from_millis(50);

/// How long a function that ends at `deadline` may do something else after its answer; `None` when it is too little.
pub(crate) fn after_answer(clock: &dyn Clock, deadline: Option<Moment>) -> Option<Duration> {
    let Some(deadline) = deadline else {
        return Some(Duration::MAX);
    };
    let left = Duration::try_from(deadline.since(clock.now())).unwrap_or_default();
    let left = left.saturating_sub(MARGIN);
    (left >= LEAST).then_some(left)
}

/// What a last push may take: Lambda ends the process 500 ms after it said so, or 300 ms with an external extension.
const LAST: Duration = Duration::from_millis(250);

static METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// Takes figures from the recorder to the sink.
pub struct Pusher {
    recorder: Recorder,
    sink: Arc<dyn Sink>,
    clock: Arc<dyn Clock>,
    under_way: Mutex<UnderWay>,
}

#[derive(Default)]
struct UnderWay {
    /// When something was pushed last.
    last: Option<Moment>,
    /// What the sink was not yet asked to take.
    queue: VecDeque<Arc<[Datum]>>,
    /// What it was asked to take.
    asked: Option<Asked>,
}

struct Asked {
    request: Arc<[Datum]>,
    answer: BoxFuture<'static, Fate>,
    /// Whether a push has waited for the answer in vain.
    late: bool,
}

impl fmt::Debug for Pusher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pusher({:?} to {:?})", self.recorder, self.sink)
    }
}

impl Pusher {
    /// Takes what this recorder keeps to this sink.
    #[must_use]
    pub fn new(recorder: Recorder, sink: Arc<dyn Sink>, clock: Arc<dyn Clock>) -> Self {
        Self {
            recorder,
            sink,
            clock,
            under_way: Mutex::default(),
        }
    }

    /// Pushes, if the last time is long enough ago and the function, which ends at `deadline`, has the time. Never longer than
    /// 300 ms; with less than 50 ms it waits for the next event.
    pub async fn after_answer(&self, deadline: Option<Moment>) {
        let Some(left) = after_answer(&*self.clock, deadline) else {
            return;
        };
        let now = self.clock.now();
        // Another event of this environment may be at it.
        let Ok(mut under_way) = self.under_way.try_lock() else {
            return;
        };
        // A clock that was set back does not silence the environment.
        let early = |last| last <= now && now.since(last) < APART;
        if under_way.last.is_some_and(early) {
            return;
        }
        under_way.last = Some(now);
        self.push(&mut under_way, left.min(LONGEST)).await;
    }

    /// Pushes what there is: the process is about to end.
    pub async fn finish(&self) {
        let half = LAST / 2;
        let Ok(mut under_way) = tokio::time::timeout(half, self.under_way.lock()).await else {
            return;
        };
        if let Some(asked) = &mut under_way.asked {
            asked.late = true;
            let waited = tokio::time::timeout(half, &mut asked.answer).await;
            self.settle(&mut under_way, waited.unwrap_or(Fate::Unknown));
        }
        self.push(&mut under_way, LAST).await;
    }

    async fn push(&self, under_way: &mut UnderWay, time: Duration) {
        let began = self.clock.uptime();
        let in_time = tokio::time::timeout(time, self.all(under_way)).await;
        if in_time.is_err() {
            match &mut under_way.asked {
                Some(asked) if asked.late => self.settle(under_way, Fate::Unknown),
                Some(asked) => asked.late = true,
                None => {}
            }
        }
        for request in under_way.queue.drain(..) {
            self.recorder.give_back(&request);
        }
        let taken = self.clock.uptime().saturating_sub(began);
        self.recorder
            .register_histogram(&Key::from_static_name("metrics.push.duration"), &METADATA)
            .record(taken.as_secs_f64() * 1000.0);
    }

    /// Everything, until something is refused for now. May be dropped at any await: then what was asked stays asked.
    async fn all(&self, under_way: &mut UnderWay) {
        if let Some(asked) = &mut under_way.asked {
            let fate = (&mut asked.answer).await;
            self.settle(under_way, fate);
            if fate == Fate::Kept {
                return;
            }
        }
        under_way.queue = self.sink.requests(self.recorder.take()).into();
        while let Some(request) = under_way.queue.pop_front() {
            let asked = under_way.asked.insert(Asked {
                answer: self.sink.push(Arc::clone(&request)),
                request,
                late: false,
            });
            let fate = (&mut asked.answer).await;
            self.settle(under_way, fate);
            if fate == Fate::Kept {
                return;
            }
        }
    }

    /// Writes down what became of what was asked.
    fn settle(&self, under_way: &mut UnderWay, fate: Fate) {
        let Some(asked) = under_way.asked.take() else {
            return;
        };
        let data = asked.request.len() as u64;
        match fate {
            Fate::Taken => {}
            Fate::Kept => self.recorder.give_back(&asked.request),
            Fate::Refused => self.recorder.refused(data),
            Fate::Unknown => self.count(&Key::from_static_name("metrics.push_unknown"), data),
        }
        tracing::debug!(data, outcome = fate.word(), "metrics pushed");
        let labels = vec![Label::new("outcome", fate.word())];
        self.count(&Key::from_parts("metrics.pushes", labels), 1);
    }

    fn count(&self, key: &Key, by: u64) {
        self.recorder.register_counter(key, &METADATA).increment(by);
    }
}
