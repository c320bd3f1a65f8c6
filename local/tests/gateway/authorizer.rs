//! Who may pass.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, StatusCode};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use local::gateway::{FetchedKeys, KeySource, KeysUnavailable};
use serde_json::json;

use crate::api::{Api, SUB, header_of, json_of};
use crate::functions::Deed;

const GOALS: &str = "/api/v1/goals";
const NOW: i64 = 1_795_348_800;

/// Asks with `authorization`, must be refused with 401, and gives the challenge.
async fn refused(api: &Api, authorization: &str) -> String {
    let response = api.get_with(GOALS, authorization).await;
    assert_eq!(
        response.status(),
        StatusCode::UNAUTHORIZED,
        "{authorization}"
    );
    assert_eq!(json_of(&response), json!({"message": "Unauthorized"}));
    assert!(api.function.events().is_empty(), "no function is asked");
    header_of(&response, "www-authenticate")
        .expect("a challenge")
        .to_owned()
}

fn invalid(why: &str) -> String {
    format!(
        "Bearer scope=\"aws.cognito.signin.user.admin\" error=\"invalid_token\" error_description=\"{why}\""
    )
}

#[tokio::test]
async fn a_good_token_passes_with_bearer_in_any_case_and_without() {
    for scheme in ["Bearer ", "bearer ", "BEARER ", ""] {
        let api = Api::fine();
        let token = api.pool.access_token_for(SUB);
        let response = api.get_with(GOALS, &format!("{scheme}{token}")).await;
        assert_eq!(response.status(), StatusCode::OK, "{scheme:?}");
        let jwt = &api.event()["requestContext"]["authorizer"]["jwt"];
        assert_eq!(jwt["claims"]["sub"], json!(SUB));
        assert_eq!(jwt["scopes"], json!(["aws.cognito.signin.user.admin"]));
    }
}

#[tokio::test]
async fn no_token_is_asked_for_one() {
    let api = Api::fine();
    let without = Request::get(GOALS).body(Bytes::new()).expect("a request");
    let response = api.send(without).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(json_of(&response), json!({"message": "Unauthorized"}));
    assert_eq!(header_of(&response, "www-authenticate"), Some("Bearer"));
    for empty in ["", "Bearer", "Bearer ", "  "] {
        assert_eq!(refused(&api, empty).await, "Bearer");
    }
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let api = Api::fine();
    for nonsense in [
        "Bearer nonsense",
        "a.b.c",
        "Bearer a.b",
        "Basic dXNlcjpwYXNz",
        "Bearer eyJ9.e30.",
    ] {
        assert_eq!(
            refused(&api, nonsense).await,
            invalid("the token is malformed")
        );
    }
}

#[tokio::test]
async fn an_expired_token_is_refused_from_its_last_second_on() {
    let api = Api::fine();
    let token = api.pool.access_token_for(SUB);
    api.clock.advance(86_399);
    assert_eq!(api.get_with(GOALS, &token).await.status(), StatusCode::OK);
    let api = Api::fine();
    api.clock.advance(86_400);
    assert_eq!(
        refused(&api, &token).await,
        invalid("the token has expired")
    );
}

#[tokio::test]
async fn tokens_with_wrong_claims_are_refused() {
    let api = Api::fine();
    let good = || api.pool.user_claims(SUB);
    let audience = "the token does not have a valid audience";
    for (claims, why) in [
        (
            good().with("iss", "https://elsewhere.example.com"),
            "the token does not have a valid issuer",
        ),
        (
            good().without("iss"),
            "the token does not have a valid issuer",
        ),
        (good().with("client_id", "other-client"), audience),
        (good().without("client_id"), audience),
        (good().with("aud", "other-client"), audience),
        (good().with("aud", json!(["other", "another"])), audience),
        (good().without("exp"), "the token does not have an expiry"),
        (
            good().with("exp", "tomorrow"),
            "the token does not have a valid exp",
        ),
        (good().with("nbf", NOW + 1), "the token is not valid yet"),
        (
            good().with("iat", NOW + 1),
            "the token was issued in the future",
        ),
    ] {
        assert_eq!(refused(&api, &api.pool.mint(&claims)).await, invalid(why));
    }
}

#[tokio::test]
async fn the_audience_counts_before_the_client() {
    let api = Api::fine();
    let claims = api
        .pool
        .user_claims(SUB)
        .with("aud", json!(["x", "user-client"]))
        .with("client_id", "x");
    assert_eq!(
        api.get_with(GOALS, &api.pool.mint(&claims)).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn forged_tokens_are_refused() {
    let api = Api::fine();
    let claims = api.pool.user_claims(SUB);
    let signature = "the token has an invalid signature";
    assert_eq!(
        refused(&api, &api.pool.mint_with_foreign_key(&claims)).await,
        invalid(signature)
    );

    let token = api.pool.mint(&claims);
    let parts: Vec<&str> = token.split('.').collect();
    let other = api.pool.mint(
        &claims
            .clone()
            .with("sub", "00000000-0000-4000-8000-000000000000"),
    );
    let payload = other.split('.').nth(1).expect("three parts");
    let tampered = format!("{}.{payload}.{}", parts[0], parts[2]);
    assert_eq!(refused(&api, &tampered).await, invalid(signature));

    let hmac = |kid: Option<&str>| {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = kid.map(str::to_owned);
        let public = serde_json::to_vec(&api.pool.public_keys()).expect("JSON");
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&public)).expect("signed")
    };
    assert_eq!(
        refused(&api, &hmac(Some("any"))).await,
        invalid("signing method HS256 is invalid")
    );
    let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", parts[1]);
    assert_eq!(
        refused(&api, &unsigned).await,
        invalid("the token is malformed")
    );
}

#[tokio::test]
async fn a_key_that_the_issuer_does_not_have_is_refused() {
    #[derive(Debug)]
    struct NoKeys;
    impl KeySource for NoKeys {
        fn keys(&self) -> BoxFuture<'_, Result<Arc<JwkSet>, KeysUnavailable>> {
            Box::pin(async { Ok(Arc::new(JwkSet { keys: Vec::new() })) })
        }
    }
    let api = Api::with(Deed::Hang, |config| config, |_| Arc::new(NoKeys));
    let token = api.pool.access_token_for(SUB);
    assert_eq!(
        refused(&api, &token).await,
        invalid("the token was signed with an unknown key")
    );
}

#[tokio::test]
async fn an_issuer_that_cannot_be_reached_lets_nobody_in() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let issuer = format!("http://{}/pool", nobody.local_addr().expect("an address"));
    drop(nobody);
    let clock = crate::clock::Standing::new();
    let keys = Arc::new(FetchedKeys::new(&issuer, clock));
    let api = Api::with(Deed::Hang, |config| config, |_| keys);
    let token = api.pool.access_token_for(SUB);
    assert_eq!(
        refused(&api, &token).await,
        invalid("OIDC discovery endpoint communication error")
    );
}

#[tokio::test]
async fn a_token_without_a_scope_of_the_route_is_forbidden() {
    let api = Api::fine();
    let service = api.pool.mint(&api.pool.service_claims());
    let none = api.pool.mint(&api.pool.user_claims(SUB).without("scope"));
    let near = api
        .pool
        .user_claims(SUB)
        .with("scope", "aws.cognito.signin.user.administrator");
    for token in [
        service,
        none,
        api.pool.mint(&near),
        api.pool.mint(&api.pool.id_claims(SUB, "a@example.com")),
    ] {
        let response = api.get_with(GOALS, &token).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert_eq!(json_of(&response), json!({"message": "Forbidden"}));
        let challenge = header_of(&response, "www-authenticate").expect("a challenge");
        assert!(
            challenge.contains("error=\"insufficient_scope\""),
            "{challenge}"
        );
    }
    assert!(api.function.events().is_empty());
}

#[tokio::test]
async fn a_service_passes_where_its_scope_is_taken() {
    let api = Api::fine();
    let token = api.pool.mint(&api.pool.service_claims());
    let request = Request::post("/api/v1/sessions").header("authorization", token);
    let response = api
        .send(request.body(Bytes::new()).expect("a request"))
        .await;
    assert_eq!(response.status(), StatusCode::OK);
    let jwt = &api.event()["requestContext"]["authorizer"]["jwt"];
    assert_eq!(
        (&jwt["scopes"], &jwt["claims"]["version"]),
        (&json!(["study/sessions.write"]), &json!("2"))
    );
}

#[tokio::test]
async fn a_route_without_scopes_takes_any_good_token() {
    let api = Api::fine();
    assert_eq!(api.get("/api/v1/anyone").await.status(), StatusCode::OK);
    assert_eq!(
        api.event()["requestContext"]["authorizer"]["jwt"]["scopes"],
        json!(null)
    );
    assert_eq!(
        api.get_with("/api/v1/anyone", "nonsense").await.status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_public_route_looks_at_no_token() {
    let api = Api::fine();
    assert_eq!(
        api.get_with("/health", "nonsense").await.status(),
        StatusCode::OK
    );
    assert!(api.event()["requestContext"].get("authorizer").is_none());
}

#[tokio::test]
async fn claims_reach_the_function_as_text() {
    let api = Api::fine();
    let claims = api
        .pool
        .user_claims(SUB)
        .with("cognito:groups", json!(["a", "b"]))
        .with("email_verified", true);
    api.get_with(GOALS, &api.pool.mint(&claims)).await;
    let told = api.event()["requestContext"]["authorizer"]["jwt"]["claims"].clone();
    assert_eq!(told["cognito:groups"], "[a b]");
    assert_eq!(
        (&told["email_verified"], &told["exp"]),
        (&json!("true"), &json!((NOW + 86_400).to_string()))
    );
}
