//! What is counted.

use std::ops::AddAssign;
use std::time::Duration;

use crate::fleet::Kind;
use crate::fleet::truth::Stale;

/// What became of the look-ups of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub lookups: u64,
    /// Those that memory answered.
    pub memory: u64,
    /// Those that the shared tier answered.
    pub shared: u64,
    /// Those that DynamoDB answered.
    pub loads: u64,
    /// Those that were answered with an older value than the newest.
    pub stale: u64,
    /// Those of them that had been written by who read.
    pub own_stale: u64,
    /// For how long, at most, a value had not been the newest any more when it was answered.
    pub worst: Duration,
}

impl Count {
    /// Which part DynamoDB was spared; 0 when nothing was looked up.
    #[must_use]
    pub fn hit_rate(&self) -> f64 {
        part(self.memory + self.shared, self.lookups)
    }

    pub(crate) fn read(&mut self, stale: Option<Stale>) {
        self.lookups += 1;
        if let Some(stale) = stale {
            self.stale += 1;
            self.own_stale += u64::from(stale.own);
            self.worst = self.worst.max(stale.since);
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.lookups += other.lookups;
        self.memory += other.memory;
        self.shared += other.shared;
        self.loads += other.loads;
        self.stale += other.stale;
        self.own_stale += other.own_stale;
        self.worst = self.worst.max(other.worst);
    }
}

/// What became of a run, warm-up not counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    counts: [Count; Kind::ALL.len()],
    /// API requests.
    pub requests: u64,
    /// API requests that wrote.
    pub writes: u64,
    /// Requests to DynamoDB for look-ups.
    pub queries: u64,
    /// What they would have been without a cache.
    pub queries_without: u64,
    /// Read units of DynamoDB that loads took.
    pub read_units: f64,
    /// Processing units of the shared tier: one for every kilobyte begun of what is asked for, filled in or forgotten.
    pub ecpus: u64,
    /// Bytes in the shared tier at the end.
    pub shared_bytes: usize,
    /// Environments, summed up over the requests.
    pub environments: u64,
    /// Those that were made.
    pub cold_starts: u64,
    /// How long was counted, in seconds.
    pub seconds: f64,
}

impl Tally {
    /// The look-ups of one kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> &Count {
        &self.counts[kind as usize]
    }

    pub(crate) fn count_mut(&mut self, kind: Kind) -> &mut Count {
        &mut self.counts[kind as usize]
    }

    /// All look-ups.
    #[must_use]
    pub fn all(&self) -> Count {
        let mut all = Count::default();
        for count in self.counts {
            all += count;
        }
        all
    }

    /// How many environments there were on average when a request came.
    #[must_use]
    pub fn mean_environments(&self) -> f64 {
        part(self.environments, self.requests)
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact below nine quadrillion")]
pub(crate) fn part(some: u64, all: u64) -> f64 {
    if all == 0 {
        0.0
    } else {
        some as f64 / all as f64
    }
}
