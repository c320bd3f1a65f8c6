//! The cache under a concurrency checker: thousands of ways in which readers, writers, failing and abandoned loads and jumping
//! clocks can meet, each against the sequential model of a source that remembers when what it said was replaced.
//!
//! `shuttle` decides at every lock who goes on. Where it finds a way that breaks a promise, it prints the schedule, and
//! `shuttle::replay` runs it again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cache::{Cache, Lock, Policy, Primitives};
use domain::{Clock, Error};
use futures_util::future::poll_immediate;
use jiff::SignedDuration;
use shuttle::rand::{Rng, thread_rng};
use shuttle::{future, thread};
use testkit::ManualClock;

/// How many ways are tried by each scheduler.
const WAYS: usize = 3000;
const TTL: Duration = Duration::from_secs(60);

/// The checker's own lock: who waits for it is where ways part.
#[derive(Debug)]
struct Checked;

struct Mutex<T>(shuttle::sync::Mutex<T>);

impl<T: Send> Lock<T> for Mutex<T> {
    fn new(value: T) -> Self {
        Self(shuttle::sync::Mutex::new(value))
    }

    fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        work(&mut self.0.lock().expect("no test panics under the lock"))
    }
}

impl Primitives for Checked {
    type Mutex<T: Send> = Mutex<T>;
}

/// A source with one value, counted up by every write, and a cache in front of it.
struct World {
    cache: Cache<u8, u64, Checked>,
    clock: Arc<ManualClock>,
    source: Mutex<Source>,
    loading: AtomicUsize,
}

#[derive(Default)]
struct Source {
    value: u64,
    /// When each value was replaced.
    replaced: Vec<Duration>,
    /// The value of the last write through this environment that has finished.
    own: u64,
}

impl World {
    fn new() -> Arc<Self> {
        let clock = Arc::new(ManualClock::new());
        let policy = Policy {
            name: "numbers",
            ttl: Some(TTL),
            absent_ttl: None,
            stay: Duration::MAX,
            jitter: 0.0,
            bytes: 1 << 20,
            weigh: |_| 0,
        };
        Arc::new(Self {
            cache: Cache::new(policy, clock.clone()),
            clock,
            source: Mutex::new(Source::default()),
            loading: AtomicUsize::new(0),
        })
    }

    /// Reads the source, in two steps, so that others come in between; now and then it fails.
    async fn load(&self, may_fail: bool) -> Result<Option<u64>, Error> {
        self.loading.fetch_add(1, Ordering::SeqCst);
        let value = self.source.with(|source| source.value);
        future::yield_now().await;
        self.loading.fetch_sub(1, Ordering::SeqCst);
        if may_fail && thread_rng().gen_bool(0.3) {
            return Err(Error::Unavailable(String::new()));
        }
        Ok(Some(value))
    }

    /// A read, held against the model.
    async fn read(&self, may_fail: bool) {
        let own = self.source.with(|source| source.own);
        let began = self.clock.uptime();
        let read = self.cache.get(&1, TTL, async || self.load(may_fail).await);
        let Ok(Some(value)) = read.await else {
            return assert!(may_fail, "nothing failed");
        };
        assert!(value >= own, "from before a write that had finished");
        let index = usize::try_from(value).expect("a small number");
        let replaced = self
            .source
            .with(|source| source.replaced.get(index).copied());
        let stale = replaced.map_or(Duration::ZERO, |then| began.saturating_sub(then));
        assert!(stale <= TTL, "replaced {stale:?} before the read began");
    }

    /// A read that is given up after its first steps.
    async fn begin_to_read(&self) {
        let mut read = Box::pin(self.read(false));
        for _ in 0..thread_rng().gen_range(0..3) {
            if poll_immediate(&mut read).await.is_some() {
                return;
            }
            future::yield_now().await;
        }
    }

    /// A write through this environment.
    fn write(&self) {
        let written = self.write_elsewhere();
        self.cache.forget(&1);
        self.source
            .with(|source| source.own = source.own.max(written));
    }

    /// A write that this environment knows nothing of.
    fn write_elsewhere(&self) -> u64 {
        self.source.with(|source| {
            source.value += 1;
            source.replaced.push(self.clock.uptime());
            source.value
        })
    }

    fn jump(&self) {
        let mut random = thread_rng();
        let by = random.gen_range(0..80);
        self.clock.advance(SignedDuration::from_secs(by));
        if random.gen_bool(0.5) {
            let to = random.gen_range(-100..100);
            let to = ManualClock::start().plus(SignedDuration::from_secs(to));
            self.clock.set(to);
        }
    }
}

/// Tries many ways: at random, and with few but well-placed changes of who goes on, which finds what takes a rare order.
fn explore(scenario: fn()) {
    shuttle::check_random(scenario, WAYS);
    shuttle::check_pct(scenario, WAYS, 3);
}

fn spawn(world: &Arc<World>, work: impl FnOnce(&World) + Send + 'static) -> thread::JoinHandle<()> {
    let world = Arc::clone(world);
    thread::spawn(move || work(&world))
}

fn all(threads: Vec<thread::JoinHandle<()>>) {
    for thread in threads {
        thread.join().expect("no thread panics");
    }
}

#[test]
fn no_read_is_older_than_a_write_that_finished_before_it_or_than_its_ttl() {
    explore(|| {
        let world = World::new();
        let reads = |world: &World| {
            for _ in 0..3 {
                future::block_on(world.read(true));
            }
        };
        let writes = |world: &World| {
            world.write();
            world.write_elsewhere();
            world.write();
        };
        let jumps = |world: &World| {
            for _ in 0..3 {
                world.jump();
                thread::yield_now();
            }
        };
        all(vec![
            spawn(&world, reads),
            spawn(&world, reads),
            spawn(&world, writes),
            spawn(&world, jumps),
        ]);
    });
}

#[test]
fn readers_are_answered_however_others_give_up() {
    explore(|| {
        let world = World::new();
        let gives_up = |world: &World| future::block_on(world.begin_to_read());
        let reads = |world: &World| future::block_on(world.read(false));
        all(vec![
            spawn(&world, gives_up),
            spawn(&world, reads),
            spawn(&world, gives_up),
            spawn(&world, reads),
            spawn(&world, World::write),
        ]);
    });
}

#[test]
fn one_load_at_a_time_while_nothing_is_forgotten() {
    explore(|| {
        let world = World::new();
        let reads = |world: &World| {
            let read = world.cache.get(&1, TTL, async || {
                let loaded = world.load(false).await;
                assert_eq!(world.loading.load(Ordering::SeqCst), 0, "another loads too");
                loaded
            });
            assert_eq!(future::block_on(read), Ok(Some(0)));
        };
        all((0..4).map(|_| spawn(&world, reads)).collect());
    });
}
