//! The one connection: exchanges over it, each bounded by the request's patience, and how it is made again when it is lost. What is
//! said is not known here, but what answers make sense.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::{Clock, Patience};
use redis::{Cmd, ErrorKind, Pipeline, RedisError, Value};
use tokio::time::{Instant, timeout};
use tracing::Instrument;

use super::breaker::{Breaker, Pass};
use super::server::{Server, Wire};
use super::tally::{Reason, Tally};
use crate::{Lock, Primitives, Std};

/// Timers go off up to this much later than they are set to.
const TIMER: Duration = Duration::from_millis(1);
/// A server that does not answer within less than this has not failed: an exchange late in a request may have so little.
const TELLING: Duration = Duration::from_millis(5);
/// How long a connection may take while the function starts.
const AT_START: Duration = Duration::from_millis(500);
/// How long it may take later, beside the requests.
const LATER: Duration = Duration::from_secs(2);

/// A command, and the reply that makes sense.
#[derive(Debug)]
pub(super) struct Command(pub(super) Cmd, pub(super) Expected);

/// What reply makes sense.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expected {
    /// Content, or none.
    Content,
    /// How many.
    Number,
    /// That it is done.
    Done,
}

/// A reply that makes sense.
#[derive(Debug)]
pub(super) enum Reply {
    Content(Option<Vec<u8>>),
    Number(i64),
    Done,
    /// There is no room: nothing was done.
    Full,
    /// What stands there is not what we put there.
    Foreign,
}

/// The connection to a server.
pub(super) struct Link {
    server: Server,
    clock: Arc<dyn Clock>,
    patience: Arc<dyn Patience>,
    tally: Arc<Tally>,
    breaker: Breaker,
    wire: <Std as Primitives>::Mutex<Option<Arc<Wire>>>,
    is_opening: AtomicBool,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("breaker", &self.breaker)
            .finish_non_exhaustive()
    }
}

impl Link {
    pub(super) fn new(
        server: Server,
        clock: Arc<dyn Clock>,
        patience: Arc<dyn Patience>,
        tally: Arc<Tally>,
    ) -> Arc<Self> {
        Arc::new(Self {
            server,
            clock,
            patience,
            tally,
            breaker: Breaker::new(),
            wire: Lock::new(None),
            is_opening: AtomicBool::new(false),
        })
    }

    /// Makes the connection while the function starts.
    pub(super) async fn open(self: &Arc<Self>) {
        if let Some(opening) = Opening::begin(self) {
            opening.connect(AT_START).await;
        }
    }

    /// Sends commands together and brings their replies, one for each. `None`, and counted, when that can't be done within the
    /// request's patience.
    pub(super) async fn exchange(self: &Arc<Self>, commands: Vec<Command>) -> Option<Vec<Reply>> {
        let limit = self.patience.left().saturating_sub(TIMER);
        if limit.is_zero() {
            self.tally.failures(Reason::Timeout, 1);
            return None;
        }
        let Some((wire, attempt)) = self.begin(limit) else {
            self.tally.failures(Reason::Unavailable, 1);
            return None;
        };
        let mut pipeline = Pipeline::with_capacity(commands.len());
        let mut expected = Vec::with_capacity(commands.len());
        for Command(command, reply) in commands {
            pipeline.add_command(command);
            expected.push(reply);
        }
        let mut connection = wire.connection.clone();
        let sent = connection.send_packed_commands(&pipeline, 0, expected.len());
        let outcome = match timeout(limit, sent).await {
            Ok(Ok(replies)) => understand(replies, &expected),
            Ok(Err(error)) => Err(reason(&error)),
            Err(_) => Err(Reason::Timeout),
        };
        match outcome {
            Ok(replies) => {
                attempt.succeeded();
                Some(replies)
            }
            Err(reason) => {
                self.tally.failures(reason, 1);
                if reason != Reason::Timeout || limit >= TELLING {
                    self.lose(&wire);
                    attempt.failed();
                }
                None
            }
        }
    }

    fn begin(self: &Arc<Self>, limit: Duration) -> Option<(Arc<Wire>, Attempt<'_>)> {
        let now = self.clock.uptime();
        let wire = self.wire.with(|wire| {
            wire.take_if(|wire| wire.is_closed());
            wire.clone()
        });
        let Some(wire) = wire else {
            if self.breaker.is_due(now) {
                self.reopen();
            }
            return None;
        };
        let pass = self.breaker.pass(now, limit >= TELLING)?;
        let attempt = Attempt {
            link: self,
            pass: Some(pass),
            since: Instant::now(),
        };
        Some((wire, attempt))
    }

    /// A connection on which an exchange failed is not used again: what else comes over it can't be known.
    fn lose(&self, lost: &Arc<Wire>) {
        self.wire
            .with(|wire| wire.take_if(|wire| Arc::ptr_eq(wire, lost)));
    }

    /// Makes the connection again while requests go on without it. The environment may be frozen at any point of it.
    fn reopen(self: &Arc<Self>) {
        if let Some(opening) = Opening::begin(self) {
            tokio::spawn(opening.connect(LATER).in_current_span());
        }
    }
}

/// The making of a connection: one at a time.
struct Opening(Arc<Link>);

impl Opening {
    fn begin(link: &Arc<Link>) -> Option<Self> {
        let was = link.is_opening.swap(true, Ordering::AcqRel);
        (!was).then(|| Self(Arc::clone(link)))
    }

    async fn connect(self, limit: Duration) {
        let link = &self.0;
        let (reason, why) = match timeout(limit, link.server.connect()).await {
            Ok(Ok(wire)) => {
                link.wire.with(|place| *place = Some(Arc::new(wire)));
                return;
            }
            Ok(Err(why)) => (Reason::Unavailable, why.to_string()),
            Err(_) => (Reason::Timeout, "no answer in time".to_owned()),
        };
        link.tally.failures(reason, 1);
        tracing::warn!(why, "the shared cache can't be used");
        if link.breaker.unreachable(link.clock.uptime()) {
            link.tally.breaker_opened();
        }
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.0.is_opening.store(false, Ordering::Release);
    }
}

/// An exchange under way. However it ends, also when nobody waits for it any more, the time it took is taken from the request's
/// patience.
struct Attempt<'l> {
    link: &'l Arc<Link>,
    pass: Option<Pass>,
    since: Instant,
}

impl Attempt<'_> {
    fn succeeded(mut self) {
        if let Some(pass) = self.pass.take() {
            self.link.breaker.succeeded(pass);
        }
    }

    fn failed(mut self) {
        let now = self.link.clock.uptime();
        if let Some(pass) = self.pass.take()
            && self.link.breaker.failed(pass, now)
        {
            self.link.tally.breaker_opened();
            // It may be no more than a connection that did not outlive a freeze: have another when the time is over.
            self.link.reopen();
        }
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if let Some(pass) = self.pass.take() {
            self.link.breaker.given_up(pass, self.link.clock.uptime());
        }
        self.link.patience.spend(self.since.elapsed());
    }
}

/// The replies, if each of them makes sense.
fn understand(replies: Vec<Value>, expected: &[Expected]) -> Result<Vec<Reply>, Reason> {
    if replies.len() != expected.len() {
        return Err(Reason::Nonsense);
    }
    let each = replies.into_iter().zip(expected);
    each.map(|(value, expected)| match (value, expected) {
        (Value::Nil, Expected::Content) => Ok(Reply::Content(None)),
        (Value::BulkString(bytes), Expected::Content) => Ok(Reply::Content(Some(bytes))),
        (Value::Int(number), Expected::Number) => Ok(Reply::Number(number)),
        (Value::Okay, Expected::Done) => Ok(Reply::Done),
        (Value::ServerError(error), _) => match error.code() {
            "OOM" => Ok(Reply::Full),
            "WRONGTYPE" => Ok(Reply::Foreign),
            _ => Err(Reason::Unavailable),
        },
        _ => Err(Reason::Nonsense),
    })
    .collect()
}

fn reason(error: &RedisError) -> Reason {
    match error.kind() {
        ErrorKind::Parse | ErrorKind::UnexpectedReturnType => Reason::Nonsense,
        _ => Reason::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use testkit::ManualClock;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::sleep;

    use super::*;

    const REQUEST: Duration = Duration::from_millis(20);

    #[derive(Debug)]
    struct Purse(Mutex<Duration>);

    impl Patience for Purse {
        fn left(&self) -> Duration {
            REQUEST.saturating_sub(*self.0.lock().unwrap())
        }

        fn spend(&self, waited: Duration) {
            *self.0.lock().unwrap() += waited;
        }
    }

    /// A link to a server in this process that is as slow as this, and what the request has waited. No socket: time is the test's.
    async fn link_to(delay: Duration) -> (Arc<Link>, Arc<Purse>) {
        let server = Server::at("redis://nowhere.invalid").unwrap();
        let (near, far) = duplex(4096);
        tokio::spawn(answer(far, delay));
        let wire = server.log_in(near).await.unwrap();
        let purse = Arc::new(Purse(Mutex::new(Duration::ZERO)));
        let clock = Arc::new(ManualClock::new());
        let link = Link::new(server, clock, purse.clone(), Arc::new(Tally::new()));
        link.wire.with(|place| *place = Some(Arc::new(wire)));
        (link, purse)
    }

    async fn answer(mut far: DuplexStream, delay: Duration) {
        let mut buffer = [0; 4096];
        while let Ok(read) = far.read(&mut buffer).await
            && read > 0
        {
            let is_ping = buffer[..read].ends_with(b"PING\r\n");
            if !is_ping {
                sleep(delay).await;
            }
            let reply: &[u8] = if is_ping { b"+PONG\r\n" } else { b":1\r\n" };
            if far.write_all(reply).await.is_err() {
                return;
            }
        }
    }

    async fn exchange(link: &Arc<Link>) -> bool {
        let mut command = redis::cmd("DEL");
        command.arg("a");
        let command = Command(command, Expected::Number);
        link.exchange(vec![command]).await.is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn however_slow_the_server_all_waits_of_a_request_are_twenty_milliseconds_at_most() {
        for delay in 1..30 {
            let (link, purse) = link_to(Duration::from_millis(delay)).await;
            let mut answered = 0;
            for _ in 0..100 {
                answered += u64::from(exchange(&link).await);
                assert!(*purse.0.lock().unwrap() <= REQUEST, "{delay} ms");
            }
            // As many as fit, less the millisecond by which a timer may be late.
            assert!(answered >= 18 / delay, "{delay} ms: {answered}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_late_in_a_request_does_not_find_a_server_guilty() {
        let (link, purse) = link_to(Duration::from_millis(9)).await;
        assert!(exchange(&link).await && exchange(&link).await);
        assert!(!exchange(&link).await);
        *purse.0.lock().unwrap() = Duration::ZERO;
        assert!(exchange(&link).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_takes_all_of_the_time_is_not_asked_again() {
        let (link, purse) = link_to(Duration::from_secs(60)).await;
        assert!(!exchange(&link).await);
        *purse.0.lock().unwrap() = Duration::ZERO;
        assert!(!exchange(&link).await);
        assert_eq!(*purse.0.lock().unwrap(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_of_an_exchange_that_is_given_up_is_spent_too() {
        let (link, purse) = link_to(Duration::from_secs(60)).await;
        let given_up = Duration::from_millis(7);
        assert!(timeout(given_up, exchange(&link)).await.is_err());
        assert!(*purse.0.lock().unwrap() >= given_up);
    }

    #[tokio::test(start_paused = true)]
    async fn one_connection_is_made_at_a_time_and_another_when_its_making_is_given_up() {
        let (link, _) = link_to(Duration::ZERO).await;
        let opening = Opening::begin(&link);
        assert!(opening.is_some() && Opening::begin(&link).is_none());
        drop(opening);
        assert!(Opening::begin(&link).is_some());
    }
}
