//! However a write ends, what it makes wrong is forgotten.

use std::sync::Arc;

use domain::UserId;
use domain::account::{Role, User};
use futures_util::FutureExt;
use testkit::ManualClock;
use testkit::builders::a_user;

use crate::caches::Warmth;
use crate::caches::touched::Write;
use crate::item::encode;
use crate::names::Table;
use crate::{Store, users};

/// A store that nobody asks, in which a user is kept.
fn store_with(user: &User) -> Store {
    let client = testkit::Wire::new().client("http://127.0.0.1:1");
    let warmth = Warmth::of_memory(Arc::new(ManualClock::new()));
    let store = Store::warm(client, "study", &warmth);
    let load = || async { Ok(Some(user.clone())) };
    let kept = store.caches.users.get(&user.id, load);
    kept.now_or_never().unwrap().unwrap();
    store
}

fn is_kept(store: &Store, id: UserId) -> bool {
    let load = || async { Ok(None) };
    let kept = store.caches.users.get(&id, load);
    kept.now_or_never().unwrap().unwrap().is_some()
}

async fn written(
    store: &Store,
    user: &User,
    ends: impl Future<Output = Result<(), ()>>,
) -> Result<(), ()> {
    let row = encode(Table::Users, &users::Row::from(user)).unwrap();
    let rows = [(Table::Users, row, Write::Put)];
    store.touching(rows.into(), &[], ends).await
}

#[test]
fn a_write_forgets_what_it_makes_wrong_when_it_is_done_when_it_fails_and_when_it_is_given_up() {
    let user = a_user(Role::Student);
    let done = || std::future::ready(Ok(()));
    let failed = || std::future::ready(Err(()));

    let store = store_with(&user);
    assert!(is_kept(&store, user.id));
    written(&store, &user, done())
        .now_or_never()
        .unwrap()
        .unwrap();
    assert!(!is_kept(&store, user.id));

    let store = store_with(&user);
    let ends = written(&store, &user, failed()).now_or_never().unwrap();
    assert_eq!(ends, Err(()));
    assert!(!is_kept(&store, user.id));

    let store = store_with(&user);
    let mut given_up = Box::pin(written(&store, &user, std::future::pending()));
    assert!(given_up.as_mut().now_or_never().is_none());
    assert!(is_kept(&store, user.id), "nothing is written yet");
    drop(given_up);
    assert!(!is_kept(&store, user.id));
}

#[test]
fn a_write_of_somebody_else_forgets_nothing() {
    let (user, other) = (a_user(Role::Student), a_user(Role::Student));
    let store = store_with(&user);
    let done = std::future::ready(Ok(()));
    written(&store, &other, done)
        .now_or_never()
        .unwrap()
        .unwrap();
    assert!(is_kept(&store, user.id));
}
