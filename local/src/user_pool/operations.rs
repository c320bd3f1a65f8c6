//! The JSON protocol of the real SDK (AWS JSON 1.1): which operation a request asks for, and how its outcome is sent.

mod admin_create_user;
mod admin_delete_user;
mod admin_get_user;
mod admin_initiate_auth;
mod admin_set_user_password;
mod admin_update_user_attributes;
mod attributes;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Fault, UserPool, json as respond};

const TARGET: &str = "x-amz-target";
const SERVICE: &str = "AWSCognitoIdentityProviderService.";
const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// Whether a request comes from an SDK of the user pool service.
pub(super) fn is_addressed<B>(request: &Request<B>) -> bool {
    request.method() == Method::POST && request.uri().path() == "/" && operation(request).is_some()
}

/// Runs the operation that a request asks for.
pub(super) fn answer(pool: &UserPool, request: &Request<Bytes>) -> Response<Bytes> {
    let outcome = run(pool, operation(request).unwrap_or_default(), request.body());
    let mut response = match outcome {
        Ok(body) => respond(StatusCode::OK, CONTENT_TYPE, &body),
        Err(fault) => refuse(&fault),
    };
    let id = HeaderValue::from_str(&Uuid::new_v4().to_string()).expect("a UUID is ASCII");
    response.headers_mut().insert("x-amzn-requestid", id);
    response
}

fn operation<B>(request: &Request<B>) -> Option<&str> {
    request
        .headers()
        .get(TARGET)?
        .to_str()
        .ok()?
        .strip_prefix(SERVICE)
}

fn run(pool: &UserPool, operation: &str, body: &Bytes) -> Result<Value, Fault> {
    match operation {
        "AdminCreateUser" => admin_create_user::run(pool, read(pool, body)?),
        "AdminDeleteUser" => admin_delete_user::run(pool, &read(pool, body)?),
        "AdminGetUser" => admin_get_user::run(pool, &read(pool, body)?),
        "AdminInitiateAuth" => admin_initiate_auth::run(pool, &read(pool, body)?),
        "AdminSetUserPassword" => admin_set_user_password::run(pool, &read(pool, body)?),
        "AdminUpdateUserAttributes" => admin_update_user_attributes::run(pool, read(pool, body)?),
        other => Err(Fault::UnknownOperation(format!(
            "The local user pool has no operation {other}; local/src/user_pool/operations.rs lists those it has."
        ))),
    }
}

fn refuse(fault: &Fault) -> Response<Bytes> {
    let status = match fault {
        Fault::Shelf(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    let body = json!({"__type": fault.name(), "message": fault.to_string()});
    let mut response = respond(status, CONTENT_TYPE, &body);
    response
        .headers_mut()
        .insert("x-amzn-errortype", HeaderValue::from_static(fault.name()));
    response
}

/// Reads a request body, after checking that it is for this pool.
fn read<T: DeserializeOwned>(pool: &UserPool, body: &Bytes) -> Result<T, Fault> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Addressed {
        user_pool_id: String,
    }
    let malformed = |error: serde_json::Error| Fault::Serialization(error.to_string());
    let Addressed { user_pool_id } = serde_json::from_slice(body).map_err(malformed)?;
    if user_pool_id != pool.config.pool_id {
        return Err(Fault::ResourceNotFound(format!(
            "User pool {user_pool_id} does not exist."
        )));
    }
    serde_json::from_slice(body).map_err(malformed)
}

/// Checks a user name as the service's front door does.
fn check_username(username: &str) -> Result<(), Fault> {
    let length = username.chars().count();
    if length > 128 {
        return Err(Fault::constraint(
            "username",
            "have length less than or equal to 128",
        ));
    }
    if length == 0
        || username
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
    {
        return Err(Fault::constraint(
            "username",
            "satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
        ));
    }
    Ok(())
}
