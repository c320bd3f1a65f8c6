//! What an operator orders is so afterwards, in the tables.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::sync::Arc;

use clap::Parser;
use domain::account::{Role, Status, User};
use domain::{Error, Thing};
use engine::Engine;
use operate::{Command, Failure};
use store::Store;
use testkit::builders::a_user;
use testkit::{ManualClock, Wire};

struct Stack {
    store: Store,
    _engine: Engine,
}

impl Stack {
    async fn with(user: &User) -> Self {
        let engine = Engine::in_memory().await.unwrap();
        let store = Store::new(
            Wire::new().client(&engine.endpoint()),
            engine.table_prefix(),
        );
        store.create_user(user).await.unwrap();
        Self {
            store,
            _engine: engine,
        }
    }

    async fn order(&self, line: &str, email: &str) -> Result<String, Failure> {
        let words = line.split_whitespace();
        let words = ["operate"]
            .into_iter()
            .chain(words)
            .chain(["--stack", "local", "--email", email]);
        Command::try_parse_from(words)
            .unwrap()
            .run(
                async |_| self.store.clone(),
                Arc::new(ManualClock::default()),
            )
            .await
    }
}

#[tokio::test]
async fn a_registered_user_becomes_the_first_admin_by_its_email_in_any_case() {
    let user = a_user(Role::Student);
    let stack = Stack::with(&user).await;
    let told = stack
        .order("role admin", &user.email.as_str().to_uppercase())
        .await
        .unwrap();
    assert_eq!(told, format!("{} is admin now.", user.id));
    let now = stack.store.user(user.id).await.unwrap().unwrap();
    assert_eq!(
        User {
            role: Role::Admin,
            ..user
        },
        User {
            updated_at: now.created_at,
            ..now
        }
    );
}

#[tokio::test]
async fn a_suspended_user_can_be_made_active_again() {
    let user = a_user(Role::Tutor);
    let stack = Stack::with(&user).await;
    for (word, status) in [("suspended", Status::Suspended), ("active", Status::Active)] {
        stack
            .order(&format!("status {word}"), user.email.as_str())
            .await
            .unwrap();
        assert_eq!(
            stack.store.user(user.id).await.unwrap().unwrap().status,
            status
        );
    }
}

#[tokio::test]
async fn an_email_that_is_nobodys_is_told_and_changes_nothing() {
    let user = a_user(Role::Student);
    let stack = Stack::with(&user).await;
    let refused = stack.order("role admin", "nobody@example.com").await;
    assert_eq!(refused, Err(Failure::Tables(Error::NotFound(Thing::User))));
    assert_eq!(stack.store.user(user.id).await.unwrap(), Some(user));
}

#[test]
fn a_role_or_an_email_that_is_none_is_refused_before_anything_is_read() {
    for line in [
        [
            "operate", "role", "--stack", "s", "--email", "a@b.c", "king",
        ],
        [
            "operate", "role", "--stack", "s", "--email", "nobody", "admin",
        ],
        [
            "operate", "status", "--stack", "s", "--email", "a@b.c", "gone",
        ],
    ] {
        assert!(Command::try_parse_from(line).is_err(), "{line:?}");
    }
}
