//! Items that were assigned: lists, answers, reviews.

use local::seed::ids;
use serde_json::{Value, json};

use super::super::{UNKNOWN, without_claims};
use crate::case::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(assignments());
    cases.extend(complete());
    cases.extend(flagged());
    cases.extend(review());
    cases
}

fn assignments() -> [Case; 7] {
    let list = format!("/api/v1/practice/assignments?student_id={}", ids::STUDENT);
    [
        case("practice/assignments.ok", "GET", &list),
        case(
            "practice/assignments.page",
            "GET",
            format!("{list}&limit=1"),
        ),
        case(
            "practice/assignments.completed",
            "GET",
            format!("{list}&completed=true"),
        )
        .by(ids::PARENT),
        case(
            "practice/assignments.bad_cursor",
            "GET",
            format!("{list}&cursor=AQID"),
        ),
        case(
            "practice/assignments.offset",
            "GET",
            format!("{list}&offset=20"),
        ),
        case(
            "practice/assignments.bad_limit",
            "GET",
            format!("{list}&limit=0"),
        ),
        case("practice/assignments.other_tutor", "GET", &list).by(ids::COLLEAGUE),
    ]
}

/// An answer to the item of this number in the assignment of this number.
fn answer(assignment: u32, item: u32) -> String {
    let (assignment, item) = (ids::assignment(assignment), ids::item(item));
    format!("/api/v1/practice/complete?assignment_id={assignment}&item_id={item}")
}

fn complete() -> [Case; 9] {
    let body =
        |answer: &str| json!({"student_answer": answer, "time_taken_seconds": 48, "hints_used": 1});
    // As old clients send it: what they think of the answer has no effect.
    let old = |answer: &str, correct: bool| -> Value {
        let mut body = body(answer);
        body["correct"] = json!(correct);
        body
    };
    [
        case("practice/complete.ok", "POST", answer(3, 6)).with(&old("C) 100 kPa", false)),
        case("practice/complete.ok_again", "POST", answer(3, 6)).with(&old("C) 100 kPa", true)),
        case("practice/complete.corrected", "POST", answer(1, 3)).with(&body("x = -3 or x = 6")),
        case("practice/complete.wrong", "POST", answer(3, 7)).with(&old("square planar", true)),
        case("practice/complete.mismatch", "POST", answer(2, 7)).with(&body("A")),
        case(
            "practice/complete.unknown",
            "POST",
            format!("/api/v1/practice/complete?assignment_id={UNKNOWN}&item_id={UNKNOWN}"),
        )
        .with(&body("A")),
        case("practice/complete.bad_fields", "POST", answer(3, 7))
            .with(&json!({"student_answer": 4, "time_taken_seconds": -1})),
        case("practice/complete.tutor", "POST", answer(3, 7))
            .by(ids::TUTOR)
            .with(&body("A")),
        case("practice/complete.no_claims", "POST", answer(3, 7))
            .with(&body("A"))
            .altered(without_claims),
    ]
}

fn flagged() -> [Case; 3] {
    let list = format!("/api/v1/practice/flagged?student_id={}", ids::STUDENT);
    [
        case("practice/flagged.ok", "GET", &list).by(ids::TUTOR),
        case("practice/flagged.student", "GET", &list),
        case("practice/flagged.other_tutor", "GET", &list).by(ids::COLLEAGUE),
    ]
}

fn review() -> [Case; 7] {
    let path = |id: &dyn std::fmt::Display| format!("/api/v1/practice/flagged/{id}/review");
    let made_up = path(&ids::item(4));
    let approve = json!({"decision": "approve", "add_to_bank": true});
    [
        case("practice/review.ok", "POST", &made_up)
            .by(ids::TUTOR)
            .with(&approve),
        case("practice/review.ok_again", "POST", &made_up)
            .by(ids::ADMIN)
            .with(&json!({"decision": "approve"})),
        case("practice/review.other_decision", "POST", &made_up)
            .by(ids::TUTOR)
            .with(&json!({"decision": "reject"})),
        case("practice/review.from_the_bank", "POST", path(&ids::item(1)))
            .by(ids::TUTOR)
            .with(&approve),
        case("practice/review.bad_fields", "POST", &made_up)
            .by(ids::TUTOR)
            .with(&json!({"decision": "maybe"})),
        case("practice/review.unknown", "POST", path(&UNKNOWN))
            .by(ids::TUTOR)
            .with(&approve),
        case("practice/review.student", "POST", &made_up).with(&approve),
    ]
}
