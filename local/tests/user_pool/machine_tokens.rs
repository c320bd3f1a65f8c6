//! Tokens for service callers.

use base64::Engine as _;
use bytes::Bytes;
use http::{Request, StatusCode};
use local::user_pool::UserPool;
use serde_json::{Value, json};

use crate::clock::Standing;
use crate::pool::config;
use crate::scene::{body_of, claims_of};

fn ask_for_token(basic: Option<&str>, form: &'static str) -> (StatusCode, Value) {
    let pool = UserPool::in_memory(config(), Standing::new());
    let mut request =
        Request::post("/oauth2/token").header("content-type", "application/x-www-form-urlencoded");
    if let Some(credentials) = basic {
        let encoded = base64::engine::general_purpose::STANDARD.encode(credentials);
        request = request.header("authorization", format!("Basic {encoded}"));
    }
    let response = pool.answer(
        &request
            .body(Bytes::from_static(form.as_bytes()))
            .expect("a request"),
    );
    let mut body = body_of(&response);
    if let Some(token) = body["access_token"].as_str() {
        body["access_token"] = claims_of(&pool, token);
    }
    (response.status(), body)
}

#[test]
fn a_machine_client_gets_a_token_by_basic_or_by_form() {
    let all = "grant_type=client_credentials";
    let by_form = "grant_type=client_credentials&client_id=machine-client&client_secret=machine-secret\
                   &scope=study%2Fsessions.write";
    for (basic, form) in [
        (Some("machine-client:machine-secret"), all),
        (None, by_form),
    ] {
        let (status, body) = ask_for_token(basic, form);
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!(
            (&body["token_type"], &body["expires_in"]),
            (&json!("Bearer"), &json!(3600))
        );
        let claims = &body["access_token"];
        assert_eq!(
            (&claims["sub"], &claims["client_id"]),
            (&json!("machine-client"), &json!("machine-client"))
        );
        assert_eq!(
            (&claims["scope"], &claims["token_use"]),
            (&json!("study/sessions.write"), &json!("access"))
        );
        assert!(claims.get("username").is_none());
    }
}

#[test]
fn a_client_gets_its_own_scopes_by_its_own_secret_and_no_others() {
    let all = "grant_type=client_credentials";
    let monitoring = Some("monitoring-client:monitoring-secret");
    let (status, body) = ask_for_token(monitoring, all);
    assert_eq!(status, StatusCode::OK, "{body}");
    let claims = &body["access_token"];
    assert_eq!(
        (&claims["client_id"], &claims["scope"]),
        (&json!("monitoring-client"), &json!("metrics/read"))
    );
    for (basic, form, error) in [
        (
            monitoring,
            "grant_type=client_credentials&scope=study%2Fsessions.write",
            "invalid_scope",
        ),
        (
            Some("machine-client:machine-secret"),
            "grant_type=client_credentials&scope=metrics%2Fread",
            "invalid_scope",
        ),
        (
            Some("monitoring-client:machine-secret"),
            all,
            "invalid_client",
        ),
    ] {
        let (_, body) = ask_for_token(basic, form);
        assert_eq!(body["error"], error, "{form}");
    }
}

#[test]
fn a_token_request_that_is_wrong_is_told_why() {
    let good = Some("machine-client:machine-secret");
    for (basic, form, status, error) in [
        (
            Some("machine-client:wrong"),
            "grant_type=client_credentials",
            401,
            "invalid_client",
        ),
        (
            Some("nobody:machine-secret"),
            "grant_type=client_credentials",
            401,
            "invalid_client",
        ),
        (None, "grant_type=client_credentials", 400, "invalid_client"),
        (good, "grant_type=password", 400, "unsupported_grant_type"),
        (good, "", 400, "invalid_request"),
        (
            good,
            "grant_type=client_credentials&scope=study%2Fall",
            400,
            "invalid_scope",
        ),
        (
            good,
            "grant_type=client_credentials&grant_type=password",
            400,
            "invalid_request",
        ),
    ] {
        let (given, body) = ask_for_token(basic, form);
        assert_eq!(
            (given.as_u16(), &body["error"]),
            (status, &json!(error)),
            "{form}"
        );
    }
}
