//! `PATCH /api/v1/subjects/{subject_id}`.

use domain::Clock;
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Fault;
use testkit::builders::an_id;
use tests::Api;

use super::{PATH, created, names, path_of};

#[tokio::test]
async fn an_admin_changes_what_it_names_and_nothing_else() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", Some("Math")).await;
    let later = api
        .clock()
        .advance(SignedDuration::from_hours(1))
        .to_string();

    let reply = admin
        .patch(&path_of(&subject), json!({"description": "Equations."}))
        .await;
    let mut expected = subject.clone();
    expected["description"] = json!("Equations.");
    expected["updated_at"] = json!(later);
    assert_eq!(reply.expect(200)["data"], expected);
    assert_eq!(
        admin.get(&path_of(&subject)).await.expect(200)["data"],
        expected
    );
}

#[tokio::test]
async fn null_takes_category_and_description_away_but_never_the_name() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let body = json!({"name": "Algebra", "category": "Math", "description": "Equations."});
    let subject = admin.post(PATH, body).await.expect(201)["data"].clone();

    let cleared = json!({"category": null, "description": null});
    let reply = admin.patch(&path_of(&subject), cleared).await;
    let data = &reply.expect(200)["data"];
    assert_eq!(
        (&data["category"], &data["description"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        admin
            .get(&format!("{PATH}?category=Math"))
            .await
            .expect(200)["data"],
        json!([])
    );

    let reply = admin.patch(&path_of(&subject), json!({"name": null})).await;
    assert_eq!(reply.fields(), ["body.name"]);
}

#[tokio::test]
async fn a_change_that_changes_nothing_writes_nothing() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", Some("Math")).await;
    api.clock().advance(SignedDuration::from_hours(1));
    for body in [
        json!({}),
        json!({"name": "Algebra", "category": "Math", "description": null}),
    ] {
        let patch = async { admin.patch(&path_of(&subject), body.clone()).await };
        let (reply, sent) = api.count(patch).await;
        assert_eq!(reply.expect(200)["data"], subject, "{body}");
        assert_eq!(sent.of("TransactWriteItems"), 0);
    }
}

#[tokio::test]
async fn a_renamed_subject_gives_its_old_name_free_and_holds_the_new_one() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", None).await;
    admin
        .patch(&path_of(&subject), json!({"name": "Geometry"}))
        .await
        .expect(200);

    let taken = admin.post(PATH, json!({"name": "GEOMETRY"})).await;
    assert_eq!(taken.refused(409), "ALREADY_EXISTS");
    let second = created(&admin, "algebra", None).await;
    assert_ne!(second["id"], subject["id"]);
    let list = admin.get(PATH).await;
    assert_eq!(names(list.expect(200)), ["Geometry", "algebra"]);
}

#[tokio::test]
async fn a_name_may_change_its_case_alone() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "algebra", None).await;
    let reply = admin
        .patch(&path_of(&subject), json!({"name": "ALGEBRA"}))
        .await;
    assert_eq!(reply.expect(200)["data"]["name"], "ALGEBRA");
    assert_eq!(
        admin.post(PATH, json!({"name": "Algebra"})).await.status,
        409
    );
}

#[tokio::test]
async fn another_subjects_name_is_a_409_and_changes_nothing() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", Some("Math")).await;
    created(&admin, "Geometry", None).await;
    let body = json!({"name": "geometry", "category": "Other"});
    assert_eq!(
        admin.patch(&path_of(&subject), body).await.refused(409),
        "ALREADY_EXISTS"
    );
    assert_eq!(
        admin.get(&path_of(&subject)).await.expect(200)["data"],
        subject
    );
}

#[tokio::test]
async fn of_many_subjects_that_race_for_one_name_one_gets_it_and_the_others_keep_theirs() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subjects = join_all((0..8).map(|place| {
        let (admin, name) = (admin.clone(), format!("Subject {place}"));
        async move { created(&admin, &name, None).await }
    }));
    let subjects = subjects.await;
    let renames = subjects.iter().map(|subject| {
        let (admin, path) = (admin.clone(), path_of(subject));
        async move { admin.patch(&path, json!({"name": "Algebra"})).await.status }
    });
    let mut statuses = join_all(renames).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [[200].as_slice(), &[409; 7]].concat());

    let list = admin.get(PATH).await;
    let left = names(list.expect(200));
    assert_eq!(left.len(), 8);
    assert_eq!(left.iter().filter(|name| **name == "Algebra").count(), 1);
    // Seven of the old names are held, the winner's is free.
    let again = (0..8).map(|place| {
        let (admin, name) = (admin.clone(), format!("subject {place}"));
        async move { admin.post(PATH, json!({"name": name})).await.status }
    });
    let mut statuses = join_all(again).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [[201].as_slice(), &[409; 7]].concat());
}

#[tokio::test]
async fn racing_renames_of_one_subject_leave_exactly_its_last_name_held() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Name 0", None).await;
    let renames = (1..=5).map(|place| {
        let (admin, path) = (admin.clone(), path_of(&subject));
        async move {
            admin
                .patch(&path, json!({"name": format!("Name {place}")}))
                .await
        }
    });
    for reply in join_all(renames).await {
        reply.expect(200);
    }
    let last = admin.get(&path_of(&subject)).await.expect(200)["data"]["name"].clone();
    for place in 0..=5 {
        let name = format!("name {place}");
        let held = last.as_str().unwrap().eq_ignore_ascii_case(&name);
        let status = admin.post(PATH, json!({"name": name})).await.status;
        assert_eq!(
            status,
            if held { 409 } else { 201 },
            "{name}, held is {last}"
        );
    }
}

#[tokio::test]
async fn racing_changes_of_different_fields_are_all_kept() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", None).await;
    let changes = [
        json!({"name": "Linear algebra"}),
        json!({"category": "Math"}),
        json!({"description": "Vectors."}),
    ];
    let racing = changes.iter().map(|body| {
        let (admin, path) = (admin.clone(), path_of(&subject));
        async move { admin.patch(&path, body.clone()).await }
    });
    let (replies, sent) = api.count(join_all(racing)).await;
    for reply in replies {
        reply.expect(200);
    }
    assert!(
        sent.of("TransactWriteItems") > changes.len(),
        "they did not race"
    );
    let read = admin.get(&path_of(&subject)).await;
    let data = &read.expect(200)["data"];
    for change in &changes {
        for (field, value) in change.as_object().unwrap() {
            assert_eq!(&data[field], value);
        }
    }
}

#[tokio::test]
async fn only_admins_change_subjects() {
    let api = Api::start().await;
    let subject = created(&api.admin().await, "Algebra", None).await;
    for other in [
        api.student("ana").await,
        api.tutor("tom").await,
        api.parent("pia").await,
    ] {
        let reply = other
            .patch(&path_of(&subject), json!({"name": "Geometry"}))
            .await;
        assert_eq!(reply.refused(403), "FORBIDDEN");
    }
    let read = api.student("bob").await.get(&path_of(&subject)).await;
    assert_eq!(read.expect(200)["data"], subject);
}

#[tokio::test]
async fn who_may_not_change_subjects_does_not_learn_which_there_are() {
    let api = Api::start().await;
    let unknown = an_id::<domain::ids::of::Subject>();
    let path = format!("{PATH}/{unknown}");
    let body = json!({"name": "Geometry"});
    let refused = api.tutor("tom").await.patch(&path, body.clone()).await;
    assert_eq!(refused.refused(403), "FORBIDDEN");
    assert_eq!(
        api.admin().await.patch(&path, body).await.refused(404),
        "NOT_FOUND"
    );
}

#[tokio::test]
async fn a_breach_is_a_422_that_names_the_field_and_changes_nothing() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", Some("Math")).await;
    for (body, field) in [
        (json!({"name": ""}), "body.name"),
        (
            json!({"name": "x".repeat(101), "category": "Other"}),
            "body.name",
        ),
        (json!({"category": " "}), "body.category"),
        (json!({"description": 1}), "body.description"),
        (json!(null), "body"),
    ] {
        let reply = admin.patch(&path_of(&subject), body.clone()).await;
        assert_eq!(reply.fields(), [field], "{body}");
    }
    let reply = admin
        .patch(&format!("{PATH}/algebra"), json!({"name": "Geometry"}))
        .await;
    assert_eq!(reply.fields(), ["path.subject_id"]);
    assert_eq!(
        admin.get(&path_of(&subject)).await.expect(200)["data"],
        subject
    );
}

#[tokio::test]
async fn a_conflict_is_tried_again_and_a_lost_answer_changes_once() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let subject = created(&admin, "Algebra", None).await;
    api.wire()
        .fail_next("TransactWriteItems", Fault::TransactionConflict);
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    let later = api.clock().advance(SignedDuration::from_secs(1));
    let reply = admin
        .patch(&path_of(&subject), json!({"name": "Geometry"}))
        .await;
    assert_eq!(reply.expect(200)["data"]["name"], "Geometry");
    assert_eq!(reply.json["data"]["updated_at"], later.to_string());
    assert_eq!(later, api.clock().now());
}
