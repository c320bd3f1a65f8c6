//! Which tutor a student is sent to.

use crate::UserId;
use crate::account::{Role, Status, User};
use crate::link::{Link, LinkKind};
use crate::session::Session;

/// The tutors that are linked to a student, in the order in which the student is sent to them: who gave one of the `sessions`
/// (which are told newest first), then who was linked first.
#[must_use]
pub fn tutors_in_order(links: &[Link], sessions: &[Session]) -> Vec<UserId> {
    let mut linked: Vec<_> = links
        .iter()
        .filter(|link| link.kind == LinkKind::Tutor)
        .collect();
    linked.sort_by_key(|link| {
        let latest = sessions
            .iter()
            .position(|session| session.tutor_id == link.adult_id);
        (latest.unwrap_or(usize::MAX), link.created_at, link.adult_id)
    });
    linked.into_iter().map(|link| link.adult_id).collect()
}

/// Whether this user can be asked as a tutor: a link counts only while the row's role agrees with it and the account is active.
#[must_use]
pub fn can_tutor(user: &User) -> bool {
    user.role == Role::Tutor && user.status == Status::Active
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Email;
    use crate::session::{DurationMinutes, Topics};
    use crate::{Id, Moment};

    fn id<T>(number: u128) -> Id<T> {
        Id::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn at(second: i64) -> Moment {
        Moment::from_microsecond(second * 1_000_000).unwrap()
    }

    fn link(adult: u128, kind: LinkKind, second: i64) -> Link {
        Link {
            student_id: id(1),
            adult_id: id(adult),
            kind,
            created_at: at(second),
        }
    }

    fn session(tutor: u128) -> Session {
        Session {
            id: id(9),
            student_id: id(1),
            tutor_id: id(tutor),
            subject_id: None,
            session_date: at(0),
            duration_minutes: DurationMinutes::parse(60).unwrap(),
            topics_covered: Topics::default(),
            notes: None,
            transcript_available: false,
            created_at: at(0),
        }
    }

    #[test]
    fn who_taught_last_comes_first_then_who_was_linked_first() {
        let links = [
            link(5, LinkKind::Tutor, 5),
            link(4, LinkKind::Parent, 1),
            link(3, LinkKind::Tutor, 3),
            link(2, LinkKind::Tutor, 9),
        ];
        assert_eq!(tutors_in_order(&links, &[]), [id(3), id(5), id(2)]);
        let sessions = [session(7), session(2), session(5), session(2)];
        assert_eq!(tutors_in_order(&links, &sessions), [id(2), id(5), id(3)]);
    }

    #[test]
    fn only_an_active_tutor_can_be_asked() {
        let email = Email::parse("tess@example.com").unwrap();
        let mut user = User::new(id(2), email, Role::Tutor, None, at(0));
        assert!(can_tutor(&user));
        user.status = Status::Suspended;
        assert!(!can_tutor(&user));
        user.status = Status::Active;
        user.role = Role::Parent;
        assert!(!can_tutor(&user));
    }
}
