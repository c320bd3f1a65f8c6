//! Which environment serves a request.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::Duration;

use crate::fleet::memory::Memory;

/// The environments of one route group.
#[derive(Debug)]
pub(crate) enum Environments {
    /// A fixed number, that take turns at random.
    Spread(Vec<Memory>),
    /// As many as Lambda makes.
    Lambda(Lambda),
}

/// As Lambda is seen to do it: a request goes to the free environment that was used last, or to a new one; who is idle for too long
/// ends.
#[derive(Debug)]
pub(crate) struct Lambda {
    memories: Vec<Option<Memory>>,
    /// Those that serve, and until when.
    busy: BinaryHeap<Reverse<(Duration, usize)>>,
    /// Those that do not, and since when: who was used last stands last.
    idle: VecDeque<(Duration, usize)>,
    /// How long they may be idle.
    patience: Duration,
}

impl Environments {
    pub(crate) fn new(fixed: Option<u32>, patience: Duration, memory: impl Fn() -> Memory) -> Self {
        match fixed {
            Some(count) => Self::Spread((0..count).map(|_| memory()).collect()),
            None => Self::Lambda(Lambda {
                memories: Vec::new(),
                busy: BinaryHeap::new(),
                idle: VecDeque::new(),
                patience,
            }),
        }
    }

    /// The memory of the environment that serves a request from `now` for so long.
    pub(crate) fn serve(
        &mut self,
        now: Duration,
        takes: Duration,
        chance: &mut fastrand::Rng,
        memory: impl FnOnce() -> Memory,
    ) -> &Memory {
        match self {
            Self::Spread(memories) => &memories[chance.usize(0..memories.len())],
            Self::Lambda(lambda) => lambda.serve(now, takes, memory),
        }
    }

    /// How many there are now.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Spread(memories) => memories.len(),
            Self::Lambda(lambda) => lambda.busy.len() + lambda.idle.len(),
        }
    }
}

impl Lambda {
    fn serve(
        &mut self,
        now: Duration,
        takes: Duration,
        memory: impl FnOnce() -> Memory,
    ) -> &Memory {
        while let Some(&Reverse((until, at))) = self.busy.peek()
            && until <= now
        {
            self.busy.pop();
            self.idle.push_back((until, at));
        }
        while let Some(&(since, at)) = self.idle.front()
            && now - since > self.patience
        {
            self.idle.pop_front();
            self.memories[at] = None;
        }
        let at = self
            .idle
            .pop_back()
            .map_or(self.memories.len(), |(_, at)| at);
        if at == self.memories.len() {
            self.memories.push(None);
        }
        self.busy.push(Reverse((now + takes, at)));
        self.memories[at].get_or_insert_with(memory)
    }
}
