//! Logging in, as the accounts function does it.

use aws_sdk_cognitoidentityprovider::operation::admin_initiate_auth::AdminInitiateAuthOutput;
use aws_sdk_cognitoidentityprovider::types::{AuthFlowType, ChallengeNameType};
use serde_json::json;

use crate::scene::{EMAIL, PASSWORD, POOL, Scene, named, scene};

#[tokio::test]
async fn a_registered_user_logs_in_with_the_email_in_any_case() {
    let scene = scene().await;
    let sub = scene.register(EMAIL, PASSWORD).await;
    for email in [
        EMAIL,
        "ada.lovelace@example.com",
        "ADA.LOVELACE@EXAMPLE.COM",
        &sub,
    ] {
        let tokens = scene.log_in(email, PASSWORD).await.expect("logged in");
        let tokens = tokens.authentication_result().expect("tokens").clone();
        assert_eq!(tokens.expires_in(), 86_400);
        assert_eq!(tokens.token_type(), Some("Bearer"));
        assert_eq!(
            scene.claims_of(tokens.access_token().expect("one"))["sub"],
            json!(sub)
        );
    }
}

#[tokio::test]
async fn an_access_token_says_what_cognitos_says() {
    let scene = scene().await;
    let sub = scene.register(EMAIL, PASSWORD).await;
    let tokens = scene.log_in(EMAIL, PASSWORD).await.expect("logged in");
    let tokens = tokens.authentication_result().expect("tokens");
    let claims = scene.claims_of(tokens.access_token().expect("one"));
    let now = 1_795_348_800;
    let expected = json!({
        "sub": sub, "username": sub, "iss": "http://127.0.0.1:3000/local_StudyPool",
        "client_id": "user-client", "token_use": "access", "scope": "aws.cognito.signin.user.admin",
        "auth_time": now, "iat": now, "exp": now + 86_400,
        "jti": claims["jti"], "origin_jti": claims["origin_jti"], "event_id": claims["event_id"],
    });
    assert_eq!(claims, expected);
    let id = scene.claims_of(tokens.id_token().expect("one"));
    assert_eq!(
        (&id["token_use"], &id["aud"]),
        (&json!("id"), &json!("user-client"))
    );
    assert_eq!(
        (&id["email"], &id["custom:role"]),
        (&json!(EMAIL), &json!("student"))
    );
    assert_eq!(id["origin_jti"], claims["origin_jti"]);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_are_told_the_same() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let wrong = scene
        .log_in(EMAIL, "something else")
        .await
        .expect_err("refused");
    let unknown = scene
        .log_in("nobody@example.com", PASSWORD)
        .await
        .expect_err("refused");
    assert_eq!(
        wrong,
        "NotAuthorizedException: Incorrect username or password."
    );
    assert_eq!(wrong, unknown);
}

#[tokio::test]
async fn a_user_with_a_temporary_password_is_challenged_to_change_it() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    scene
        .set_password(EMAIL, "temporary", false)
        .await
        .expect("taken");
    let answer = scene.log_in(EMAIL, "temporary").await.expect("a challenge");
    assert_eq!(
        answer.challenge_name(),
        Some(&ChallengeNameType::NewPasswordRequired)
    );
    assert!(answer.authentication_result().is_none() && answer.session().is_some());
}

#[tokio::test]
async fn a_user_with_mfa_is_challenged_only_after_the_right_password() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    scene.pool.require_mfa(EMAIL).expect("a user");
    let answer = scene.log_in(EMAIL, PASSWORD).await.expect("a challenge");
    assert_eq!(
        answer.challenge_name(),
        Some(&ChallengeNameType::SoftwareTokenMfa)
    );
    let refusal = scene
        .log_in(EMAIL, "wrong password")
        .await
        .expect_err("refused");
    assert!(refusal.starts_with("NotAuthorizedException"), "{refusal}");
}

#[tokio::test]
async fn the_clients_address_of_a_log_in_can_be_looked_up() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    assert_eq!(scene.pool.last_sign_in_address(EMAIL), None);
    scene.log_in(EMAIL, PASSWORD).await.expect("logged in");
    assert_eq!(
        scene.pool.last_sign_in_address(EMAIL).as_deref(),
        Some("203.0.113.7")
    );
}

async fn renew(scene: &Scene, token: &str) -> Result<AdminInitiateAuthOutput, String> {
    let call = scene
        .client
        .admin_initiate_auth()
        .user_pool_id(POOL)
        .client_id("user-client");
    call.auth_flow(AuthFlowType::RefreshTokenAuth)
        .auth_parameters("REFRESH_TOKEN", token)
        .send()
        .await
        .map_err(|error| named(error.into_service_error().meta()))
}

#[tokio::test]
async fn a_refresh_token_gives_new_tokens_of_the_same_log_in_until_it_ends() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let first = scene.log_in(EMAIL, PASSWORD).await.expect("logged in");
    let first = first.authentication_result().expect("tokens");
    let refresh = first.refresh_token().expect("one");
    scene.clock.advance(3600);
    let second = renew(&scene, refresh).await.expect("renewed");
    let second = second.authentication_result().expect("tokens");
    assert!(second.refresh_token().is_none(), "the old one stays");
    let (old, new) = (
        scene.claims_of(first.access_token().expect("one")),
        scene.claims_of(second.access_token().expect("one")),
    );
    assert_eq!(
        (&old["auth_time"], &old["origin_jti"]),
        (&new["auth_time"], &new["origin_jti"])
    );
    assert_eq!(
        new["iat"].as_i64(),
        old["iat"].as_i64().map(|second| second + 3600)
    );

    scene.clock.advance(31 * 24 * 3600);
    let late = renew(&scene, refresh).await.expect_err("ended");
    assert_eq!(late, "NotAuthorizedException: Refresh Token has expired");
    let forged = renew(&scene, "forged").await.expect_err("unknown");
    assert_eq!(forged, "NotAuthorizedException: Invalid Refresh Token");
}
