//! The table of rules, exhaustively, against what it must say.

use super::*;
use Standing::{Admin, LinkedParent, LinkedTutor, Owner, Service, Stranger, Tutor};

const TABLE: &[(Action, &[Standing])] = &[
    (
        Action::Public,
        &[
            Owner,
            LinkedTutor,
            LinkedParent,
            Tutor,
            Admin,
            Service,
            Stranger,
        ],
    ),
    (Action::OwnAccount, &[Owner]),
    (Action::ReadUser, &[Owner, LinkedTutor, LinkedParent, Admin]),
    (Action::ChangeUser, &[Owner, Admin]),
    (Action::ReadLinks, &[Owner, Admin]),
    (Action::ChangeLinks, &[Admin]),
    (
        Action::ReadSubjects,
        &[Owner, LinkedTutor, LinkedParent, Tutor, Admin, Stranger],
    ),
    (Action::CreateSubject, &[LinkedTutor, Tutor, Admin]),
    (Action::ChangeSubject, &[Admin]),
    (Action::RecordSession, &[LinkedTutor, Admin, Service]),
    (
        Action::ReadSessions,
        &[Owner, LinkedTutor, LinkedParent, Admin],
    ),
    (Action::ReadTutorSessions, &[Owner, Admin]),
    (Action::WriteSummary, &[LinkedTutor, Admin, Service]),
    (
        Action::ReadSummaries,
        &[Owner, LinkedTutor, LinkedParent, Admin],
    ),
    (
        Action::ReadGoals,
        &[Owner, LinkedTutor, LinkedParent, Admin],
    ),
    (Action::ChangeGoals, &[Owner]),
    (
        Action::ReadProgress,
        &[Owner, LinkedTutor, LinkedParent, Admin],
    ),
    (Action::AssignPractice, &[Owner, LinkedTutor, Admin]),
    (Action::AnswerPractice, &[Owner]),
    (
        Action::ReadPractice,
        &[Owner, LinkedTutor, LinkedParent, Admin],
    ),
    (Action::ReviewPractice, &[LinkedTutor, Admin]),
    (Action::ReadBank, &[Tutor, LinkedTutor, Admin]),
    (Action::ChangeBank, &[Tutor, LinkedTutor, Admin]),
    (
        Action::ReadRatings,
        &[Owner, LinkedTutor, LinkedParent, Admin],
    ),
    (Action::AskQuestion, &[Owner]),
    (Action::ReadConversation, &[Owner, LinkedTutor, Admin]),
    (Action::ReadMetrics, &[Admin, Service]),
];

#[test]
fn every_standing_may_do_exactly_what_the_table_says() {
    for (action, allowed) in TABLE {
        for standing in Standing::ALL {
            assert_eq!(
                action.allows(standing),
                allowed.contains(&standing),
                "{action:?} {standing:?}"
            );
        }
    }
}

#[test]
fn a_link_counts_only_while_role_and_status_agree_with_it() {
    for role in [Role::Student, Role::Tutor, Role::Parent, Role::Admin] {
        for link in [None, Some(LinkKind::Tutor), Some(LinkKind::Parent)] {
            let active = Facts {
                caller: Some((role, Status::Active)),
                link,
            }
            .standing();
            let expected = match (role, link) {
                (Role::Admin, _) => Admin,
                (Role::Tutor, Some(LinkKind::Tutor)) => LinkedTutor,
                (Role::Tutor, _) => Tutor,
                (Role::Parent, Some(LinkKind::Parent)) => LinkedParent,
                _ => Stranger,
            };
            assert_eq!(active, expected, "{role:?} {link:?}");
            let suspended = Facts {
                caller: Some((role, Status::Suspended)),
                link,
            };
            assert_eq!(suspended.standing(), Stranger);
            assert_eq!(Facts { caller: None, link }.standing(), Stranger);
        }
    }
}
