//! `PATCH /api/v1/users/{user_id}`.

use domain::link::LinkKind;
use futures_util::future::join;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Fault;
use testkit::builders::an_id;
use tests::Api;

use super::user_path;

#[tokio::test]
async fn what_is_named_changes_and_nothing_else() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = user_path(ana.id());
    let mut expected = ana.get(&path).await.expect(200)["data"].clone();
    let steps = [
        (json!({"name": "Ana 👩‍🎓"}), "/profile/name", json!("Ana 👩‍🎓")),
        (
            json!({"time_zone": "Europe/Berlin"}),
            "/profile/time_zone",
            json!("Europe/Berlin"),
        ),
        (
            json!({"preferences": {"learning_style": "visual"}}),
            "/profile/preferences/learning_style",
            json!("visual"),
        ),
        (
            json!({"preferences": {"nudge_frequency_cap": 0}}),
            "/profile/preferences/nudge_frequency_cap",
            json!(0),
        ),
    ];
    for (change, place, value) in steps {
        let now = api.clock().advance(SignedDuration::from_mins(1));
        *expected.pointer_mut(place).expect("the place is there") = value;
        expected["updated_at"] = json!(now);
        let reply = ana.patch(&path, change).await;
        assert_eq!(reply.expect(200)["data"], expected);
        assert_eq!(ana.get(&path).await.expect(200)["data"], expected);
    }
}

#[tokio::test]
async fn email_role_and_status_cannot_be_changed() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = user_path(ana.id());
    let before = ana.get(&path).await.expect(200)["data"].clone();
    let change = json!({
        "email": "other@example.com", "role": "admin", "status": "suspended", "id": an_id::<domain::ids::of::User>(),
        "disclaimer_shown": true, "created_at": "2020-01-01T00:00:00Z",
    });
    assert_eq!(ana.patch(&path, change).await.expect(200)["data"], before);
    assert_eq!(ana.get(&path).await.expect(200)["data"], before);
}

#[tokio::test]
async fn a_change_of_nothing_writes_nothing() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    let path = user_path(ana.id());
    let nothing = json!({"name": null, "preferences": null, "time_zone": null});
    for change in [json!({}), nothing, json!({"preferences": {}})] {
        let (reply, counts) = api.count(ana.patch(&path, change)).await;
        reply.expect(200);
        assert_eq!((counts.total, counts.of("UpdateItem")), (1, 0));
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_and_changes_nothing() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = user_path(ana.id());
    let before = ana.get(&path).await.expect(200)["data"].clone();
    let cases: [(Value, &str); 11] = [
        (json!({"name": ""}), "body.name"),
        (json!({"name": " "}), "body.name"),
        (json!({"name": "x".repeat(101)}), "body.name"),
        (json!({"name": 1}), "body.name"),
        (
            json!({"name": "Ana", "time_zone": "Mars/Olympus"}),
            "body.time_zone",
        ),
        (json!({"time_zone": ""}), "body.time_zone"),
        (json!({"preferences": []}), "body.preferences"),
        (
            json!({"preferences": {"learning_style": "osmosis"}}),
            "body.preferences.learning_style",
        ),
        (
            json!({"preferences": {"nudge_frequency_cap": 21}}),
            "body.preferences.nudge_frequency_cap",
        ),
        (
            json!({"preferences": {"nudge_frequency_cap": -1}}),
            "body.preferences.nudge_frequency_cap",
        ),
        (
            json!({"preferences": {"nudge_frequency_cap": 1.5}}),
            "body.preferences.nudge_frequency_cap",
        ),
    ];
    for (change, field) in cases {
        assert_eq!(
            ana.patch(&path, change.clone()).await.fields(),
            [field],
            "{change}"
        );
    }
    assert_eq!(ana.get(&path).await.expect(200)["data"], before);
}

#[tokio::test]
async fn only_the_user_and_admins_may() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (tutor, parent) = (api.tutor("tom").await, api.parent("pia").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    for other in [&tutor, &parent, &api.student("ben").await] {
        let reply = other
            .patch(&user_path(ana.id()), json!({"name": "Mine"}))
            .await;
        assert_eq!(reply.refused(403), "FORBIDDEN");
    }
    let service = api.service();
    service
        .patch(&user_path(ana.id()), json!({"name": "Mine"}))
        .await
        .expect(403);
    let admin = api.admin().await;
    let reply = admin
        .patch(&user_path(ana.id()), json!({"name": "Anna"}))
        .await;
    assert_eq!(reply.expect(200)["data"]["email"], "ana@example.com");
    let reply = admin
        .patch(
            &user_path(an_id::<domain::ids::of::User>()),
            json!({"name": "Anna"}),
        )
        .await;
    assert_eq!(reply.refused(404), "NOT_FOUND");
}

#[tokio::test]
async fn two_changes_at_once_both_last() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = user_path(ana.id());
    let (name, zone) = (json!({"name": "Anna"}), json!({"time_zone": "Asia/Tokyo"}));
    let (one, other) = join(ana.patch(&path, name), ana.patch(&path, zone)).await;
    one.expect(200);
    other.expect(200);
    let profile = ana.get(&path).await.expect(200)["data"]["profile"].clone();
    assert_eq!(
        (&profile["name"], &profile["time_zone"]),
        (&json!("Anna"), &json!("Asia/Tokyo"))
    );
}

#[tokio::test]
async fn a_change_that_meets_a_transaction_tries_again() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    api.wire()
        .fail_next("UpdateItem", Fault::TransactionConflict);
    let reply = ana
        .patch(&user_path(ana.id()), json!({"name": "Anna"}))
        .await;
    assert_eq!(reply.expect(200)["data"]["profile"]["name"], "Anna");
}
