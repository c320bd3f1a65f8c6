//! A run: requests in their order, through environments, caches, the shared tier and the tables.
//!
//! A request does everything in the moment in which it arrives. So no read overlaps with a write, which the caches' own tests are for.

use std::sync::Arc;
use std::time::Duration;

use cache::{Claim, ReadAt};
use domain::Clock;
use jiff::SignedDuration;
use testkit::ManualClock;

use crate::fleet::environments::Environments;
use crate::fleet::memory::Memory;
use crate::fleet::shared_tier::SharedTier;
use crate::fleet::tally::Tally;
use crate::fleet::truth::Truth;
use crate::fleet::{Group, Kind, Options, Place, Request};

/// How a run differs from another of the same options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Memory only.
    Memory,
    /// Memory, and the shared tier behind it.
    Shared,
}

/// Sends the requests, which come in order of their time, through a new fleet, until the options' time is over or they end.
pub fn simulate(options: &Options, run: Run, requests: impl IntoIterator<Item = Request>) -> Tally {
    // The caches draw their jitter from the thread's own chance.
    fastrand::seed(options.seed);
    let begin = Duration::from_secs_f64(options.warm_up_minutes * 60.0);
    let end = begin + Duration::from_secs_f64(options.minutes * 60.0);
    let mut fleet = Fleet::new(options, run);
    let mut warm = false;
    for request in requests.into_iter().take_while(|request| request.at < end) {
        if !warm && request.at >= begin {
            warm = true;
            fleet.tally = Tally::default();
        }
        fleet.serve(&request);
    }
    if !warm {
        fleet.tally = Tally::default();
    }
    fleet.tally.seconds = options.minutes * 60.0;
    fleet.tally.shared_bytes = fleet.shared.bytes(fleet.now);
    fleet.tally
}

struct Fleet<'o> {
    options: &'o Options,
    run: Run,
    clock: Arc<ManualClock>,
    now: Duration,
    chance: fastrand::Rng,
    groups: Vec<Environments>,
    shared: SharedTier,
    truth: Truth,
    tally: Tally,
}

impl<'o> Fleet<'o> {
    fn new(options: &'o Options, run: Run) -> Self {
        let clock = Arc::new(ManualClock::new());
        let as_clock: Arc<dyn Clock> = Arc::clone(&clock) as _;
        let patience = Duration::from_secs_f64(options.idle_minutes * 60.0);
        let memory = || Memory::new(options, run == Run::Shared, &as_clock);
        let group = |_| Environments::new(options.environments, patience, memory);
        Self {
            options,
            run,
            clock,
            now: Duration::ZERO,
            chance: fastrand::Rng::with_seed(options.seed.wrapping_add(1)),
            groups: Group::ALL.into_iter().map(group).collect(),
            shared: SharedTier::default(),
            truth: Truth::default(),
            tally: Tally::default(),
        }
    }

    fn serve(&mut self, request: &Request) {
        let passed = SignedDuration::try_from(request.at - self.now);
        self.clock
            .advance(passed.expect("a run takes less than 292 billion years"));
        self.now = request.at;
        let Self {
            options,
            run,
            clock,
            now,
            chance,
            groups,
            shared,
            truth,
            tally,
        } = self;
        tally.requests += 1;
        tally.writes += u64::from(!request.route.writes.is_empty());
        // The time between arrivals that do not know of each other has this shape, and so have durations, near enough.
        let takes =
            Duration::from_secs_f64(-options.duration_ms / 1000.0 * (1.0 - chance.f64()).ln());
        let memory = groups[request.route.group as usize].serve(*now, takes, chance, || {
            tally.cold_starts += 1;
            let clock: Arc<dyn Clock> = Arc::clone(clock) as _;
            Memory::new(options, *run == Run::Shared, &clock)
        });
        let mut visit = Visit {
            options,
            run: *run,
            clock,
            now: *now,
            memory,
            shared,
            truth,
            tally,
            request,
        };
        visit.read(&request.facts());
        for stage in request.route.reads {
            let places: Vec<_> = stage
                .iter()
                .flat_map(|look| request.places(*look))
                .collect();
            visit.read(&places);
        }
        for look in request.route.writes {
            for (_, place) in request.places(*look) {
                visit.write(place);
            }
        }
        let environments: usize = self.groups.iter().map(Environments::count).sum();
        self.tally.environments += environments as u64;
    }
}

/// A request in an environment.
struct Visit<'v> {
    options: &'v Options,
    run: Run,
    clock: &'v ManualClock,
    now: Duration,
    memory: &'v Memory,
    shared: &'v mut SharedTier,
    truth: &'v mut Truth,
    tally: &'v mut Tally,
    request: &'v Request,
}

impl Visit<'_> {
    /// Looks up what one request to DynamoDB would read.
    fn read(&mut self, places: &[(Kind, Place)]) {
        let mut loaded = false;
        for (kind, place) in places {
            loaded |= self.look_up(*kind, *place);
        }
        self.tally.queries_without += u64::from(!places.is_empty());
        self.tally.queries += u64::from(loaded);
    }

    /// Looks one entry up; answers whether it came from DynamoDB.
    fn look_up(&mut self, kind: Kind, place: Place) -> bool {
        let mut loaded = false;
        let max_age = kind.max_age(self.options);
        let version = match self.memory.cache(place.room).claim(&place.key, max_age) {
            Claim::Hit(version) => {
                self.tally.count_mut(kind).memory += 1;
                version.expect("everything that is looked up is there")
            }
            Claim::Lead(lease) => {
                if let Some((version, read)) = self.ask(kind, place) {
                    lease.fill_read(Some(version), read);
                    version
                } else {
                    loaded = true;
                    let version = self.load(kind, place);
                    lease.fill(Some(version));
                    version
                }
            }
            Claim::Wait(_) => unreachable!("an environment serves one request at a time"),
        };
        let stale = self
            .truth
            .stale(place, version, self.now, self.request.caller);
        self.tally.count_mut(kind).read(stale);
        loaded
    }

    /// Asks the shared tier.
    fn ask(&mut self, kind: Kind, place: Place) -> Option<(u32, ReadAt)> {
        if !self.is_shared(place) {
            return None;
        }
        let found = self.shared.ask(place, kind.max_age(self.options), self.now);
        self.tally.ecpus += found.map_or(1, |_| ecpus(place));
        let entry = found?;
        self.tally.count_mut(kind).shared += 1;
        let read = ReadAt::elsewhere(entry.wall, ReadAt::now(self.clock));
        Some((
            entry.version,
            read.expect("there is one clock, which does not go back"),
        ))
    }

    fn load(&mut self, kind: Kind, place: Place) -> u32 {
        self.tally.count_mut(kind).loads += 1;
        self.tally.read_units += place.room.read_units();
        let version = self.truth.version(place);
        if self.is_shared(place) {
            self.tally.ecpus += ecpus(place);
            self.shared
                .fill(place, version, (self.now, self.clock.now()), self.options);
        }
        version
    }

    fn write(&mut self, place: Place) {
        self.truth.write(place, self.now, self.request.caller);
        self.memory.cache(place.room).forget(&place.key);
        if self.is_shared(place) {
            self.tally.ecpus += 1;
            self.shared.forget(place, self.now);
        }
    }

    fn is_shared(&self, place: Place) -> bool {
        self.run == Run::Shared && self.options.ttls.of(place.room) > 0
    }
}

/// One for every kilobyte begun.
const fn ecpus(place: Place) -> u64 {
    place.room.bytes().div_ceil(1024) as u64
}
