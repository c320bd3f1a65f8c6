//! Values that are valid unless a test says otherwise: `Goal { status: Paused, ..a_goal(student) }`. Every value has a fresh id
//! and was made when the manual clock started.

use domain::account::{Email, Role, User};
use domain::goal::{Goal, GoalStatus, GoalType, Title};
use domain::progress::Completion;
use domain::session::{DurationMinutes, Notes, Session, Topic, Topics};
use domain::subject::{Category, Subject, SubjectDescription, SubjectName};
use domain::summary::{Summary, SummaryType};
use domain::{Id, UserId};
use uuid::Uuid;

use crate::ManualClock;

/// An id that was never made before.
#[must_use]
pub fn an_id<T>() -> Id<T> {
    let began = ManualClock::start().as_second().unsigned_abs();
    let timestamp = uuid::Timestamp::from_unix(uuid::NoContext, began, 0);
    Id::from_uuid(Uuid::new_v7(timestamp))
}

/// A user of this role with an email of its own.
#[must_use]
pub fn a_user(role: Role) -> User {
    let id = an_id();
    let email = Email::parse(format!("{}-{id}@example.com", role.word())).expect("an address");
    User::new(id, email, role, None, ManualClock::start())
}

/// A subject of this name.
///
/// # Panics
/// The name breaks its bounds.
#[must_use]
pub fn a_subject(name: &str) -> Subject {
    let description = SubjectDescription::parse("What it is about.").expect("within bounds");
    Subject {
        id: an_id(),
        name: SubjectName::parse(name).expect("a subject's name"),
        category: Some(Category::parse("Math").expect("within bounds")),
        description: Some(description),
        created_at: ManualClock::start(),
        updated_at: ManualClock::start(),
    }
}

/// A session of an hour without subject and transcript.
#[must_use]
pub fn a_session(student_id: UserId, tutor_id: UserId) -> Session {
    let topics = vec![Topic::parse("Quadratic equations").expect("within bounds")];
    Session {
        id: an_id(),
        student_id,
        tutor_id,
        subject_id: None,
        session_date: ManualClock::start(),
        duration_minutes: DurationMinutes::parse(60).expect("within bounds"),
        topics_covered: Topics::parse(topics).expect("within bounds"),
        notes: Some(Notes::parse("Went well.").expect("within bounds")),
        transcript_available: false,
        created_at: ManualClock::start(),
    }
}

/// A summary of this session.
#[must_use]
pub fn a_summary(session: &Session) -> Summary {
    Summary {
        id: an_id(),
        session_id: session.id,
        student_id: session.student_id,
        tutor_id: session.tutor_id,
        narrative: "We completed the square.".to_owned(),
        next_steps: vec!["Solve three quadratic equations.".to_owned()],
        subjects_covered: vec!["Algebra".to_owned()],
        summary_type: SummaryType::Normal,
        created_at: ManualClock::start(),
    }
}

/// An active goal without subject, of which nothing is done.
#[must_use]
pub fn a_goal(student_id: UserId) -> Goal {
    Goal {
        id: an_id(),
        student_id,
        title: Title::parse("Master algebra").expect("within bounds"),
        description: None,
        goal_type: GoalType::standard(),
        subject_id: None,
        status: GoalStatus::Active,
        completion: Completion::NOTHING,
        target_date: None,
        completed_at: None,
        current_streak: 0,
        xp_earned: 0,
        created_at: ManualClock::start(),
        updated_at: ManualClock::start(),
        version: 1,
    }
}

/// The variables that every function must have, with values that are right.
pub const VARIABLES: [(&str, &str); 6] = [
    ("TOKEN_ISSUER", "https://issuer"),
    ("USER_CLIENT_ID", "user"),
    ("MACHINE_CLIENT_ID", "machine"),
    ("MONITORING_CLIENT_ID", "monitoring"),
    ("API_STAGE", "$default"),
    ("CURSOR_KEY", "k1:0123456789abcdef0123456789abcdef"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_an_id_of_its_own() {
        let (one, other) = (a_user(Role::Tutor), a_user(Role::Tutor));
        assert_ne!(one.id, other.id);
        assert_ne!(one.email.key(), other.email.key());
        assert_ne!(a_goal(one.id).id, a_goal(one.id).id);
        assert_ne!(a_subject("Algebra").id, a_subject("Algebra").id);
    }

    #[test]
    fn a_summary_is_of_its_session() {
        let session = a_session(an_id(), an_id());
        let summary = a_summary(&session);
        assert_eq!(summary.session_id, session.id);
        assert_eq!(summary.student_id, session.student_id);
    }
}
