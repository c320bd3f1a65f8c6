//! An environment that shares a server with others: its clock, a request's patience, and what it counts.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cache::{Asked, Fill, Forget, Name, ReadAt, Server, Shared, Token};
use domain::Patience;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use testkit::ManualClock;
use testkit::server::RealServer;

/// More than any test waits.
pub(crate) const LONG: Duration = Duration::from_secs(20);
/// What a request may wait.
pub(crate) const REQUEST: Duration = Duration::from_millis(20);
/// The TTL and the greatest age allowed, where a test says nothing else.
pub(crate) const TTL: Duration = Duration::from_secs(60);

/// A request's patience, and how it was spent.
#[derive(Debug)]
pub(crate) struct Purse(Mutex<(Duration, Vec<Duration>)>);

impl Purse {
    /// Begins a request that may wait for so long.
    pub(crate) fn fill(&self, patience: Duration) {
        *self.0.lock().unwrap() = (patience, Vec::new());
    }

    /// The waits since then.
    pub(crate) fn spent(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Patience for Purse {
    fn left(&self) -> Duration {
        let (patience, spent) = &*self.0.lock().unwrap();
        patience.saturating_sub(spent.iter().sum())
    }

    fn spend(&self, waited: Duration) {
        self.0.lock().unwrap().1.push(waited);
    }
}

/// An environment.
pub(crate) struct Client {
    pub(crate) shared: Shared,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) purse: Arc<Purse>,
}

impl Client {
    /// An environment that has opened its connection to this server, and whose request may wait long.
    pub(crate) async fn at(url: &str) -> Self {
        Self::on(Server::at(url).unwrap()).await
    }

    /// Two environments.
    pub(crate) async fn two_at(url: &str) -> (Self, Self) {
        (Self::at(url).await, Self::at(url).await)
    }

    /// As [`Self::at`].
    pub(crate) async fn on(server: Server) -> Self {
        let clock = Arc::new(ManualClock::new());
        let purse = Arc::new(Purse(Mutex::new((LONG, Vec::new()))));
        let shared = Shared::on(server, "p", clock.clone(), purse.clone());
        shared.open().await;
        Self {
            shared,
            clock,
            purse,
        }
    }

    pub(crate) async fn ask(&self, key: &str) -> Asked {
        self.ask_within(key, TTL).await
    }

    pub(crate) async fn ask_within(&self, key: &str, max_age: Duration) -> Asked {
        let mut asked = self.shared.ask(&[(name(key), max_age)]).await;
        assert_eq!(asked.len(), 1);
        asked.remove(0)
    }

    /// Asks for what must be missing.
    pub(crate) async fn lease(&self, key: &str) -> Token {
        match self.ask(key).await {
            Asked::Missing(token) => token,
            other => panic!("it should be missing: {other:?}"),
        }
    }

    /// Fills in what was read now.
    pub(crate) async fn fill(&self, key: &str, token: Token, bytes: &[u8]) {
        self.shared.fill(vec![self.value(key, token, bytes)]).await;
    }

    pub(crate) fn value(&self, key: &str, token: Token, bytes: &[u8]) -> Fill {
        Fill {
            name: name(key),
            token,
            bytes: bytes.to_vec(),
            read: ReadAt::now(&*self.clock),
            ttl: TTL,
        }
    }

    /// Puts a value where there is none.
    pub(crate) async fn put(&self, key: &str, bytes: &[u8]) {
        let token = self.lease(key).await;
        self.fill(key, token, bytes).await;
        assert_eq!(found(&self.ask(key).await), Some(bytes));
    }

    pub(crate) async fn forget(&self, key: &str) {
        self.shared.forget(vec![forgotten(key)]).await;
    }

    /// Lets the time of any breaker pass, and asks until the server is used again.
    pub(crate) async fn recovers(&self, key: &str) -> Asked {
        let again = async {
            loop {
                self.clock.advance(jiff::SignedDuration::from_secs(31));
                match self.ask(key).await {
                    Asked::Unknown => tokio::time::sleep(Duration::from_millis(1)).await,
                    asked => return asked,
                }
            }
        };
        let asked = tokio::time::timeout(LONG, again).await;
        asked.expect("the server is used again")
    }
}

/// The bytes of what was found.
pub(crate) fn found(asked: &Asked) -> Option<&[u8]> {
    match asked {
        Asked::Found { bytes, .. } => Some(bytes),
        Asked::Missing(_) | Asked::Unknown => None,
    }
}

pub(crate) fn name(key: &str) -> Name {
    Name {
        cache: "users",
        key: key.to_owned(),
    }
}

/// To be forgotten, without an index to wait for.
pub(crate) fn forgotten(key: &str) -> Forget {
    Forget {
        name: name(key),
        settle: Duration::ZERO,
    }
}

/// Runs a test in a runtime of its own, in which all that is spawned is on this thread.
pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(test);
}

/// Runs a test that looks at what is counted.
pub(crate) fn run_counted<F: Future<Output = ()>>(test: impl FnOnce(Counts) -> F) {
    let recorder = DebuggingRecorder::new();
    let counts = Counts(recorder.snapshotter());
    metrics::with_local_recorder(&recorder, || run(test(counts)));
}

/// What was counted.
pub(crate) struct Counts(Snapshotter);

impl Counts {
    /// The counters and gauges since the last time, as `name{label="value",…} number`.
    pub(crate) fn take(&self) -> Vec<String> {
        let seen = self.0.snapshot().into_vec();
        let lines = seen.into_iter().filter_map(|(key, _, _, value)| {
            let key = key.key();
            let labels: Vec<String> = key
                .labels()
                .map(|l| format!("{}={}", l.key(), l.value()))
                .collect();
            let number = match value {
                DebugValue::Counter(0) => return None,
                DebugValue::Counter(count) => count.to_string(),
                DebugValue::Gauge(gauge) => gauge.to_string(),
                DebugValue::Histogram(_) => return None,
            };
            Some(format!("{} {} {number}", key.name(), labels.join(" ")))
        });
        lines.collect()
    }
}

/// A connection of the test's own.
pub(crate) fn raw(server: &RealServer) -> redis::Connection {
    let client = redis::Client::open(server.url()).unwrap();
    client.get_connection().unwrap()
}
