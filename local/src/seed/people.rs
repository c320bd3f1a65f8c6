//! An account of each role and a second tutor, and who is linked to whom.

use anyhow::anyhow;
use domain::account::{Email, LearningStyle, Name, Role, User, Zone};
use domain::link::{Link, LinkKind};
use domain::{Moment, UserId};
use store::Store;

use super::{days_before, ids, or_there};
use crate::banner::Account;
use crate::user_pool::{Fault, NewUser, UserPool};

/// The password of every demo account. It opens nothing but what runs on this machine.
pub const PASSWORD: &str = "study-demo-1";

struct Person {
    id: UserId,
    email: &'static str,
    name: &'static str,
    role: Role,
}

const STUDENT: Person = person(ids::STUDENT, "demo@example.com", "Dana Demo", Role::Student);
const TUTOR: Person = person(ids::TUTOR, "tutor@example.com", "Theo Tutor", Role::Tutor);
const PARENT: Person = person(
    ids::PARENT,
    "parent@example.com",
    "Paula Parent",
    Role::Parent,
);
const ADMIN: Person = person(ids::ADMIN, "admin@example.com", "Ada Admin", Role::Admin);
const COLLEAGUE: Person = person(
    ids::COLLEAGUE,
    "colleague@example.com",
    "Carl Colleague",
    Role::Tutor,
);
const ALL: [Person; 5] = [STUDENT, TUTOR, PARENT, ADMIN, COLLEAGUE];

const fn person(id: UserId, email: &'static str, name: &'static str, role: Role) -> Person {
    Person {
        id,
        email,
        name,
        role,
    }
}

/// Puts those into the pool that it does not have.
pub(super) fn log_ins(pool: &UserPool) -> anyhow::Result<()> {
    for Person {
        id, email, role, ..
    } in ALL
    {
        let attributes = [
            ("custom:role".to_owned(), role.word().to_owned()),
            ("email_verified".to_owned(), "true".to_owned()),
        ];
        let user = NewUser {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            attributes: attributes.into(),
        };
        match pool.add_user_as(id.uuid(), &user) {
            Ok(()) => {}
            Err(Fault::UsernameExists) if pool.has_user(id.uuid()) => {}
            Err(Fault::UsernameExists) => {
                return Err(anyhow!(
                    "{email} belongs to another user in this data directory; `--no-seed` starts without demo data"
                ));
            }
            Err(fault) => return Err(anyhow!("the demo account {email} cannot be made: {fault}")),
        }
    }
    Ok(())
}

/// Who can log in, with what.
pub(super) fn accounts() -> Vec<Account> {
    let account = |person: Person| Account {
        email: person.email.to_owned(),
        password: PASSWORD.to_owned(),
        role: person.role.word().to_owned(),
    };
    ALL.map(account).into()
}

/// Writes all but the admin, and the links.
pub(super) async fn write(store: &Store, now: Moment) -> anyhow::Result<()> {
    for person in [STUDENT, TUTOR, PARENT, COLLEAGUE] {
        store.create_user(&person.user(now)?).await?;
    }
    for (adult_id, kind) in [
        (ids::TUTOR, LinkKind::Tutor),
        (ids::PARENT, LinkKind::Parent),
    ] {
        let created_at = days_before(now, 59);
        let link = Link {
            student_id: ids::STUDENT,
            adult_id,
            kind,
            created_at,
        };
        or_there(store.add_link(&link).await)?;
    }
    Ok(())
}

/// Writes the row that says that all the rest is there.
pub(super) async fn write_admin(store: &Store, now: Moment) -> anyhow::Result<()> {
    store.create_user(&ADMIN.user(now)?).await?;
    Ok(())
}

impl Person {
    fn user(self, now: Moment) -> anyhow::Result<User> {
        let bad = |breach: domain::Breach| anyhow!("demo user {}: {}", self.email, breach.message);
        let email = Email::parse(self.email).map_err(bad)?;
        let name = Name::parse(self.name).map_err(bad)?;
        let zone = Zone::parse("America/New_York").map_err(bad)?;
        let user = User::new(self.id, email, self.role, Some(name), days_before(now, 60));
        Ok(User {
            learning_style: LearningStyle::Visual,
            zone,
            ..user
        })
    }
}
