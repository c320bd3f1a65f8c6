//! Access is decided from facts that are at most a minute old, wherever they come from.

use domain::account::{Role, Status};
use domain::link::LinkKind;
use jiff::SignedDuration;
use tests::{Api, Person};

/// A student and its tutor, whose link and rows the environment `api` has just looked at; `other` changes them.
struct Seen {
    api: Api,
    other: Api,
    student: Person,
    tutor: Person,
    list: String,
}

impl Seen {
    async fn new() -> Self {
        let api = Api::start().await;
        let (student, tutor) = (api.student("ana").await, api.tutor("tom").await);
        api.link(&student, &tutor, LinkKind::Tutor).await;
        let list = format!("/api/v1/goals?student_id={}", student.id());
        let seen = Self {
            other: api.beside(),
            api,
            student,
            tutor,
            list,
        };
        seen.status(200).await;
        seen
    }

    async fn status(&self, expected: u16) {
        let reply = self.tutor.get(&self.list).await;
        assert_eq!(reply.status, expected, "{}", reply.json);
    }

    fn pass(&self, seconds: i64) {
        self.api.clock().advance(SignedDuration::from_secs(seconds));
    }
}

#[tokio::test]
async fn a_link_that_was_taken_away_elsewhere_opens_nothing_after_a_minute() {
    let seen = Seen::new().await;
    let store = seen.other.store();
    store
        .delete_link(seen.student.id(), seen.tutor.id())
        .await
        .unwrap();
    seen.pass(60);
    seen.status(403).await;
}

#[tokio::test]
async fn a_link_that_was_taken_away_here_opens_nothing_at_once() {
    let seen = Seen::new().await;
    let store = seen.api.store();
    store
        .delete_link(seen.student.id(), seen.tutor.id())
        .await
        .unwrap();
    seen.status(403).await;
}

#[tokio::test]
async fn a_link_that_is_added_elsewhere_opens_at_once() {
    let seen = Seen::new().await;
    let parent = seen.api.parent("pia").await;
    for _ in 0..2 {
        assert_eq!(parent.get(&seen.list).await.status, 403);
    }
    seen.other
        .link(&seen.student, &parent, LinkKind::Parent)
        .await;
    assert_eq!(parent.get(&seen.list).await.status, 200);
}

#[tokio::test]
async fn who_is_suspended_elsewhere_is_refused_after_a_minute_though_profiles_are_kept_longer() {
    let seen = Seen::new().await;
    let (id, now) = (seen.tutor.id(), testkit::ManualClock::start());
    let store = seen.other.store();
    store.set_status(id, Status::Suspended, now).await.unwrap();
    seen.pass(60);
    // A look at the profile alone does not make what decides younger.
    assert!(seen.api.store().user(id).await.unwrap().is_some());
    seen.pass(1);
    seen.status(403).await;
}

#[tokio::test]
async fn who_gets_another_role_elsewhere_has_it_after_a_minute() {
    let seen = Seen::new().await;
    let admin = seen.api.person("ada", Role::Student).await;
    assert_eq!(admin.get(&seen.list).await.status, 403);
    let now = testkit::ManualClock::start();
    let store = seen.other.store();
    store.appoint(admin.id(), Role::Admin, now).await.unwrap();
    seen.pass(61);
    assert_eq!(admin.get(&seen.list).await.status, 200);
}
