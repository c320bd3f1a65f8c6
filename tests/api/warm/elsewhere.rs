//! What other environments write shows when what is kept here is too old, and not before: that is the price.

use domain::account::Name;
use jiff::SignedDuration;
use serde_json::json;
use store::UserChange;
use testkit::builders::{a_goal, a_subject};
use tests::Api;

/// After how many whole seconds a read shows what another environment wrote: between what jitter leaves of the TTL and all of it.
async fn shows_after<F: Future<Output = bool>>(api: &Api, shows: impl Fn() -> F) -> i64 {
    for seconds in 0..1000 {
        if shows().await {
            return seconds;
        }
        api.clock().advance(SignedDuration::from_secs(1));
    }
    panic!("it never shows");
}

#[tokio::test]
async fn a_profile_shows_a_change_from_elsewhere_within_300_seconds() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let name = async || api.store().user(ana.id()).await.unwrap().unwrap().name;
    name().await;
    let change = UserChange {
        name: Some(Name::parse("Anna").unwrap()),
        ..UserChange::default()
    };
    let other = api.beside();
    let changed = other
        .store()
        .change_user(ana.id(), change, testkit::ManualClock::start());
    changed.await.unwrap();
    let after = shows_after(&api, || async { name().await.as_str() == "Anna" }).await;
    assert!((255..=300).contains(&after), "{after}");
}

#[tokio::test]
async fn a_subject_shows_a_change_from_elsewhere_within_600_seconds() {
    let api = Api::start().await;
    let (ana, admin) = (api.student("ana").await, api.admin().await);
    let subject = a_subject("Algebra");
    api.store().create_subject(&subject).await.unwrap();
    let path = format!("/api/v1/subjects/{}", subject.id);
    ana.get(&path).await.expect(200);
    let elsewhere = admin.at(&api.beside());
    let renamed = elsewhere.patch(&path, json!({"name": "Algebra I"})).await;
    renamed.expect(200);
    let shows = async || ana.get(&path).await.expect(200)["data"]["name"] == "Algebra I";
    let after = shows_after(&api, shows).await;
    assert!((510..=600).contains(&after), "{after}");
}

#[tokio::test]
async fn a_list_of_goals_shows_a_new_one_from_elsewhere_within_120_seconds() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = format!("/api/v1/goals?student_id={}", ana.id());
    ana.get(&path).await.expect(200);
    let goal = a_goal(ana.id());
    api.beside().store().create_goal(&goal).await.unwrap();
    let shows = async || ana.get(&path).await.expect(200)["data"][0].is_object();
    let after = shows_after(&api, shows).await;
    assert!((102..=120).contains(&after), "{after}");
}

#[tokio::test]
async fn what_a_practice_item_moves_is_decided_from_the_tables_whatever_is_kept() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let algebra = crate::practice::subject_with(&api, "Algebra", [4, 5, 6], 4).await;
    let list = format!("/api/v1/goals?student_id={}", ana.id());
    // Kept: no goals and no rating.
    ana.get(&list).await.expect(200);
    assert_eq!(crate::practice::rating(&api, &ana, algebra).await, None);
    let goal = domain::goal::Goal {
        subject_id: Some(algebra),
        ..a_goal(ana.id())
    };
    api.beside().store().create_goal(&goal).await.unwrap();
    let practice = crate::practice::assigned(&ana, "Algebra", 1).await;
    let item = &practice["items"][0];
    let right = crate::practice::right(item);
    crate::practice::answer(&ana, &practice, item, right)
        .await
        .expect(200);
    let moved = api.beside().store().goal(goal.id).await.unwrap();
    assert!(moved.completion > goal.completion);
    // The write was ours, and shows.
    let shown = ana.get(&list).await;
    assert_eq!(shown.expect(200)["data"][0]["id"], goal.id.to_string());
    assert!(crate::practice::rating(&api, &ana, algebra).await.is_some());
}
