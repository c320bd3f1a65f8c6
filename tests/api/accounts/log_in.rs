//! `POST /api/v1/auth/login`.

use serde_json::{Value, json};
use tests::Api;

use super::{LOG_IN, ME, PASSWORD, begin_account, log_in, pool, register};

#[tokio::test]
async fn the_right_password_is_answered_bare_with_a_token_that_works() {
    let api = Api::start().await;
    let id = register(&api, "Ana@example.com", PASSWORD)
        .await
        .expect(201)["user_id"]
        .clone();
    let reply = log_in(&api, "aNA@EXAMPLE.com", PASSWORD).await;
    let token = reply.expect(200)["access_token"].clone();
    let expected = json!({
        "access_token": token, "token_type": "bearer", "user_id": id,
        "email": "Ana@example.com", "role": "student",
    });
    assert_eq!(reply.json, expected);
    let me = api.bearer(token.as_str().expect("a token")).get(ME).await;
    assert_eq!(me.expect(200)["data"]["id"], id);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_email_are_answered_alike() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    let long = "x".repeat(5000);
    let attempts = [
        ("ana@example.com", "correct horsf"),
        ("ana@example.com", ""),
        ("ana@example.com", " correct horse"),
        ("ana@example.com", long.as_str()),
        ("ben@example.com", PASSWORD),
        ("ana", PASSWORD),
        ("", ""),
        (long.as_str(), PASSWORD),
        ("an a@example.com", PASSWORD),
    ];
    let mut told: Vec<Value> = Vec::new();
    for (email, password) in attempts {
        let reply = log_in(&api, email, password).await;
        assert_eq!(reply.refused(401), "WRONG_CREDENTIALS", "{email}");
        told.push(json!([reply.json["detail"], reply.json["error"]]));
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[tokio::test]
async fn missing_fields_are_named() {
    let api = Api::start().await;
    let no_password = json!({"email": "ana@example.com"});
    let reply = api.nobody().post(LOG_IN, no_password).await;
    assert_eq!(reply.fields(), ["body.password"]);
    let reply = api
        .nobody()
        .post(LOG_IN, json!({"password": PASSWORD}))
        .await;
    assert_eq!(reply.fields(), ["body.email"]);
    let no_text = json!({"email": 1, "password": PASSWORD});
    assert_eq!(
        api.nobody().post(LOG_IN, no_text).await.fields(),
        ["body.email"]
    );
}

#[tokio::test]
async fn the_user_pool_is_told_the_clients_address() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    assert_eq!(api.pool().last_sign_in_address("ana@example.com"), None);
    log_in(&api, "ana@example.com", PASSWORD).await.expect(200);
    let address = api.pool().last_sign_in_address("ana@example.com");
    assert_eq!(address.as_deref(), Some("203.0.113.7"));
}

#[tokio::test]
async fn a_header_cannot_forge_the_clients_address() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", "198.51.100.1"),
    ];
    let body = json!({"email": "ana@example.com", "password": PASSWORD}).to_string();
    api.send(http::Method::POST, LOG_IN, &headers, body)
        .await
        .expect(200);
    let address = api.pool().last_sign_in_address("ana@example.com");
    assert_eq!(address.as_deref(), Some("203.0.113.7"));
}

#[tokio::test]
async fn a_second_factor_is_told_by_its_name_and_only_to_who_has_the_password() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    api.pool()
        .require_mfa("ana@example.com")
        .expect("ana is there");
    let reply = log_in(&api, "ana@example.com", PASSWORD).await;
    assert_eq!(reply.refused(403), "CHALLENGE_REQUIRED");
    let detail = reply.json["detail"].as_str().expect("a sentence");
    assert!(detail.contains("SOFTWARE_TOKEN_MFA"), "{detail}");
    let reply = log_in(&api, "ana@example.com", "correct horsf").await;
    assert_eq!(reply.refused(401), "WRONG_CREDENTIALS");
}

#[tokio::test]
async fn a_temporary_password_from_an_operator_is_a_challenge_and_stays_temporary() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    let reset = json!({"Username": "ana@example.com", "Password": "temporary", "Permanent": false});
    pool(&api, "AdminSetUserPassword", reset);
    // Another who was begun by an operator, and has no role from a registration.
    let invited = json!({
        "Username": "ben@example.com", "TemporaryPassword": "temporary",
        "MessageAction": "SUPPRESS", "UserAttributes": [{"Name": "email", "Value": "ben@example.com"}],
    });
    pool(&api, "AdminCreateUser", invited);
    for email in ["ana@example.com", "ben@example.com"] {
        for _ in 0..2 {
            let reply = log_in(&api, email, "temporary").await;
            assert_eq!(reply.refused(403), "CHALLENGE_REQUIRED", "{email}");
        }
    }
    begin_account(&api, "cyd@example.com", PASSWORD, "admin");
    assert_eq!(
        log_in(&api, "cyd@example.com", PASSWORD).await.refused(403),
        "CHALLENGE_REQUIRED"
    );
}

#[tokio::test]
async fn a_log_in_costs_one_read() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    let (reply, counts) = api.count(log_in(&api, "ana@example.com", PASSWORD)).await;
    reply.expect(200);
    assert_eq!(counts.total, 1, "{counts:?}");
}
