//! Subjects.

use local::seed::ids;
use serde_json::json;

use super::{UNKNOWN, without_claims};
use crate::case::{Case, case};

const ALL: &str = "/api/v1/subjects";

pub(super) fn cases() -> Vec<Case> {
    let one = |id: &dyn std::fmt::Display| format!("{ALL}/{id}");
    let new = json!({"name": "Statistics", "category": "Math", "description": "Chance and data."});
    vec![
        case("subjects/list.ok", "GET", ALL),
        case(
            "subjects/list.category",
            "GET",
            format!("{ALL}?category=Test%20Prep"),
        ),
        case("subjects/list.page", "GET", format!("{ALL}?limit=3")),
        case(
            "subjects/list.bad_cursor",
            "GET",
            format!("{ALL}?cursor=%25"),
        ),
        case("subjects/list.no_claims", "GET", ALL).altered(without_claims),
        case("subjects/get.ok", "GET", one(&ids::subject(1))),
        case("subjects/get.unknown", "GET", one(&UNKNOWN)),
        case("subjects/get.malformed_id", "GET", one(&"algebra")),
        case("subjects/create.ok", "POST", ALL)
            .by(ids::TUTOR)
            .with(&new),
        case("subjects/create.name_taken", "POST", ALL)
            .by(ids::TUTOR)
            .with(&json!({"name": "aLGEBRA"})),
        case("subjects/create.student", "POST", ALL).with(&new),
        case("subjects/create.bad_fields", "POST", ALL)
            .by(ids::ADMIN)
            .with(&json!({"name": " ", "category": "x".repeat(51)})),
        case("subjects/change.ok", "PATCH", one(&ids::subject(4)))
            .by(ids::ADMIN)
            .with(&json!({"name": "General Chemistry", "description": null})),
        case("subjects/change.tutor", "PATCH", one(&ids::subject(4)))
            .by(ids::TUTOR)
            .with(&json!({"name": "Alchemy"})),
    ]
}
