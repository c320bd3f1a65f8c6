//! Summaries: written with the session they tell of, and listed for those who may read them.

mod create;
mod faults;
mod goals;
mod list;
mod pages;

use serde_json::{Value, json};

use crate::sessions::{Lesson, with};

const SESSION: &str = "5f2b8d0a-3c7e-4a61-9d15-0b8e6c4f2a77";

const SAID: &str = "Tutor: Today we complete the square.\n\
    Ana: Why do we halve the coefficient?\n\
    Tutor: Because the square of a sum doubles the mixed term, so half of it goes into the bracket.\n\
    Ana: Then the constant is the square of that half.\n\
    Tutor: Exactly. For next time, please solve exercises 3 to 7.";

/// What a client sends to have a session summed up.
pub(crate) fn asked(lesson: &Lesson) -> Value {
    json!({
        "session_id": SESSION,
        "student_id": lesson.ana.id(),
        "tutor_id": lesson.tess.id(),
        "transcript": SAID,
        "session_duration_minutes": 45,
        "subject": "Algebra",
        "topics_covered": ["Completing the square"],
    })
}

fn asked_with(lesson: &Lesson, fields: Value) -> Value {
    with(asked(lesson), fields)
}
