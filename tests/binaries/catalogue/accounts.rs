//! Registering, logging in, users and links.

use local::seed::{PASSWORD, ids};
use serde_json::json;

use super::{
    UNKNOWN, an_id_token, expired, of_another_client, of_another_pool, of_nobody, without_claims,
};
use crate::case::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(register());
    cases.extend(log_in());
    cases.extend(me());
    cases.extend(users());
    cases.extend(links());
    cases
}

fn register() -> [Case; 5] {
    let path = "/api/v1/auth/register";
    let who = |email: &str, role: &str| json!({"email": email, "password": "correct horse", "name": "Nina New", "role": role});
    [
        case("accounts/register.ok", "POST", path).with(&who("Nina@example.com", "student")),
        case("accounts/register.email_exists", "POST", path)
            .with(&who("DEMO@example.com", "tutor")),
        case("accounts/register.as_admin", "POST", path).with(&who("eve@example.com", "admin")),
        case("accounts/register.bad_fields", "POST", path)
            .with(&json!({"email": "no address", "password": "short"})),
        case("accounts/register.bad_json", "POST", path).with_text("{\"email\": \"nina@"),
    ]
    .map(Case::by_nobody)
}

fn log_in() -> [Case; 4] {
    let path = "/api/v1/auth/login";
    let who = |email: &str, password: &str| json!({"email": email, "password": password});
    [
        case("accounts/log_in.ok", "POST", path).with(&who("Demo@Example.com", PASSWORD)),
        case("accounts/log_in.wrong_password", "POST", path)
            .with(&who("demo@example.com", "not it at all")),
        case("accounts/log_in.unknown_email", "POST", path)
            .with(&who("nobody@example.com", PASSWORD)),
        case("accounts/log_in.no_password", "POST", path)
            .with(&json!({"email": "demo@example.com"})),
    ]
    .map(Case::by_nobody)
}

fn me() -> [Case; 10] {
    let (me, seen) = ("/api/v1/auth/me", "/api/v1/users/me/disclaimer");
    [
        case("accounts/me.ok", "GET", me),
        case("accounts/me.admin", "GET", me).by(ids::ADMIN),
        case("accounts/me.gone", "GET", me).altered(of_nobody),
        case("accounts/me.no_claims", "GET", me).altered(without_claims),
        case("accounts/me.expired", "GET", me).altered(expired),
        case("accounts/me.forged_client", "GET", me).altered(of_another_client),
        case("accounts/me.forged_issuer", "GET", me).altered(of_another_pool),
        case("accounts/me.id_token", "GET", me).altered(an_id_token),
        case("accounts/disclaimer.ok", "POST", seen),
        case("accounts/disclaimer.no_claims", "POST", seen).altered(without_claims),
    ]
}

fn users() -> [Case; 9] {
    let user = |id: &dyn std::fmt::Display| format!("/api/v1/users/{id}");
    let own = user(&ids::STUDENT);
    [
        case("accounts/get_user.ok", "GET", &own),
        case("accounts/get_user.linked_tutor", "GET", &own).by(ids::TUTOR),
        case("accounts/get_user.admin", "GET", &own).by(ids::ADMIN),
        case("accounts/get_user.stranger", "GET", user(&ids::TUTOR)),
        case("accounts/get_user.malformed_id", "GET", user(&"me-and-you")),
        case("accounts/get_user.unknown", "GET", user(&UNKNOWN)).by(ids::ADMIN),
        case("accounts/change_user.ok", "PATCH", &own).with(&json!({
            "name": "Dana Ωmega 日本",
            "preferences": {"learning_style": "kinesthetic", "nudge_frequency_cap": 3},
            "time_zone": "Europe/Berlin",
            "role": "admin"
        })),
        case("accounts/change_user.bad_fields", "PATCH", &own).with(&json!({
            "preferences": {"learning_style": "osmosis", "nudge_frequency_cap": 21},
            "time_zone": "Mars/Olympus"
        })),
        case("accounts/change_user.parent", "PATCH", &own)
            .by(ids::PARENT)
            .with(&json!({"name": "Somebody Else"})),
    ]
}

fn links() -> [Case; 10] {
    let all = "/api/v1/links";
    let adults = format!("{all}?student_id={}", ids::STUDENT);
    let students = format!("{all}?adult_id={}", ids::TUTOR);
    let link = |adult: &dyn std::fmt::Display| format!("{all}/{}/{adult}", ids::STUDENT);
    let new = json!({"student_id": ids::STUDENT, "adult_id": ids::COLLEAGUE, "kind": "tutor"});
    let old = json!({"student_id": ids::STUDENT, "adult_id": ids::TUTOR, "kind": "tutor"});
    [
        case("accounts/list_links.ok", "GET", &adults),
        case("accounts/list_links.tutor", "GET", &students).by(ids::TUTOR),
        case(
            "accounts/list_links.admin_page",
            "GET",
            format!("{adults}&limit=1"),
        )
        .by(ids::ADMIN),
        case(
            "accounts/list_links.both_sides",
            "GET",
            format!("{adults}&adult_id={}", ids::TUTOR),
        ),
        case("accounts/create_link.ok", "POST", all)
            .by(ids::ADMIN)
            .with(&new),
        case("accounts/create_link.exists", "POST", all)
            .by(ids::ADMIN)
            .with(&old),
        case("accounts/create_link.tutor", "POST", all)
            .by(ids::COLLEAGUE)
            .with(&new),
        case("accounts/delete_link.ok", "DELETE", link(&ids::PARENT)).by(ids::ADMIN),
        case("accounts/delete_link.student", "DELETE", link(&ids::TUTOR)),
        case("accounts/delete_link.unknown", "DELETE", link(&UNKNOWN)).by(ids::ADMIN),
    ]
}
