//! Questions and answers. The demo student has asked four in the last day.

use local::seed::ids;
use serde_json::{Value, json};

use super::{UNKNOWN, without_claims};
use crate::case::{Case, case};

const ASK: &str = "/api/v1/qa/query";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(ask());
    cases.extend(refused());
    cases.extend(history());
    cases.extend(context());
    cases
}

fn asked(query: &str, more: Value) -> Value {
    let mut body = json!({"student_id": ids::STUDENT, "query": query});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    body
}

fn ask() -> [Case; 5] {
    let square = "How do I complete the square when there is a number in front of the x^2?";
    [
        case("qa/ask.ok", "POST", ASK).with(&asked(
            square,
            json!({
                "goal_id": ids::goal(1),
                "context": {"recent_sessions": ["Completing the square"], "current_practice": "Quadratic equations"}
            }),
        )),
        // What the old client sends, and no more.
        case("qa/ask.old_client", "POST", ASK)
            .with(&asked("What is a limiting reactant in chemistry?", json!({"context": {}}))),
        case("qa/ask.ambiguous", "POST", ASK).with(&asked(
            "I don't get this part",
            json!({"context": {"recent_sessions": ["Vertex form", "Molar mass"]}}),
        )),
        case("qa/ask.out_of_scope", "POST", ASK)
            .with(&asked("Which hotel is near the beach?", json!({"goal_id": ids::goal(1)}))),
        case("qa/ask.two_parts", "POST", ASK)
            .with(&asked("What is a vertex? What is the discriminant of an equation?", json!({}))),
    ]
}

fn refused() -> [Case; 6] {
    let query = "What is a parabola?";
    [
        case("qa/ask.tutor", "POST", ASK)
            .by(ids::TUTOR)
            .with(&asked(query, json!({}))),
        case("qa/ask.other_student", "POST", ASK)
            .by(ids::COLLEAGUE)
            .with(&asked(query, json!({}))),
        case("qa/ask.unknown_goal", "POST", ASK).with(&asked(query, json!({"goal_id": UNKNOWN}))),
        case("qa/ask.bad_fields", "POST", ASK)
            .with(&json!({"student_id": "me", "query": "", "goal_id": "g-1", "context": 7})),
        case("qa/ask.bad_context", "POST", ASK).with(&asked(
            query,
            json!({"context": {"recent_sessions": "Algebra"}}),
        )),
        case("qa/ask.no_claims", "POST", ASK)
            .with(&asked(query, json!({})))
            .altered(without_claims),
    ]
}

fn history() -> [Case; 7] {
    let own = format!(
        "/api/v1/enhancements/qa/conversation-history/{}",
        ids::STUDENT
    );
    [
        case("qa/history.ok", "GET", format!("{own}?limit=10&hours=24")),
        case("qa/history.week", "GET", format!("{own}?limit=2&hours=168")).by(ids::TUTOR),
        case("qa/history.linked_parent", "GET", &own).by(ids::PARENT),
        case("qa/history.other_tutor", "GET", &own).by(ids::COLLEAGUE),
        case("qa/history.bad_limit", "GET", format!("{own}?limit=51")),
        case("qa/history.bad_cursor", "GET", format!("{own}?cursor=AQID")),
        case(
            "qa/history.unknown",
            "GET",
            own.replace(&ids::STUDENT.to_string(), UNKNOWN),
        )
        .by(ids::ADMIN),
    ]
}

fn context() -> [Case; 3] {
    let own = format!(
        "/api/v1/enhancements/qa/conversation-context/{}",
        ids::STUDENT
    );
    [
        case(
            "qa/context.ok",
            "GET",
            format!("{own}?current_query=What%20about%20the%20vertex%3F"),
        ),
        case("qa/context.no_query", "GET", &own),
        case(
            "qa/context.linked_parent",
            "GET",
            format!("{own}?current_query=Why"),
        )
        .by(ids::PARENT),
    ]
}
