//! The first log-in of somebody who was moved in: the old password is good once, and from then on the user pool's.

use domain::account::{Email, Role, User};
use domain::imported::PasswordHash;
use domain::{OldUserId, UserId};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Fault;
use testkit::builders::an_id;
use tests::Api;

use super::{log_in, pool, register};

const EMAIL: &str = "ana@example.com";

/// Made by Python's bcrypt, as the old service did, at the least cost.
const HASHES: [(&str, &str); 3] = [
    (
        "correct horse",
        "$2b$04$2rP/ZJMLXJ3ejwzitDqwY.gdOx98wzJlz3r1cKRv2Z6U6KU9Tv0Ji",
    ),
    (
        "päßwörd 9",
        "$2b$04$X62Xr8BWKCmqLQq8E1jITO946hnm.jBGV63D584kX/we0LxleQb5q",
    ),
    (
        "short 7",
        "$2b$04$vuLOobMkW3R57Kizu40w7OSll7dq2YPbhvoQ9KJFzH09CptutiPX6",
    ),
];

const OLD: &str = HASHES[0].0;

/// Moves a student with this password hash in, good for a day.
async fn moved_in(api: &Api, hash: &str) -> UserId {
    let email = Email::parse(EMAIL).expect("an address");
    let id = api.accounts_pool().admit(&email).await;
    let id = id.expect("the pool answers").expect("the address is free");
    let now = domain::Clock::now(api.clock());
    let user = User::new(id, email, Role::Student, None, now);
    let until = now.plus(SignedDuration::from_hours(24));
    let password = (PasswordHash::parse(hash).expect("a hash"), until);
    let old: OldUserId = an_id();
    let written = api.store().import_user(&user, old, Some(&password), now);
    written.await.expect("the user is new");
    id
}

/// What is kept of a user's old password; `Null` when nothing is.
fn kept(api: &Api, id: UserId) -> Value {
    let table = format!("{}-imported_passwords", api.stack().name());
    let request = json!({"TableName": table, "Key": {"user_id": {"S": id}}});
    let request = serde_json::from_value(request).expect("a request");
    let found = api
        .engine()
        .database()
        .get_item(request)
        .expect("the engine answers");
    serde_json::to_value(found).expect("an answer is JSON")["Item"].clone()
}

/// What a first log-in leaves of it.
fn give(api: &Api, id: UserId) {
    let mut row = kept(api, id);
    let row = row.as_object_mut().expect("there is a row");
    row.remove("hash").expect("there is a hash");
    let table = format!("{}-imported_passwords", api.stack().name());
    let request = json!({"TableName": table, "Item": row});
    let request = serde_json::from_value(request).expect("a request");
    api.engine()
        .database()
        .put_item(request)
        .expect("the engine answers");
}

fn hash_is_gone(api: &Api, id: UserId) -> bool {
    kept(api, id).get("hash").is_none()
}

fn status(api: &Api) -> Value {
    pool(api, "AdminGetUser", json!({"Username": EMAIL}))["UserStatus"].clone()
}

#[tokio::test]
async fn the_old_password_logs_in_and_from_then_on_the_pool_has_it_alone() {
    for (password, hash) in &HASHES[..2] {
        let api = Api::start().await;
        let id = moved_in(&api, hash).await;
        let told = log_in(&api, "ANA@example.com", password)
            .await
            .expect(200)
            .clone();
        assert_eq!(
            (&told["user_id"], &told["role"]),
            (&json!(id), &json!("student"))
        );
        assert!(hash_is_gone(&api, id));
        api.clock().advance(SignedDuration::from_mins(2));
        let (second, counts) = api.count(log_in(&api, EMAIL, password)).await;
        second.expect(200);
        assert!(counts.total <= 1, "{counts:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_answered_as_any_and_gives_nothing_away() {
    let api = Api::start().await;
    let id = moved_in(&api, HASHES[0].1).await;
    let told = log_in(&api, EMAIL, "correct horsf").await;
    assert_eq!(told.refused(401), "WRONG_CREDENTIALS");
    let unknown = log_in(&api, "ben@example.com", "correct horsf").await;
    assert_eq!(told.json["detail"], unknown.json["detail"]);
    assert_eq!(told.json["error"], unknown.json["error"]);
    assert!(!hash_is_gone(&api, id));
    assert_eq!(status(&api), "FORCE_CHANGE_PASSWORD");
    log_in(&api, EMAIL, OLD).await.expect(200);
}

#[tokio::test]
async fn guesses_are_slowed_down_however_many_come_at_once() {
    let api = Api::start().await;
    moved_in(&api, HASHES[0].1).await;
    let guesses = (0..12).map(|n| log_in(&api, EMAIL, ["a wrong one", "another one"][n % 2]));
    for guess in futures_util::future::join_all(guesses.collect::<Vec<_>>()).await {
        assert_eq!(guess.refused(401), "WRONG_CREDENTIALS");
    }
    // The right one is not even looked at now, and told like the others.
    let told = log_in(&api, EMAIL, OLD).await;
    assert_eq!(told.refused(401), "WRONG_CREDENTIALS");
    api.clock().advance(SignedDuration::from_mins(15));
    log_in(&api, EMAIL, OLD).await.expect(200);
}

#[tokio::test]
async fn a_password_that_the_pool_cannot_have_must_be_reset_and_only_its_owner_hears_so() {
    let api = Api::start().await;
    let id = moved_in(&api, HASHES[2].1).await;
    for _ in 0..8 {
        let told = log_in(&api, EMAIL, HASHES[2].0).await;
        assert_eq!(told.refused(400), "PASSWORD_RESET_REQUIRED");
    }
    let told = log_in(&api, EMAIL, "short 8").await;
    assert_eq!(told.refused(401), "WRONG_CREDENTIALS");
    assert!(!hash_is_gone(&api, id));
    // An operator gives the account a password: then the old one is over.
    let reset = json!({"Username": EMAIL, "Password": "from the operator", "Permanent": true});
    pool(&api, "AdminSetUserPassword", reset);
    assert_eq!(
        log_in(&api, EMAIL, HASHES[2].0).await.refused(401),
        "WRONG_CREDENTIALS"
    );
    log_in(&api, EMAIL, "from the operator").await.expect(200);
}

#[tokio::test]
async fn after_its_time_an_old_password_is_over() {
    let api = Api::start().await;
    moved_in(&api, HASHES[0].1).await;
    api.clock().advance(SignedDuration::from_hours(24));
    assert_eq!(
        log_in(&api, EMAIL, OLD).await.refused(401),
        "WRONG_CREDENTIALS"
    );
}

#[tokio::test]
async fn a_hash_that_a_crash_left_behind_opens_nothing_any_more() {
    let api = Api::start().await;
    let id = moved_in(&api, HASHES[0].1).await;
    // What a log-in leaves that dies between setting the password and deleting the hash; then the password is changed.
    let change = json!({"Username": EMAIL, "Password": "a better one", "Permanent": true});
    pool(&api, "AdminSetUserPassword", change);
    assert!(!hash_is_gone(&api, id));
    assert_eq!(
        log_in(&api, EMAIL, OLD).await.refused(401),
        "WRONG_CREDENTIALS"
    );
    assert!(hash_is_gone(&api, id));
    log_in(&api, EMAIL, "a better one").await.expect(200);
}

#[tokio::test]
async fn wherever_a_first_log_in_fails_the_next_one_gets_in() {
    for requests in 0..6 {
        let api = Api::start_cold().await;
        let id = moved_in(&api, HASHES[0].1).await;
        api.wire().fail_after(requests, Fault::Status500);
        log_in(&api, EMAIL, OLD).await;
        api.wire().heal();
        log_in(&api, EMAIL, OLD).await.expect(200);
        log_in(&api, EMAIL, "a wrong one").await.expect(401);
        assert!(hash_is_gone(&api, id), "{requests}");
    }
}

#[tokio::test]
async fn a_deletion_whose_answer_was_lost_is_done() {
    let api = Api::start().await;
    let id = moved_in(&api, HASHES[0].1).await;
    api.wire().fail_next("UpdateItem", Fault::LostAck);
    log_in(&api, EMAIL, OLD).await.expect(200);
    assert!(hash_is_gone(&api, id));
}

#[tokio::test]
async fn first_log_ins_at_the_same_time_all_get_in() {
    let api = Api::start().await;
    let id = moved_in(&api, HASHES[0].1).await;
    let all = futures_util::future::join_all((0..4).map(|_| log_in(&api, EMAIL, OLD))).await;
    for told in all {
        told.expect(200);
    }
    assert!(hash_is_gone(&api, id));
}

#[tokio::test]
async fn a_log_in_that_another_one_overtook_gets_in() {
    for is_deleted in [false, true] {
        let api = Api::start().await;
        let id = moved_in(&api, HASHES[0].1).await;
        // The pool has refused this one by the time that it reads the tables, and then the other one does what it has to do, or all
        // but the last of it.
        let overtaking = async {
            while api.wire().counts().of("GetItem") == 0 {
                tokio::task::yield_now().await;
            }
            let set = json!({"Username": EMAIL, "Password": OLD, "Permanent": true});
            pool(&api, "AdminSetUserPassword", set);
            if is_deleted {
                give(&api, id);
            }
        };
        api.wire().reset();
        api.wire().fail_next("GetItem", Fault::Status500);
        let (told, ()) = tokio::join!(log_in(&api, EMAIL, OLD), overtaking);
        told.expect(200);
        assert!(hash_is_gone(&api, id));
    }
}

#[tokio::test]
async fn nobody_registers_with_the_address_of_somebody_who_was_moved_in() {
    let api = Api::start().await;
    moved_in(&api, HASHES[0].1).await;
    api.clock().advance(SignedDuration::from_hours(1));
    for password in [OLD, "another password"] {
        let told = register(&api, EMAIL, password).await;
        assert_eq!(told.refused(409), "EMAIL_EXISTS");
    }
    assert_eq!(status(&api), "FORCE_CHANGE_PASSWORD");
    log_in(&api, EMAIL, OLD).await.expect(200);
}

#[tokio::test]
async fn an_account_that_an_import_began_and_did_not_finish_is_nobody_elses() {
    let api = Api::start().await;
    let email = Email::parse(EMAIL).expect("an address");
    let begun = api
        .accounts_pool()
        .admit(&email)
        .await
        .expect("the pool answers");
    api.clock().advance(SignedDuration::from_hours(1));
    for password in [OLD, "another password"] {
        let told = register(&api, EMAIL, password).await;
        assert_eq!(told.refused(409), "EMAIL_EXISTS");
        assert_eq!(
            log_in(&api, EMAIL, password).await.refused(401),
            "WRONG_CREDENTIALS"
        );
    }
    let again = api
        .accounts_pool()
        .admit(&email)
        .await
        .expect("the pool answers");
    assert_eq!(again, begun);
}
