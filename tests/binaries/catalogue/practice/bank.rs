//! The practice bank.

use domain::BankItemId;
use domain::practice::bank::QuestionText;
use domain::practice::entry::seeded_id;
use local::seed::ids;
use serde_json::{Value, json};

use super::super::UNKNOWN;
use crate::case::{Case, case};

const ALL: &str = "/api/v1/practice/bank";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(list());
    cases.extend(create());
    cases.extend(change());
    cases.extend(retire());
    cases
}

/// An item that the seed bank has in Algebra.
fn seeded(question: &str) -> BankItemId {
    let question = QuestionText::parse(question).expect("a question");
    seeded_id(ids::subject(1), &question)
}

fn one(id: &dyn std::fmt::Display) -> String {
    format!("{ALL}/{id}")
}

fn list() -> [Case; 6] {
    let list = format!("{ALL}?subject_id={}", ids::subject(1));
    [
        case(
            "practice/bank.list.ok",
            "GET",
            format!("{list}&difficulty_max=1"),
        )
        .by(ids::TUTOR),
        case("practice/bank.list.page", "GET", format!("{list}&limit=1")).by(ids::ADMIN),
        case(
            "practice/bank.list.retired",
            "GET",
            format!("{list}&active=false"),
        )
        .by(ids::TUTOR),
        case(
            "practice/bank.list.bad_range",
            "GET",
            format!("{list}&difficulty_min=5&difficulty_max=3"),
        )
        .by(ids::TUTOR),
        case(
            "practice/bank.list.bad_cursor",
            "GET",
            format!("{list}&cursor=AQID"),
        )
        .by(ids::TUTOR),
        case("practice/bank.list.student", "GET", &list),
    ]
}

fn create() -> [Case; 5] {
    let with = |field: &str, value: Value| {
        let mut body = json!({
            "subject_id": ids::subject(1), "difficulty": 3, "question": "Solve 5x + 4 = 2x + 19. What is x?",
            "answer": "5", "wrong": ["3", "23/7", "15"],
            "explanation": "Subtract 2x and 4 from both sides: 3x = 15, so x = 5.", "topic_tags": ["linear equations"]
        });
        body[field] = value;
        body
    };
    let good = with("goal_tags", json!(["homework"]));
    [
        case("practice/bank.create.ok", "POST", ALL)
            .by(ids::TUTOR)
            .with(&good),
        case("practice/bank.create.same_answers", "POST", ALL)
            .by(ids::TUTOR)
            .with(&with("wrong", json!(["3", "5.0", "15"]))),
        case("practice/bank.create.bad_fields", "POST", ALL)
            .by(ids::TUTOR)
            .with(&json!({"subject_id": "algebra", "difficulty": 11, "question": "Why?"})),
        case("practice/bank.create.unknown_subject", "POST", ALL)
            .by(ids::ADMIN)
            .with(&with("subject_id", json!(UNKNOWN))),
        case("practice/bank.create.student", "POST", ALL).with(&good),
    ]
}

fn change() -> [Case; 5] {
    let item = one(&seeded("Solve 3x - 7 = 11. What is the value of x?"));
    let harder = json!({"difficulty": 3});
    [
        case("practice/bank.change.ok", "PATCH", &item)
            .by(ids::ADMIN)
            .with(&harder),
        case("practice/bank.change.not_its_own", "PATCH", &item)
            .by(ids::TUTOR)
            .with(&harder),
        case("practice/bank.change.same_answers", "PATCH", &item)
            .by(ids::ADMIN)
            .with(&json!({"answer": "12/2", "wrong": ["6", "18", "12"]})),
        case("practice/bank.change.unknown", "PATCH", one(&UNKNOWN))
            .by(ids::TUTOR)
            .with(&harder),
        case("practice/bank.change.student", "PATCH", &item).with(&harder),
    ]
}

fn retire() -> [Case; 4] {
    let item = one(&seeded("What is the value of 3a + 2 when a = 4?"));
    [
        case("practice/bank.retire.ok", "DELETE", &item).by(ids::ADMIN),
        case("practice/bank.retire.unknown", "DELETE", one(&UNKNOWN)).by(ids::TUTOR),
        case("practice/bank.retire.malformed_id", "DELETE", one(&"first")).by(ids::ADMIN),
        case("practice/bank.retire.parent", "DELETE", &item).by(ids::PARENT),
    ]
}
