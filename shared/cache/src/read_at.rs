//! When something was read at its source, and how old that makes it.

use std::time::Duration;

use domain::{Clock, Moment};

/// A point in time by two clocks: the wall clock, and the one that nobody sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadAt {
    wall: Moment,
    uptime: Duration,
    /// How old it was at `uptime`: more than nothing for what another environment has read.
    before: Duration,
}

impl ReadAt {
    /// Now.
    #[must_use]
    pub fn now(clock: &dyn Clock) -> Self {
        Self {
            wall: clock.now(),
            uptime: clock.uptime(),
            before: Duration::ZERO,
        }
    }

    /// The moment at which another environment has read something; `None` when this one's clock has not come to it yet, for then
    /// its age cannot be told.
    #[must_use]
    pub fn elsewhere(wall: Moment, now: Self) -> Option<Self> {
        let before = Duration::try_from(now.wall.since(wall)).ok()?;
        Some(Self {
            wall,
            uptime: now.uptime,
            before,
        })
    }

    /// The moment by the wall clock, for another environment.
    #[must_use]
    pub const fn wall(self) -> Moment {
        self.wall
    }

    /// How old what was read then is `now`: by the clock that says more. `None` when the wall clock was set back behind it.
    #[must_use]
    pub fn age(self, now: Self) -> Option<Duration> {
        let by_wall = Duration::try_from(now.wall.since(self.wall)).ok()?;
        let by_uptime = now.uptime.saturating_sub(self.uptime) + self.before;
        Some(by_wall.max(by_uptime))
    }
}
