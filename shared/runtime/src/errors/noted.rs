//! What was noted and not written yet: bounded by the minute, and in all.

use std::collections::VecDeque;

use super::{ErrorId, RecentError};

/// An environment notes no more errors than this in a minute of the wall clock.
pub const MOST_A_MINUTE: u32 = 6;

/// No more wait to be written; then the oldest go.
pub const MOST_WAITING: usize = 20;

/// Why an error is not among those that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dropped {
    /// The minute has had enough.
    Limited,
    /// It waited for too long, and made room.
    Lost,
}

impl Dropped {
    /// As the table of metrics calls it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Limited => "limited",
            Self::Lost => "lost",
        }
    }
}

/// Errors that wait to be written, oldest first.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// Minutes since 1970.
    minute: i64,
    /// How many that minute had.
    taken: u32,
    waiting: VecDeque<RecentError>,
}

impl Noted {
    /// Takes an error of this minute, and says what had to go for it, or that it is one too many.
    pub(super) fn add(
        &mut self,
        minute: i64,
        error: impl FnOnce() -> RecentError,
    ) -> Option<Dropped> {
        if self.minute != minute {
            (self.minute, self.taken) = (minute, 0);
        }
        if self.taken == MOST_A_MINUTE {
            return Some(Dropped::Limited);
        }
        self.taken += 1;
        self.waiting.push_back(error());
        if self.waiting.len() <= MOST_WAITING {
            return None;
        }
        self.waiting.pop_front().map(|_| Dropped::Lost)
    }

    /// The oldest.
    pub(super) fn first(&self) -> Option<RecentError> {
        self.waiting.front().cloned()
    }

    /// Takes one away; whether it was there.
    pub(super) fn remove(&mut self, id: ErrorId) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|error| error.id != id);
        self.waiting.len() < before
    }
}
