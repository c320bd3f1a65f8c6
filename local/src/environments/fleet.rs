//! The environments of one function: who takes the next event.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, timeout, timeout_at};
use uuid::Uuid;

use super::environment::{Environment, Work};
use super::{Function, House};
use crate::gateway::InvokeError;
use crate::runtime_api::Invocation;

/// How long an event waits for an environment that has answered but not yet asked again. On Lambda the network between
/// client and function is longer than that moment; here the next request is faster, and would start a process each time.
const BREATH: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(super) struct Fleet {
    function: Function,
    house: House,
    slots: Arc<Semaphore>,
    limit: usize,
    pool: Mutex<Pool>,
    settled: Notify,
    numbers: AtomicU64,
}

#[derive(Debug, Default)]
struct Pool {
    /// The one used last is used next, as on Lambda: the others may be let go.
    idle: Vec<Environment>,
    /// How many have answered and not yet asked again.
    settling: usize,
    build: u64,
}

impl Fleet {
    pub(super) fn new(function: Function, limit: usize, house: House) -> Self {
        Self {
            function,
            house,
            slots: Arc::new(Semaphore::new(limit)),
            limit,
            pool: Mutex::default(),
            settled: Notify::new(),
            numbers: AtomicU64::new(0),
        }
    }

    /// Runs one event through an environment.
    pub(super) async fn invoke(self: &Arc<Self>, event: Bytes) -> Result<Bytes, InvokeError> {
        let slots = Arc::clone(&self.slots);
        let Ok(Ok(slot)) = timeout(BREATH, slots.acquire_owned()).await else {
            self.house.console.say(format_args!(
                "{} | every environment is busy: throttled",
                self.function.group
            ));
            return Err(InvokeError::Throttled);
        };
        let (reply, answer) = oneshot::channel();
        // A task of its own: a client that hangs up ends neither the event nor the environment it is in.
        tokio::spawn(Arc::clone(self).work(slot, event, reply));
        answer.await.unwrap_or_else(|_| {
            Err(InvokeError::Crashed {
                detail: "`cargo local` is ending".to_owned(),
            })
        })
    }

    /// Whether none of its environments is at work, be it after an answer.
    pub(super) fn is_idle(&self) -> bool {
        self.slots.available_permits() == self.limit
    }

    /// New environments run the binary that is there now; the old ones end as soon as they have nothing to do.
    pub(super) fn replace(&self) {
        let idle = {
            let mut pool = self.pool();
            pool.build += 1;
            std::mem::take(&mut pool.idle)
        };
        self.house.console.say(format_args!(
            "{} | rebuilt: the next request gets the new binary",
            self.function.group
        ));
        for environment in idle {
            tokio::spawn(environment.retire());
        }
    }

    async fn work(
        self: Arc<Self>,
        _slot: OwnedSemaphorePermit,
        event: Bytes,
        reply: oneshot::Sender<Result<Bytes, InvokeError>>,
    ) {
        let (mut environment, mut work) = match self.begin(event).await {
            Ok(begun) => begun,
            Err(error) => {
                reply.send(Err(error)).ok();
                return;
            }
        };
        let outcome = environment.answer(&mut work).await;
        let label = &environment.label;
        let lives = match &outcome {
            Ok(_) | Err(InvokeError::Function { .. }) => true,
            Err(InvokeError::TimedOut) => {
                self.house.console.say(format_args!(
                    "{label} | timed out after {:?}: killed",
                    self.function.timeout
                ));
                false
            }
            Err(_) if self.house.closing.is_cancelled() => false,
            Err(_) => {
                self.house.console.say(format_args!(
                    "{label} | took one request with it; the next gets a fresh environment"
                ));
                false
            }
        };
        if lives {
            self.pool().settling += 1;
        }
        // A client that hung up does not want it any more.
        reply.send(outcome).ok();
        if lives {
            let settled = environment.settle(work.until).await;
            self.put_back(environment, settled);
        }
    }

    /// Finds or starts an environment and gives it the event.
    async fn begin(&self, event: Bytes) -> Result<(Environment, Work), InvokeError> {
        let mut invocation = self.invocation(event);
        while let Some(mut environment) = self.idle().await {
            match environment.give(invocation, self.function.timeout) {
                Ok(work) => return Ok((environment, work)),
                // It died while it waited, so it costs no request.
                Err(unused) => invocation = unused,
            }
        }
        if self.house.closing.is_cancelled() {
            return Err(InvokeError::Crashed {
                detail: "`cargo local` is ending".to_owned(),
            });
        }
        let number = self.numbers.fetch_add(1, Ordering::Relaxed) + 1;
        let build = self.pool().build;
        let mut environment =
            Environment::start(&self.function, number, build, &self.house).await?;
        // The time for the event begins once the process is up.
        invocation.deadline_ms = self.deadline_ms();
        match environment.give(invocation, self.function.timeout) {
            Ok(work) => Ok((environment, work)),
            Err(_) => Err(InvokeError::Crashed {
                detail: format!("{} ended before its first event", environment.label),
            }),
        }
    }

    async fn idle(&self) -> Option<Environment> {
        let until = Instant::now() + BREATH;
        loop {
            {
                let mut pool = self.pool();
                if let Some(environment) = pool.idle.pop() {
                    return Some(environment);
                }
                if pool.settling == 0 {
                    return None;
                }
            }
            timeout_at(until, self.settled.notified()).await.ok()?;
        }
    }

    fn put_back(&self, environment: Environment, settled: bool) {
        let retired = {
            let mut pool = self.pool();
            pool.settling -= 1;
            let current = environment.build == pool.build;
            if settled && current {
                pool.idle.push(environment);
                None
            } else {
                Some(environment)
            }
        };
        self.settled.notify_one();
        if let Some(environment) = retired {
            tokio::spawn(environment.retire());
        }
    }

    fn invocation(&self, event: Bytes) -> Invocation {
        let trace = Uuid::new_v4().simple().to_string();
        let second = self.house.clock.now().as_second();
        Invocation {
            request_id: Uuid::new_v4().to_string(),
            deadline_ms: self.deadline_ms(),
            function_arn: self.function.arn(),
            trace_id: format!("Root=1-{second:08x}-{};Sampled=0", &trace[..24]),
            event,
        }
    }

    fn deadline_ms(&self) -> i64 {
        let timeout = i64::try_from(self.function.timeout.as_millis()).unwrap_or(i64::MAX);
        self.house
            .clock
            .now()
            .as_millisecond()
            .saturating_add(timeout)
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        // Nothing panics while it holds the lock.
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
