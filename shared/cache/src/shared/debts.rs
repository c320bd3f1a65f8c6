//! What this environment owes to forget: names whose write is done, and which the server may not know of yet. Nothing here sends.

use std::collections::HashMap;
use std::time::Duration;

use domain::{Clock, Moment};

use super::{Forget, Name};
use crate::{Lock, Primitives, Std};

/// At most so many names are owed at a time.
const MOST: usize = 1000;
/// The longest that any value may stay on the server, so that a debt is over by itself: no cache has a longer TTL.
pub(super) const LONGEST_TTL: Duration = Duration::from_secs(600);

/// What is owed.
#[derive(Debug)]
pub(super) struct Debts(<Std as Primitives>::Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    owed: HashMap<Name, Debt>,
    /// More was owed than there is room for: since when, and for how long nothing may be asked.
    flooded: Option<(Since, Duration)>,
    next: u64,
}

#[derive(Debug, Clone, Copy)]
struct Debt {
    /// Which debt of this name it is: a newer one is not paid with it.
    id: u64,
    since: Since,
    settle: Duration,
}

/// A debt as it is to be sent.
#[derive(Debug)]
pub(super) struct Owed {
    pub(super) name: Name,
    id: u64,
    /// For how much longer nobody may fill the place.
    pub(super) settle: Duration,
}

/// A point in time by both clocks.
#[derive(Debug, Clone, Copy)]
struct Since {
    wall: Moment,
    uptime: Duration,
}

impl Since {
    fn now(clock: &dyn Clock) -> Self {
        Self {
            wall: clock.now(),
            uptime: clock.uptime(),
        }
    }

    /// How much has passed by the clock that says less: a debt must not be over too early, whichever of them is wrong.
    fn passed(self, now: Self) -> Duration {
        let by_wall = Duration::try_from(now.wall.since(self.wall)).unwrap_or_default();
        by_wall.min(now.uptime.saturating_sub(self.uptime))
    }
}

impl Debts {
    pub(super) fn new() -> Self {
        Self(Lock::new(Inside::default()))
    }

    /// Adds to what is owed, and says how much that is.
    pub(super) fn owe(&self, names: Vec<Forget>, clock: &dyn Clock) -> usize {
        let now = Since::now(clock);
        self.0.with(|inside| {
            inside.let_go(now);
            for Forget { name, settle } in names {
                inside.owe(name, settle, now);
            }
            inside.owed.len()
        })
    }

    /// Lets go of what is over by itself, and says how much is owed still if there was any.
    pub(super) fn let_go(&self, clock: &dyn Clock) -> Option<usize> {
        let now = Since::now(clock);
        self.0.with(|inside| {
            let before = inside.owed.len();
            inside.let_go(now);
            Some(inside.owed.len()).filter(|left| *left < before)
        })
    }

    /// All that is owed.
    pub(super) fn all(&self, clock: &dyn Clock) -> Vec<Owed> {
        let now = Since::now(clock);
        self.0.with(|inside| {
            let owed = inside.owed.iter().map(|(name, debt)| Owed {
                name: name.clone(),
                id: debt.id,
                settle: debt.settle.saturating_sub(debt.since.passed(now)),
            });
            owed.collect()
        })
    }

    /// These were sent and done. Says how many are owed still.
    pub(super) fn paid(&self, paid: &[Owed]) -> usize {
        self.0.with(|inside| {
            for Owed { name, id, .. } in paid {
                if inside.owed.get(name).is_some_and(|debt| debt.id == *id) {
                    inside.owed.remove(name);
                }
            }
            inside.owed.len()
        })
    }

    /// Whether it is owed to forget this name.
    pub(super) fn owes(&self, name: &Name) -> bool {
        self.0
            .with(|inside| inside.flooded.is_some() || inside.owed.contains_key(name))
    }

    /// Whether more was owed than there is room for, so that nothing may be asked.
    pub(super) fn are_too_many(&self, clock: &dyn Clock) -> bool {
        let now = Since::now(clock);
        self.0.with(|inside| {
            inside.end_flood(now);
            inside.flooded.is_some()
        })
    }
}

impl Inside {
    fn owe(&mut self, name: Name, settle: Duration, now: Since) {
        let id = self.next;
        self.next += 1;
        let room = self.owed.len() < MOST;
        if let Some(debt) = self.owed.get_mut(&name) {
            *debt = Debt {
                id,
                since: now,
                settle: settle.max(debt.settle),
            };
        } else if room {
            let since = now;
            self.owed.insert(name, Debt { id, since, settle });
        } else {
            let before = self.flooded.map_or(Duration::ZERO, |(_, time)| time);
            self.flooded = Some((now, before.max(LONGEST_TTL + settle)));
        }
    }

    /// Lets go of what has passed by itself.
    fn let_go(&mut self, now: Since) {
        self.owed
            .retain(|_, debt| debt.since.passed(now) < LONGEST_TTL + debt.settle);
    }

    /// Ends the time in which nothing may be asked, when it is over.
    fn end_flood(&mut self, now: Since) {
        self.flooded
            .take_if(|(since, time)| since.passed(now) >= *time);
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use testkit::ManualClock;

    use super::*;

    fn forget(key: &str) -> Forget {
        Forget {
            name: name(key),
            settle: Duration::ZERO,
        }
    }

    fn name(key: &str) -> Name {
        Name {
            cache: "users",
            key: key.to_owned(),
        }
    }

    #[test]
    fn a_debt_that_was_added_while_another_was_paid_stays() {
        let (debts, clock) = (Debts::new(), ManualClock::new());
        debts.owe(vec![forget("a")], &clock);
        let sent = debts.all(&clock);
        debts.owe(vec![forget("a")], &clock);
        assert_eq!(debts.paid(&sent), 1);
        assert!(debts.owes(&name("a")));
        assert_eq!(debts.paid(&debts.all(&clock)), 0);
        assert!(!debts.owes(&name("a")));
    }

    #[test]
    fn a_debt_is_over_when_no_value_can_be_left_by_either_clock() {
        let (debts, clock) = (Debts::new(), ManualClock::new());
        debts.owe(vec![forget("a")], &clock);
        // An environment that was frozen, or whose wall clock was set: the other clock says less.
        clock.set(ManualClock::start().plus(SignedDuration::from_hours(1)));
        assert_eq!(debts.let_go(&clock), None);
        clock.set(ManualClock::start());
        clock.advance(SignedDuration::from_secs(599));
        assert_eq!(debts.let_go(&clock), None);
        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(debts.let_go(&clock), Some(0));
    }

    #[test]
    fn what_is_left_of_the_settling_time_counts_from_the_write() {
        let (debts, clock) = (Debts::new(), ManualClock::new());
        let settle = Duration::from_secs(60);
        debts.owe(
            vec![Forget {
                settle,
                ..forget("a")
            }],
            &clock,
        );
        clock.advance(SignedDuration::from_secs(20));
        assert_eq!(debts.all(&clock)[0].settle, Duration::from_secs(40));
        // A write since without an index to wait for takes nothing away from it.
        debts.owe(vec![forget("a")], &clock);
        assert_eq!(debts.all(&clock)[0].settle, settle);
    }

    #[test]
    fn when_more_is_owed_than_there_is_room_for_nothing_is_asked_for_ten_minutes() {
        let (debts, clock) = (Debts::new(), ManualClock::new());
        let many = |from: usize, to: usize| (from..to).map(|n| forget(&n.to_string())).collect();
        debts.owe(many(0, MOST), &clock);
        assert!(!debts.are_too_many(&clock));
        debts.owe(many(0, MOST), &clock);
        assert!(!debts.are_too_many(&clock));
        debts.owe(many(MOST, MOST + 1), &clock);
        assert!(debts.are_too_many(&clock));
        assert_eq!(debts.all(&clock).len(), MOST);
        debts.paid(&debts.all(&clock));
        assert!(debts.owes(&name("another")));
        clock.advance(SignedDuration::from_secs(599));
        assert!(debts.are_too_many(&clock));
        clock.advance(SignedDuration::from_secs(1));
        assert!(!debts.are_too_many(&clock));
        assert!(!debts.owes(&name("another")));
    }
}
