//! Goals. The list carries what can be wrong with any caller and any list.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use local::seed::ids;
use serde_json::{Value, json};

use super::{
    UNKNOWN, expired, of_another_client, of_another_stage, under_a_base_path, without_claims,
};
use crate::case::{Case, case};

const ALL: &str = "/api/v1/goals";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(list());
    cases.extend(callers());
    cases.extend(create());
    cases.extend(bad_bodies());
    cases.extend(one());
    cases
}

fn of_student() -> String {
    format!("{ALL}?student_id={}", ids::STUDENT)
}

fn list() -> [Case; 8] {
    let list = of_student();
    [
        case("goals/list.ok", "GET", &list),
        case(
            "goals/list.slash",
            "GET",
            format!("{ALL}/?student_id={}", ids::STUDENT),
        ),
        case("goals/list.page", "GET", format!("{list}&limit=2")),
        case(
            "goals/list.bad_cursor",
            "GET",
            format!("{list}&cursor=bm90IGEgY3Vyc29y"),
        ),
        case("goals/list.offset", "GET", format!("{list}&offset=20")),
        case("goals/list.bad_limit", "GET", format!("{list}&limit=101")),
        case(
            "goals/list.malformed_student",
            "GET",
            format!("{ALL}?student_id=42"),
        ),
        case("goals/list.no_student", "GET", ALL),
    ]
}

fn callers() -> [Case; 9] {
    let list = of_student();
    [
        case("goals/list.linked_tutor", "GET", &list).by(ids::TUTOR),
        case("goals/list.linked_parent", "GET", &list).by(ids::PARENT),
        case("goals/list.other_tutor", "GET", &list).by(ids::COLLEAGUE),
        case("goals/list.service", "GET", &list).by_a_service(),
        case("goals/list.no_claims", "GET", &list).altered(without_claims),
        case("goals/list.expired", "GET", &list).altered(expired),
        case("goals/list.forged_client", "GET", &list).altered(of_another_client),
        case("goals/list.other_stage", "GET", &list).altered(of_another_stage),
        case("goals/list.base_path", "GET", &list).altered(under_a_base_path),
    ]
}

fn create() -> [Case; 7] {
    let with = |more: Value| {
        let mut body = json!({"student_id": ids::STUDENT, "title": "Pass the biology final"});
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        body
    };
    [
        case("goals/create.ok", "POST", ALL).with(&with(json!({
            "description": "Grüße, 日本語, 🎓 — kept exactly.",
            "goal_type": "AP",
            "subject_id": ids::subject(6),
            "target_completion_date": "2027-05-01"
        }))),
        case("goals/create.slash", "POST", format!("{ALL}/")).with(&with(json!({
            "subject_name": "biology"
        }))),
        case("goals/create.old_client", "POST", ALL).with(&with(json!({
            "description": "", "goal_type": "", "target_completion_date": "", "difficulty_level": 3
        }))),
        case("goals/create.new_subject", "POST", ALL)
            .with(&with(json!({"subject_name": "Astronomy"}))),
        case("goals/create.unknown_subject", "POST", ALL)
            .with(&with(json!({"subject_id": UNKNOWN}))),
        case("goals/create.other_student", "POST", ALL)
            .by(ids::COLLEAGUE)
            .with(&with(json!({}))),
        case("goals/create.encoded_body", "POST", ALL)
            .with(&with(json!({})))
            .altered(encoded),
    ]
}

fn bad_bodies() -> [Case; 4] {
    [
        case("goals/create.bad_fields", "POST", ALL).with(&json!({
            "student_id": "me", "title": "   ", "goal_type": 7, "target_completion_date": "2027-02-30"
        })),
        case("goals/create.bad_json", "POST", ALL).with_text("{\"title\": "),
        case("goals/create.no_body", "POST", ALL),
        case("goals/create.not_json", "POST", ALL).typed("text/plain").with_text("title=A goal"),
    ]
}

fn one() -> [Case; 12] {
    let goal = |id: &dyn std::fmt::Display| format!("{ALL}/{id}");
    let reset = |number| format!("{}/reset", goal(&ids::goal(number)));
    [
        case("goals/get.ok", "GET", goal(&ids::goal(1))),
        case("goals/get.unknown", "GET", goal(&UNKNOWN)),
        case("goals/get.malformed_id", "GET", goal(&"first")),
        case("goals/change.ok", "PATCH", goal(&ids::goal(2))).with(&json!({
            "title": "Score a 5 in AP Chemistry", "status": "paused", "target_completion_date": null
        })),
        case("goals/change.completed", "PATCH", goal(&ids::goal(3)))
            .with(&json!({"status": "paused"})),
        case("goals/change.bad_fields", "PATCH", goal(&ids::goal(1))).with(&json!({
            "status": "completed", "target_completion_date": "soon"
        })),
        case("goals/change.tutor", "PATCH", goal(&ids::goal(1)))
            .by(ids::TUTOR)
            .with(&json!({"title": "Not yours to change"})),
        case("goals/reset.ok", "POST", reset(3)),
        case("goals/reset.active", "POST", reset(1)),
        case("goals/delete.ok", "DELETE", goal(&ids::goal(6))),
        case("goals/delete.unknown", "DELETE", goal(&UNKNOWN)),
        case("goals/delete.parent", "DELETE", goal(&ids::goal(1))).by(ids::PARENT),
    ]
}

/// API Gateway encodes a body when it is compressed, or does not call itself text.
fn encoded(event: &mut Value) {
    let body = event["body"].as_str().unwrap_or_default().to_owned();
    event["body"] = json!(STANDARD.encode(body));
    event["isBase64Encoded"] = json!(true);
}
