//! What a crash between the user pool and the tables leaves behind is healed by whoever comes next.

use jiff::SignedDuration;
use serde_json::json;
use testkit::Fault;
use tests::Api;

use super::{ME, PASSWORD, REGISTER, begin_account, finish_account, log_in, pool, register};

const EMAIL: &str = "ana@example.com";

/// The id and role of who logs in.
async fn entered(api: &Api, password: &str) -> (String, String) {
    let reply = log_in(api, EMAIL, password).await;
    let text = |field: &str| {
        reply.expect(200)[field]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    (text("user_id"), text("role"))
}

#[tokio::test]
async fn a_registration_whose_row_could_not_be_written_is_finished_by_the_next() {
    let api = Api::start().await;
    api.wire().fail_all("TransactWriteItems", Fault::Status500);
    register(&api, EMAIL, PASSWORD).await.expect(503);
    api.wire().heal();
    let body = json!({"email": EMAIL, "password": PASSWORD, "role": "parent", "name": "Ana"});
    let told = api.nobody().post(REGISTER, body).await.expect(201).clone();
    assert_eq!(told["role"], "parent");
    let (id, role) = entered(&api, PASSWORD).await;
    assert_eq!(
        (json!(id), role.as_str()),
        (told["user_id"].clone(), "parent")
    );
    assert_eq!(
        register(&api, EMAIL, PASSWORD).await.refused(409),
        "EMAIL_EXISTS"
    );
}

#[tokio::test]
async fn an_account_without_a_row_gets_it_by_logging_in() {
    let api = Api::start().await;
    finish_account(&api, EMAIL, PASSWORD, "tutor");
    let (id, role) = entered(&api, PASSWORD).await;
    assert_eq!(role, "tutor");
    assert_eq!(entered(&api, PASSWORD).await, (id, role));
}

#[tokio::test]
async fn an_account_without_a_row_gets_it_by_asking_who_it_is() {
    let api = Api::start().await;
    finish_account(&api, EMAIL, PASSWORD, "parent");
    let account = pool(&api, "AdminGetUser", json!({"Username": EMAIL}));
    let sub: uuid::Uuid = account["Username"]
        .as_str()
        .expect("a sub")
        .parse()
        .expect("a UUID");
    let ana = api.bearer(api.pool().access_token_for(sub));
    let me = ana.get(ME).await.expect(200)["data"].clone();
    assert_eq!(me["id"], json!(sub));
    assert_eq!(
        (&me["email"], &me["role"]),
        (&json!(EMAIL), &json!("parent"))
    );
    assert_eq!(ana.get(ME).await.expect(200)["data"], me);
}

#[tokio::test]
async fn an_account_without_a_row_gets_it_by_registering_with_its_password_and_no_other() {
    let api = Api::start().await;
    finish_account(&api, EMAIL, PASSWORD, "student");
    api.clock().advance(SignedDuration::from_hours(1));
    let reply = register(&api, EMAIL, "another password").await;
    assert_eq!(reply.refused(409), "EMAIL_EXISTS");
    register(&api, "Ana@Example.com", PASSWORD)
        .await
        .expect(201);
    entered(&api, PASSWORD).await;
}

#[tokio::test]
async fn an_account_that_was_never_usable_is_finished_at_once_with_its_own_password() {
    let api = Api::start().await;
    begin_account(&api, EMAIL, PASSWORD, "student");
    let told = register(&api, EMAIL, PASSWORD).await.expect(201).clone();
    assert_eq!(json!(entered(&api, PASSWORD).await.0), told["user_id"]);
}

#[tokio::test]
async fn an_account_that_was_never_usable_is_finished_by_logging_in() {
    let api = Api::start().await;
    begin_account(&api, EMAIL, PASSWORD, "tutor");
    log_in(&api, EMAIL, "another password").await.expect(401);
    let (_, role) = entered(&api, PASSWORD).await;
    assert_eq!(role, "tutor");
}

#[tokio::test]
async fn an_account_that_was_never_usable_takes_another_password_once_it_is_abandoned() {
    let api = Api::start().await;
    begin_account(&api, EMAIL, PASSWORD, "student");
    let reply = register(&api, EMAIL, "another password").await;
    assert_eq!(reply.refused(409), "EMAIL_EXISTS");
    api.clock().advance(SignedDuration::from_secs(61));
    register(&api, EMAIL, "another password").await.expect(201);
    log_in(&api, EMAIL, PASSWORD).await.expect(401);
    entered(&api, "another password").await;
}

#[tokio::test]
async fn an_account_that_an_operator_began_is_nobody_elses_to_finish() {
    let api = Api::start().await;
    let invited = json!({
        "Username": EMAIL, "TemporaryPassword": PASSWORD, "MessageAction": "SUPPRESS",
        "UserAttributes": [{"Name": "email", "Value": EMAIL}],
    });
    pool(&api, "AdminCreateUser", invited);
    api.clock().advance(SignedDuration::from_hours(1));
    for password in [PASSWORD, "another password"] {
        let reply = register(&api, EMAIL, password).await;
        assert_eq!(reply.refused(409), "EMAIL_EXISTS");
    }
}

#[tokio::test]
async fn nobody_is_healed_into_an_admin() {
    let api = Api::start().await;
    finish_account(&api, EMAIL, PASSWORD, "admin");
    assert_eq!(entered(&api, PASSWORD).await.1, "student");
}

#[tokio::test]
async fn a_registration_whose_answer_was_lost_on_the_way_back_counts_once() {
    let api = Api::start().await;
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    register(&api, EMAIL, PASSWORD).await.expect(201);
    entered(&api, PASSWORD).await;
}

#[tokio::test]
async fn a_registration_that_meets_another_writer_tries_again() {
    let api = Api::start().await;
    api.wire()
        .fail_next("TransactWriteItems", Fault::TransactionConflict);
    register(&api, EMAIL, PASSWORD).await.expect(201);
    entered(&api, PASSWORD).await;
}
