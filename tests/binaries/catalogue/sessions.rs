//! Tutoring sessions.

use local::seed::ids;
use serde_json::{Value, json};

use super::{UNKNOWN, without_claims};
use crate::case::{Case, case};

const ALL: &str = "/api/v1/sessions";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(record());
    cases.extend(read());
    cases
}

fn session(id: &str, minutes: i64) -> Value {
    json!({
        "id": id,
        "student_id": ids::STUDENT,
        "tutor_id": ids::TUTOR,
        "subject_id": ids::subject(1),
        "session_date": "2026-11-21T16:00:00+01:00",
        "duration_minutes": minutes,
        "topics_covered": ["Vertex form"],
        "notes": "Went well.",
        "transcript": "Tutor: Today we sketch parabolas. Student: The vertex is the lowest point."
    })
}

fn record() -> [Case; 6] {
    let mine = session("5eed0003-0000-4000-8000-0000000000a1", 45);
    let theirs = session("5eed0003-0000-4000-8000-0000000000a2", 60);
    [
        case("sessions/record.ok", "POST", ALL)
            .by(ids::TUTOR)
            .with(&mine),
        case("sessions/record.service", "POST", ALL)
            .by_a_service()
            .with(&theirs),
        case("sessions/record.other_tutor", "POST", ALL)
            .by(ids::COLLEAGUE)
            .with(&mine),
        case("sessions/record.student", "POST", ALL).with(&mine),
        case("sessions/record.bad_fields", "POST", ALL)
            .by(ids::TUTOR)
            .with(&session("not an id", 481)),
        case("sessions/record.no_claims", "POST", ALL)
            .with(&mine)
            .altered(without_claims),
    ]
}

fn read() -> [Case; 9] {
    let one = |id: &dyn std::fmt::Display| format!("{ALL}/{id}");
    let of_student = format!("{ALL}?student_id={}", ids::STUDENT);
    [
        case("sessions/get.ok", "GET", one(&ids::session(7))),
        case(
            "sessions/get.transcript",
            "GET",
            format!("{}?include_transcript=true", one(&ids::session(6))),
        ),
        case("sessions/get.other_tutor", "GET", one(&ids::session(7))).by(ids::COLLEAGUE),
        case("sessions/get.unknown", "GET", one(&UNKNOWN)),
        case("sessions/list.ok", "GET", &of_student),
        case(
            "sessions/list.tutor",
            "GET",
            format!("{ALL}?tutor_id={}&limit=3", ids::TUTOR),
        )
        .by(ids::TUTOR),
        case(
            "sessions/list.linked_parent",
            "GET",
            format!("{of_student}&limit=1"),
        )
        .by(ids::PARENT),
        case(
            "sessions/list.both_sides",
            "GET",
            format!("{of_student}&tutor_id={}", ids::TUTOR),
        ),
        case(
            "sessions/list.bad_cursor",
            "GET",
            format!("{of_student}&cursor=AAAA"),
        ),
    ]
}
