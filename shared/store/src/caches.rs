//! The caches in front of reads: one for each kind of look-up, what turns them off, and how much memory they take. What a cache
//! promises stands in the crate `cache`; which writes make which entries wrong, in [`touched`].

mod kept;
mod kind;
mod round;
mod stored;
#[cfg(test)]
mod tests;
pub(crate) mod touched;

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use cache::Shared;
use domain::account::User;
use domain::goal::Goal;
use domain::link::LinkKind;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::BankEntry;
use domain::rating::StudentRating;
use domain::subject::Subject;
use domain::{Clock, SubjectId, UserId};

use crate::BankText;

pub(crate) use kept::Kept;
pub use kind::{CacheKind, UnknownCache};
pub(crate) use round::Round;
pub(crate) use stored::{Stored, Value};

/// The most that the age of what decides access may be: links, roles and status.
pub(crate) const ACCESS_AGE: Duration = Duration::from_secs(60);

/// How long the absence of a user, a subject or a rating is remembered.
const ABSENT: Duration = Duration::from_secs(5);

/// How long an entry stays in memory where there is a shared tier, which knows of writes in other environments.
const STAY_BESIDE_SHARED: Duration = Duration::from_secs(10);

/// For how long after a write nobody may fill the shared tier from an index, which lags: usually by less than a second.
const SETTLE: Duration = Duration::from_secs(2);

/// How much of itself a TTL loses at random, at most.
const JITTER: f64 = 0.15;

/// What keeps a store warm.
#[derive(Debug, Clone)]
pub struct Warmth {
    /// Tells how old things are.
    pub clock: Arc<dyn Clock>,
    /// The caches that are off.
    pub off: HashSet<CacheKind>,
    /// The most bytes that all of them together take.
    pub bytes: u64,
    /// The tier that environments share, if there is one.
    pub shared: Option<Shared>,
}

impl Warmth {
    /// The memory that caches take unless somebody says otherwise: 24 MiB of a function that has 256.
    pub const BYTES: u64 = 24 << 20;

    /// All caches in this memory, and none that is shared.
    #[must_use]
    pub fn of_memory(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            off: HashSet::new(),
            bytes: Self::BYTES,
            shared: None,
        }
    }
}

/// A list, as caches keep it: cheap to hand out.
pub(crate) type Listed<T> = Arc<Vec<T>>;

/// One cache for each kind of look-up. Every key is the table's or the index's own, never who asked.
pub(crate) struct Caches {
    pub(crate) users: Kept<UserId, User>,
    pub(crate) subjects: Kept<SubjectId, Subject>,
    /// The first hundred subjects by name.
    pub(crate) catalogue: Kept<(), Listed<Subject>>,
    pub(crate) goals: Kept<UserId, Listed<Goal>>,
    pub(crate) ratings: Kept<(UserId, SubjectId), StudentRating>,
    pub(crate) ratings_of: Kept<UserId, Listed<StudentRating>>,
    pub(crate) bank: Kept<(SubjectId, Difficulty), Listed<BankEntry>>,
    /// The easiest items of a subject, as far as questions are answered from them.
    pub(crate) texts: Kept<SubjectId, Listed<BankText>>,
    /// By student and adult.
    pub(crate) links: Kept<(UserId, UserId), LinkKind>,
    pub(crate) shared: Option<Shared>,
}

impl fmt::Debug for Caches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Caches")
    }
}

/// What an id is called.
fn one(id: &impl fmt::Display) -> String {
    id.to_string()
}

/// What two ids are called together.
fn pair<A: fmt::Display, B: fmt::Display>((a, b): &(A, B)) -> String {
    format!("{a}:{b}")
}

impl Caches {
    /// Empty caches.
    pub(crate) fn new(warmth: &Warmth) -> Self {
        let Warmth {
            clock,
            off,
            bytes,
            shared,
        } = warmth;
        let stay = match shared {
            Some(_) => STAY_BESIDE_SHARED,
            None => Duration::MAX,
        };
        // In hundredths of the memory. They add up to one hundred.
        let share = |kind: CacheKind, name: &'static str, hundredths: u64| kept::Share {
            name,
            ttl: (!off.contains(&kind)).then_some(kind.ttl()),
            stay,
            bytes: bytes / 100 * hundredths,
            clock: Arc::clone(clock),
            shared: shared.clone(),
        };
        use CacheKind::{Bank, Goals, Links, Ratings, Subjects, Users};
        Self {
            users: share(Users, "users", 15).keep(one, Some(ABSENT), Duration::ZERO),
            subjects: share(Subjects, "subjects", 5).keep(one, Some(ABSENT), Duration::ZERO),
            catalogue: share(Subjects, "catalogue", 5).keep(|()| "all".to_owned(), None, SETTLE),
            goals: share(Goals, "goals", 30).keep(one, None, SETTLE),
            ratings: share(Ratings, "ratings", 5).keep(pair, Some(ABSENT), Duration::ZERO),
            ratings_of: share(Ratings, "ratings_of", 5).keep(one, None, Duration::ZERO),
            bank: share(Bank, "bank", 20).keep(pair, None, SETTLE),
            texts: share(Bank, "texts", 10).keep(one, None, SETTLE),
            links: share(Links, "links", 5).keep(pair, None, Duration::ZERO),
            shared: shared.clone(),
        }
    }

    /// No caches: every read goes to the tables.
    pub(crate) fn off() -> Self {
        Self::new(&Warmth {
            off: CacheKind::ALL.into(),
            ..Warmth::of_memory(Arc::new(NoTime))
        })
    }
}

/// The clock of caches that are off, which nobody asks for anything that matters.
#[derive(Debug)]
struct NoTime;

impl Clock for NoTime {
    fn now(&self) -> domain::Moment {
        domain::Moment::from_microsecond(0).expect("1970 is a year")
    }

    fn uptime(&self) -> Duration {
        Duration::ZERO
    }
}
