//! The dashboard.

use local::seed::ids;

use super::{UNKNOWN, without_claims};
use crate::case::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let path = format!("/api/v1/progress/{}", ids::STUDENT);
    vec![
        case("progress/get.ok", "GET", &path),
        case(
            "progress/get.no_suggestions",
            "GET",
            format!("{path}?include_suggestions=false"),
        ),
        case("progress/get.linked_parent", "GET", &path).by(ids::PARENT),
        case("progress/get.other_tutor", "GET", &path).by(ids::COLLEAGUE),
        case(
            "progress/get.no_goals",
            "GET",
            format!("/api/v1/progress/{}", ids::ADMIN),
        )
        .by(ids::ADMIN),
        case(
            "progress/get.bad_flag",
            "GET",
            format!("{path}?include_suggestions=perhaps"),
        ),
        case("progress/get.malformed_id", "GET", "/api/v1/progress/me"),
        case(
            "progress/get.unknown",
            "GET",
            format!("/api/v1/progress/{UNKNOWN}"),
        )
        .by(ids::ADMIN),
        case("progress/get.no_claims", "GET", &path).altered(without_claims),
    ]
}
