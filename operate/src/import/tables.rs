//! The old service's tables, one file each, in the order in which they are moved in: first what others refer to, and goals behind
//! all that they are computed from.

pub(super) mod answers;
pub(super) mod assignments;
pub(super) mod bank;
pub(super) mod goals;
pub(super) mod parents;
pub(super) mod questions;
pub(super) mod ratings;
pub(super) mod sessions;
pub(super) mod subjects;
pub(super) mod summaries;
pub(super) mod tutors;
pub(super) mod users;

/// What the old service had and this one has no place for yet.
pub(super) const NO_PLACE: [&str; 5] =
    ["jobs", "message_threads", "messages", "nudges", "overrides"];
