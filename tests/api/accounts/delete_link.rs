//! `DELETE /api/v1/links/{student_id}/{adult_id}`.

use domain::link::LinkKind;
use serde_json::json;
use testkit::Fault;
use testkit::builders::an_id;
use tests::{Api, Person};

use super::{LINKS, user_path};

fn path(student: &Person, adult: &Person) -> String {
    format!("{LINKS}/{}/{}", student.id(), adult.id())
}

#[tokio::test]
async fn the_adult_loses_access_at_once_and_there_is_no_second_time() {
    let api = Api::start().await;
    let (ana, tutor, admin) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    );
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    tutor.get(&user_path(ana.id())).await.expect(200);
    let reply = admin.delete(&path(&ana, &tutor)).await;
    assert_eq!(
        *reply.expect(200),
        json!({"success": true, "data": {"deleted": true}})
    );
    tutor.get(&user_path(ana.id())).await.expect(403);
    assert_eq!(
        admin.delete(&path(&ana, &tutor)).await.refused(404),
        "NOT_FOUND"
    );
}

#[tokio::test]
async fn the_other_way_round_is_another_link() {
    let api = Api::start().await;
    let (ana, tutor, admin) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    );
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    admin.delete(&path(&tutor, &ana)).await.expect(404);
    tutor.get(&user_path(ana.id())).await.expect(200);
}

#[tokio::test]
async fn nobody_else_takes_a_link_away() {
    let api = Api::start().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    for caller in [&ana, &tutor, &api.service()] {
        caller.delete(&path(&ana, &tutor)).await.expect(403);
    }
    tutor.get(&user_path(ana.id())).await.expect(200);
}

#[tokio::test]
async fn a_malformed_id_is_named() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let id = an_id::<domain::ids::of::User>();
    let reply = admin.delete(&format!("{LINKS}/1/{id}")).await;
    assert_eq!(reply.fields(), ["path.student_id"]);
    let reply = admin.delete(&format!("{LINKS}/{id}/1")).await;
    assert_eq!(reply.fields(), ["path.adult_id"]);
}

#[tokio::test]
async fn a_removal_that_meets_a_transaction_tries_again() {
    let api = Api::start().await;
    let (ana, tutor, admin) = (
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    );
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.wire()
        .fail_next("DeleteItem", Fault::TransactionConflict);
    admin.delete(&path(&ana, &tutor)).await.expect(200);
}
