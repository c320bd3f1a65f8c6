//! The ids of the demo data: the same on every machine, so that an event file or a `curl` line can name them.
//!
//! They read `5eed<kind>-0000-4000-8000-<number>`.

use domain::{
    AssignmentId, GoalId, InteractionId, ItemId, JobId, SessionId, SubjectId, SummaryId, UserId,
};
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

/// The question of this number, 1 to 9, the oldest first.
#[must_use]
pub const fn question(number: u32) -> InteractionId {
    InteractionId::from_uuid(uuid(9, number))
}

/// The practice item of this number, 1 to 7, in the order of the listing in `practice.rs`: 1 and 2 are answered rightly, 3 wrongly,
/// 4 awaits review, 5 is answered rightly, 6 and 7 are open.
#[must_use]
pub const fn item(number: u32) -> ItemId {
    ItemId::from_uuid(uuid(6, number))
}

/// What practice items have in common: 1 for the items 1 to 4, 2 for item 5, 3 for 6 and 7.
#[must_use]
pub const fn assignment(number: u32) -> AssignmentId {
    AssignmentId::from_uuid(uuid(7, number))
}

/// A job: 1 is completed, 2 has failed.
#[must_use]
pub const fn job(number: u32) -> JobId {
    JobId::from_uuid(uuid(8, number))
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
