//! The ids of the demo data: the same on every machine, so that an event file or a `curl` line can name them.
//!
//! They read `5eed<kind>-0000-4000-8000-<number>`.

use domain::{GoalId, SessionId, SubjectId, SummaryId, UserId};
use uuid::Uuid;

/// Learns; has two active goals and one in every other state.
pub const STUDENT: UserId = UserId::from_uuid(uuid(1, 1));
/// Teaches the student.
pub const TUTOR: UserId = UserId::from_uuid(uuid(1, 2));
/// Looks after the student.
pub const PARENT: UserId = UserId::from_uuid(uuid(1, 3));
/// Runs the service.
pub const ADMIN: UserId = UserId::from_uuid(uuid(1, 4));

/// Teaches too, but not the student: linked to nobody.
pub const COLLEAGUE: UserId = UserId::from_uuid(uuid(1, 5));

/// The subject of this number, from 1, in the order of the listing in `subjects.rs`.
#[must_use]
pub const fn subject(number: u32) -> SubjectId {
    SubjectId::from_uuid(uuid(2, number))
}

/// The session of this number, 1 to 7, the oldest first.
#[must_use]
pub const fn session(number: u32) -> SessionId {
    SessionId::from_uuid(uuid(3, number))
}

/// The summary of the session of this number.
#[must_use]
pub const fn summary(number: u32) -> SummaryId {
    SummaryId::from_uuid(uuid(4, number))
}

/// The goal of this number, 1 to 6, in the order of the listing in `goals.rs`.
#[must_use]
pub const fn goal(number: u32) -> GoalId {
    GoalId::from_uuid(uuid(5, number))
}

/// Version 4 by its form, though nothing of it is random: a `sub` of Cognito is one.
const fn uuid(kind: u16, number: u32) -> Uuid {
    let base = 0x5eed_0000_0000_4000_8000_0000_0000_0000_u128;
    Uuid::from_u128(base | (kind as u128) << 96 | number as u128)
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_say_what_they_are_of() {
        assert_eq!(
            super::STUDENT.to_string(),
            "5eed0001-0000-4000-8000-000000000001"
        );
        assert_eq!(
            super::goal(6).to_string(),
            "5eed0005-0000-4000-8000-000000000006"
        );
    }
}
