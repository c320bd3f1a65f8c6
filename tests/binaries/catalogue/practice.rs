//! Practice. What is assigned is what only one item of the bank fits; what is answered is what the demo data holds.

mod bank;
mod items;

use domain::UserId;
use local::seed::ids;
use serde_json::json;

use super::{UNKNOWN, without_claims};
use crate::case::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(assign());
    cases.extend(assign_later());
    cases.extend(job());
    cases.extend(ratings());
    cases.extend(summary());
    cases.extend(items::cases());
    cases.extend(bank::cases());
    cases
}

fn assign() -> [Case; 7] {
    let path = |more: &str| {
        let student = ids::STUDENT;
        format!("/api/v1/practice/assign?student_id={student}&{more}")
    };
    let one = path("subject=biology&num_items=1&goal_tags=enzymes");
    [
        case("practice/assign.ok", "POST", &one),
        case(
            "practice/assign.body_tags",
            "POST",
            path("subject=Geometry&num_items=1"),
        )
        .by(ids::TUTOR)
        .with(&json!(["polygons"])),
        case(
            "practice/assign.bad_fields",
            "POST",
            "/api/v1/practice/assign?student_id=me&subject=%20&num_items=21",
        ),
        case(
            "practice/assign.unknown_subject",
            "POST",
            path("subject=chem"),
        ),
        case(
            "practice/assign.unknown_goal",
            "POST",
            path("subject=Algebra"),
        )
        .with(&json!({"goal_tags": [UNKNOWN]})),
        case("practice/assign.other_tutor", "POST", &one).by(ids::COLLEAGUE),
        case("practice/assign.no_claims", "POST", &one).altered(without_claims),
    ]
}

fn assign_later() -> [Case; 4] {
    const PATH: &str = "/api/v1/practice/assign/async";
    let order = json!({"student_id": ids::STUDENT, "subject": "Algebra", "num_items": 3});
    [
        // A worker does it, some time: it must not be the demo student's, which other events look at.
        case("practice/assign_later.ok", "POST", PATH)
            .by(ids::TUTOR)
            .with(&json!({"student_id": ids::TUTOR, "subject": "Algebra", "num_items": 3})),
        case("practice/assign_later.webhook", "POST", PATH).with(&json!({
            "student_id": ids::STUDENT, "subject": "Algebra", "webhook_url": "https://example.com/done"
        })),
        case("practice/assign_later.bad_fields", "POST", PATH)
            .with(&json!({"student_id": ids::STUDENT, "num_items": 0})),
        case("practice/assign_later.other_tutor", "POST", PATH)
            .by(ids::COLLEAGUE)
            .with(&order),
    ]
}

fn job() -> [Case; 6] {
    let path = |id: &dyn std::fmt::Display| format!("/api/v1/jobs/{id}");
    let done = path(&ids::job(1));
    [
        case("practice/job.ok", "GET", &done),
        case("practice/job.failed", "GET", path(&ids::job(2))),
        case("practice/job.linked_parent", "GET", &done).by(ids::PARENT),
        case("practice/job.other_tutor", "GET", &done).by(ids::COLLEAGUE),
        case("practice/job.unknown", "GET", path(&UNKNOWN)),
        case("practice/job.malformed_id", "GET", path(&"latest")),
    ]
}

fn ratings() -> [Case; 4] {
    let path = |id: &dyn std::fmt::Display| format!("/api/v1/ratings/{id}");
    let own = path(&ids::STUDENT);
    [
        case("practice/ratings.ok", "GET", &own),
        case("practice/ratings.linked_tutor", "GET", &own).by(ids::TUTOR),
        case("practice/ratings.other_tutor", "GET", &own).by(ids::COLLEAGUE),
        case("practice/ratings.malformed_id", "GET", path(&"me")),
    ]
}

fn summary() -> [Case; 4] {
    let path = |id: UserId| format!("/api/v1/practice/summary?student_id={id}");
    [
        // Old clients name an assignment; it has no effect.
        case(
            "practice/summary.ok",
            "POST",
            format!(
                "{}&assignment_id={}",
                path(ids::STUDENT),
                ids::assignment(3)
            ),
        ),
        case("practice/summary.linked_parent", "POST", path(ids::STUDENT)).by(ids::PARENT),
        case("practice/summary.nothing", "POST", path(ids::ADMIN)).by(ids::ADMIN),
        case("practice/summary.other_tutor", "POST", path(ids::STUDENT)).by(ids::COLLEAGUE),
    ]
}
