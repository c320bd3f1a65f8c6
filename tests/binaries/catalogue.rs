//! All events there are. Within a group they are replayed in the order of their files' names, and what one writes the next
//! ones see; every group begins with fresh demo data.

mod accounts;
mod goals;
mod ops;
mod practice;
mod progress;
mod qa;
mod sessions;
mod subjects;
mod summaries;

use serde_json::{Value, json};

use crate::case::Case;

/// A valid UUID that nothing has.
const UNKNOWN: &str = "5eed0000-0000-4000-8000-00000000dead";

/// All of them.
pub(crate) fn all() -> Vec<Case> {
    let groups = [
        accounts::cases(),
        goals::cases(),
        ops::cases(),
        practice::cases(),
        progress::cases(),
        qa::cases(),
        sessions::cases(),
        subjects::cases(),
        summaries::cases(),
    ];
    groups.into_iter().flatten().collect()
}

/// As if the route had no authorizer.
fn without_claims(event: &mut Value) {
    event["requestContext"]
        .as_object_mut()
        .expect("every event has a context")
        .remove("authorizer");
}

fn claim(event: &mut Value, name: &str, value: &str) {
    event["requestContext"]["authorizer"]["jwt"]["claims"][name] = json!(value);
}

fn expired(event: &mut Value) {
    claim(event, "exp", "1795334001");
}

fn of_another_client(event: &mut Value) {
    claim(event, "client_id", "another-client-of-the-pool");
}

fn of_another_pool(event: &mut Value) {
    claim(
        event,
        "iss",
        "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Another00",
    );
}

/// Of somebody who was deleted after the token was made.
fn of_nobody(event: &mut Value) {
    claim(event, "sub", UNKNOWN);
    claim(event, "username", UNKNOWN);
}

fn an_id_token(event: &mut Value) {
    claim(event, "token_use", "id");
}

fn of_another_stage(event: &mut Value) {
    event["requestContext"]["stage"] = json!("test");
}

/// What a base path of a custom domain makes of the path.
fn under_a_base_path(event: &mut Value) {
    for pointer in ["/rawPath", "/requestContext/http/path"] {
        let path = event.pointer_mut(pointer).expect("every event has a path");
        *path = json!(format!("/study{}", path.as_str().unwrap_or_default()));
    }
}
