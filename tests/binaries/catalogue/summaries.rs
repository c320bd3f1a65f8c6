//! Summaries.

use domain::SessionId;
use local::seed::ids;
use serde_json::{Value, json};

use super::without_claims;
use crate::case::{Case, case};

const ALL: &str = "/api/v1/summaries";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(create());
    cases.extend(list());
    cases
}

fn of(session: impl serde::Serialize, transcript: Option<&str>) -> Value {
    json!({
        "session_id": session,
        "student_id": ids::STUDENT,
        "tutor_id": ids::TUTOR,
        "transcript": transcript,
        "session_duration_minutes": 45,
        "subject": "algebra",
        "topics_covered": ["Quadratic formula"],
        "language": "en"
    })
}

fn create() -> [Case; 8] {
    let said = "Tutor: Today we derive the quadratic formula by completing the square of the general equation. \
                Student: So the square root of b squared minus 4ac decides how many solutions there are. \
                Tutor: Exactly, that is the discriminant. \
                Tutor: For homework please solve exercises 3 to 7 with the formula and check one of them by factoring.";
    let known: SessionId = ids::session(7);
    let new = "5eed0003-0000-4000-8000-0000000000b1";
    [
        case("summaries/create.ok", "POST", ALL)
            .by(ids::TUTOR)
            .with(&of(known, Some(said))),
        case("summaries/create.slash", "POST", format!("{ALL}/"))
            .by_a_service()
            .with(&of(new, Some(said))),
        case("summaries/create.no_transcript", "POST", ALL)
            .by(ids::ADMIN)
            .with(&of("5eed0003-0000-4000-8000-0000000000b2", None)),
        case("summaries/create.stored_transcript", "POST", ALL)
            .by(ids::TUTOR)
            .with(&of(ids::session(6), None)),
        case("summaries/create.other_tutor", "POST", ALL)
            .by(ids::COLLEAGUE)
            .with(&of(known, None)),
        case("summaries/create.student", "POST", ALL).with(&of(known, None)),
        case("summaries/create.bad_fields", "POST", ALL)
            .by(ids::TUTOR)
            .with(&json!({"session_id": "s-1", "session_duration_minutes": 0, "subject": ""})),
        case("summaries/create.no_claims", "POST", ALL)
            .with(&of(known, None))
            .altered(without_claims),
    ]
}

fn list() -> [Case; 8] {
    let own = format!("{ALL}/{}", ids::STUDENT);
    [
        case("summaries/list.ok", "GET", &own),
        case(
            "summaries/list.tutor",
            "GET",
            format!("{own}?role=tutor&limit=2&offset=0"),
        )
        .by(ids::TUTOR),
        case(
            "summaries/list.linked_parent",
            "GET",
            format!("{own}?limit=1"),
        )
        .by(ids::PARENT),
        case("summaries/list.other_tutor", "GET", &own).by(ids::COLLEAGUE),
        case("summaries/list.offset", "GET", format!("{own}?offset=20")),
        case("summaries/list.bad_limit", "GET", format!("{own}?limit=0")),
        case(
            "summaries/list.bad_cursor",
            "GET",
            format!("{own}?cursor=AQID"),
        ),
        case(
            "summaries/list.malformed_id",
            "GET",
            format!("{ALL}/everybody"),
        ),
    ]
}
