//! How many requests DynamoDB gets for an API request: counted by function, by operation, and by whether the process was
//! fresh or warm.
//!
//! Nothing here sees a request: who passes requests on says whose they are. The table of it all is in `report`.

mod report;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use report::Report;

/// What was counted since the start.
#[derive(Debug)]
pub struct Tally {
    workers: BTreeSet<String>,
    counts: Mutex<Counts>,
}

/// How far a process has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Age {
    /// It has had no event yet.
    Starting,
    /// It has its first event, or waits for the second: nothing can have been kept in memory from before.
    Fresh,
    /// It has had events before this one.
    Warm,
}

impl Age {
    fn next(self) -> Self {
        match self {
            Self::Starting => Self::Fresh,
            Self::Fresh | Self::Warm => Self::Warm,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Counts {
    /// By access key.
    processes: HashMap<String, (String, Age)>,
    cells: BTreeMap<(String, Age), Cell>,
    /// Requests of nobody known.
    strangers: u64,
}

/// The events of one function at one age, and what was asked because of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cell {
    events: u64,
    operations: BTreeMap<String, u64>,
}

impl Cell {
    fn requests(&self) -> u64 {
        self.operations.values().sum()
    }

    fn add(&mut self, other: &Self) {
        self.events += other.events;
        for (operation, count) in &other.operations {
            *self.operations.entry(operation.clone()).or_default() += count;
        }
    }
}

impl Tally {
    /// Nothing counted yet. `workers` are the functions whose events are batches of messages, not API requests.
    #[must_use]
    pub fn new(workers: impl IntoIterator<Item = String>) -> Self {
        Self {
            workers: workers.into_iter().collect(),
            counts: Mutex::default(),
        }
    }

    /// Makes a process known, and returns the access key that tells its requests from all others'.
    #[must_use]
    pub fn admit(&self, function: &str, number: u64) -> String {
        let key = format!("local-{function}-{number}");
        let process = (function.to_owned(), Age::Starting);
        self.counts().processes.insert(key.clone(), process);
        key
    }

    /// Counts an event, if `hand` gives it to the process of this key. What the process asks for from then on is because
    /// of it; that can't be counted before this returns.
    ///
    /// # Errors
    /// What `hand` returns; then nothing was counted.
    pub fn event<E>(&self, key: &str, hand: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        let mut counts = self.counts();
        hand()?;
        if let Some((function, age)) = counts.processes.get_mut(key) {
            *age = age.next();
            let cell = (function.clone(), *age);
            counts.cells.entry(cell).or_default().events += 1;
        }
        Ok(())
    }

    /// Counts a request to DynamoDB that came with this access key, if with any.
    pub fn request(&self, key: Option<&str>, operation: &str) {
        let mut counts = self.counts();
        match key.and_then(|key| counts.processes.get(key).cloned()) {
            Some(process) => {
                let operations = &mut counts.cells.entry(process).or_default().operations;
                *operations.entry(operation.to_owned()).or_default() += 1;
            }
            None => counts.strangers += 1,
        }
    }

    /// What there is to say so far.
    #[must_use]
    pub fn report(&self) -> Report {
        Report::new(&self.workers, &self.counts())
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        // Nothing panics while it holds the lock.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
