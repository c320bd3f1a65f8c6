//! `POST /api/v1/links`.

use domain::link::LinkKind;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::Fault;
use testkit::builders::an_id;
use tests::Api;

use super::{LINKS, user_path};

#[tokio::test]
async fn an_admin_links_and_the_adult_sees_the_student_at_once() {
    let api = Api::start().await;
    let (ana, admin) = (api.student("ana").await, api.admin().await);
    let (tutor, parent) = (api.tutor("tom").await, api.parent("pia").await);
    for (adult, kind) in [(&tutor, "tutor"), (&parent, "parent")] {
        adult.get(&user_path(ana.id())).await.expect(403);
        let body = json!({"student_id": ana.id(), "adult_id": adult.id(), "kind": kind, "x": 1});
        let reply = admin.post(LINKS, body).await;
        let expected = json!({"success": true, "data": {
            "student_id": ana.id(), "adult_id": adult.id(), "kind": kind,
            "created_at": domain::Clock::now(api.clock()),
        }});
        assert_eq!(*reply.expect(201), expected);
        adult.get(&user_path(ana.id())).await.expect(200);
    }
}

#[tokio::test]
async fn nobody_else_links() {
    let api = Api::start().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    let body = json!({"student_id": ana.id(), "adult_id": tutor.id(), "kind": "tutor"});
    for caller in [&ana, &tutor, &api.parent("pia").await, &api.service()] {
        caller.post(LINKS, body.clone()).await.expect(403);
    }
    tutor.get(&user_path(ana.id())).await.expect(403);
}

#[tokio::test]
async fn both_must_exist_and_be_what_the_link_says() {
    let api = Api::start().await;
    let (ana, admin) = (api.student("ana").await, api.admin().await);
    let (tutor, parent) = (api.tutor("tom").await, api.parent("pia").await);
    let unknown = json!(an_id::<domain::ids::of::User>());
    let cases = [
        (json!(ana.id()), unknown.clone(), "tutor", 404, "NOT_FOUND"),
        (unknown, json!(tutor.id()), "tutor", 404, "NOT_FOUND"),
        (
            json!(ana.id()),
            json!(tutor.id()),
            "parent",
            400,
            "WRONG_ROLE",
        ),
        (
            json!(ana.id()),
            json!(parent.id()),
            "tutor",
            400,
            "WRONG_ROLE",
        ),
        (
            json!(ana.id()),
            json!(admin.id()),
            "tutor",
            400,
            "WRONG_ROLE",
        ),
        (
            json!(parent.id()),
            json!(tutor.id()),
            "tutor",
            400,
            "WRONG_ROLE",
        ),
        (json!(ana.id()), json!(ana.id()), "tutor", 400, "SAME_USER"),
    ];
    for (student, adult, kind, status, code) in cases {
        let body = json!({"student_id": student, "adult_id": adult, "kind": kind});
        assert_eq!(
            admin.post(LINKS, body.clone()).await.refused(status),
            code,
            "{body}"
        );
    }
    let reply = admin.get(&format!("{LINKS}?student_id={}", ana.id())).await;
    assert_eq!(reply.expect(200)["data"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let api = Api::start().await;
    let (ana, tutor, admin) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    );
    let good = json!({"student_id": ana.id(), "adult_id": tutor.id(), "kind": "tutor"});
    for field in ["student_id", "adult_id", "kind"] {
        for value in [Value::Null, json!(""), json!("7"), json!(7), json!({})] {
            let mut body = good.clone();
            body[field] = value.clone();
            assert_eq!(
                admin.post(LINKS, body).await.fields(),
                [format!("body.{field}")],
                "{value}"
            );
        }
        let mut body = good.clone();
        body.as_object_mut().expect("an object").remove(field);
        assert_eq!(
            admin.post(LINKS, body).await.fields(),
            [format!("body.{field}")]
        );
    }
}

#[tokio::test]
async fn of_ten_links_between_two_users_one_is_made() {
    let api = Api::start().await;
    let (ana, tutor, admin) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    );
    let body = json!({"student_id": ana.id(), "adult_id": tutor.id(), "kind": "tutor"});
    let replies = join_all((0..10).map(|_| admin.post(LINKS, body.clone()))).await;
    let made = replies.iter().filter(|reply| reply.status == 201).count();
    assert_eq!(made, 1);
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        assert_eq!(reply.refused(409), "ALREADY_EXISTS");
    }
}

#[tokio::test]
async fn a_lost_answer_or_another_writer_makes_no_second_link_and_no_error() {
    for fault in [Fault::LostAck, Fault::TransactionConflict, Fault::Throttled] {
        let api = Api::start().await;
        let (ana, tutor, admin) = (
            api.student("ana").await,
            api.tutor("tom").await,
            api.admin().await,
        );
        let body = json!({"student_id": ana.id(), "adult_id": tutor.id(), "kind": "tutor"});
        api.wire().fail_next("TransactWriteItems", fault);
        admin.post(LINKS, body).await.expect(201);
    }
}

#[tokio::test]
async fn a_link_that_no_longer_fits_the_row_gives_nothing() {
    let api = Api::start().await;
    // As if the adult's role had changed since: the link says parent, the row says tutor.
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    let link = domain::link::Link {
        student_id: ana.id(),
        adult_id: tutor.id(),
        kind: LinkKind::Parent,
        created_at: domain::Clock::now(api.clock()),
    };
    let refused = api.store().add_link(&link).await;
    assert!(refused.is_err(), "{refused:?}");
    tutor.get(&user_path(ana.id())).await.expect(403);
}
