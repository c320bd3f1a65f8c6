//! Accounts: registering, logging in, users and links.

mod change_user;
mod create_link;
mod delete_link;
mod disclaimer;
mod first_log_in;
mod get_user;
mod healing;
mod list_links;
mod log_in;
mod me;
mod register;

use bytes::Bytes;
use http::Request;
use serde_json::{Value, json};
use tests::{Api, Reply};

const REGISTER: &str = "/api/v1/auth/register";
const LOG_IN: &str = "/api/v1/auth/login";
const ME: &str = "/api/v1/auth/me";
const LINKS: &str = "/api/v1/links";
const PASSWORD: &str = "correct horse";

/// Registers with an email address and a password.
async fn register(api: &Api, email: &str, password: &str) -> Reply {
    let body = json!({"email": email, "password": password});
    api.nobody().post(REGISTER, body).await
}

/// Logs in with an email address and a password.
async fn log_in(api: &Api, email: &str, password: &str) -> Reply {
    let body = json!({"email": email, "password": password});
    api.nobody().post(LOG_IN, body).await
}

/// Tells the user pool to do something, past the API, as an operator or another process would.
fn pool(api: &Api, operation: &str, mut body: Value) -> Value {
    body["UserPoolId"] = api.pool().config().pool_id.clone().into();
    let target = format!("AWSCognitoIdentityProviderService.{operation}");
    let request = Request::post("/").header("x-amz-target", target);
    let request = request
        .body(Bytes::from(body.to_string()))
        .expect("a well formed request");
    let response = api.pool().answer(&request);
    let answer = serde_json::from_slice(response.body()).expect("the pool answers JSON");
    assert_eq!(response.status(), 200, "{operation}: {answer}");
    answer
}

/// What a registration leaves in the pool that ends behind its first step.
fn begin_account(api: &Api, email: &str, password: &str, role: &str) {
    let attributes = json!([
        {"Name": "email", "Value": email},
        {"Name": "email_verified", "Value": "true"},
        {"Name": "custom:role", "Value": role},
    ]);
    let body = json!({
        "Username": email, "TemporaryPassword": password, "MessageAction": "SUPPRESS",
        "UserAttributes": attributes,
    });
    pool(api, "AdminCreateUser", body);
}

/// What a registration leaves in the pool that ends before its row is written.
fn finish_account(api: &Api, email: &str, password: &str, role: &str) {
    begin_account(api, email, password, role);
    let body = json!({"Username": email, "Password": password, "Permanent": true});
    pool(api, "AdminSetUserPassword", body);
}

/// The path of a user.
fn user_path(id: impl std::fmt::Display) -> String {
    format!("/api/v1/users/{id}")
}
