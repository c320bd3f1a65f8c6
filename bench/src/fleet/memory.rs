//! One environment's memory: the real caches.

use std::sync::Arc;
use std::time::Duration;

use cache::{Cache, Policy};
use domain::Clock;

use crate::fleet::{Options, Room};

/// What the caches hold: the version of an entry.
pub(crate) type Version = u32;

/// The caches of one environment.
#[derive(Debug)]
pub(crate) struct Memory(Vec<Cache<(u32, u32), Version>>);

impl Memory {
    /// Empty caches, as a cold start has them.
    pub(crate) fn new(options: &Options, shared: bool, clock: &Arc<dyn Clock>) -> Self {
        let cache = |room: Room| Cache::new(policy(room, options, shared), Arc::clone(clock));
        Self(Room::ALL.into_iter().map(cache).collect())
    }

    /// The cache of this room.
    pub(crate) fn cache(&self, room: Room) -> &Cache<(u32, u32), Version> {
        &self.0[room as usize]
    }
}

fn policy(room: Room, options: &Options, shared: bool) -> Policy<Version> {
    let ttl = Some(options.ttls.of(room))
        .filter(|ttl| *ttl > 0)
        .map(Duration::from_secs);
    let stay = Duration::from_secs(options.stay);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of the memory that an option asks for"
    )]
    let bytes = (options.memory_mib * 1024.0 * 1024.0 * room.part_of_memory()) as u64;
    Policy {
        name: room.name(),
        ttl,
        absent_ttl: None,
        stay: if shared { stay } else { Duration::MAX },
        jitter: options.jitter,
        bytes,
        weigh: weigh(room),
    }
}

const fn weigh(room: Room) -> fn(&Version) -> usize {
    match room {
        Room::Users => |_| Room::Users.bytes(),
        Room::Links => |_| Room::Links.bytes(),
        Room::Subjects => |_| Room::Subjects.bytes(),
        Room::Goals => |_| Room::Goals.bytes(),
        Room::Ratings => |_| Room::Ratings.bytes(),
        Room::Bank => |_| Room::Bank.bytes(),
    }
}
