//! Which subjects follow from a subject: the old service's map. The first row that fits wins; a word fits wherever it stands
//! in the name, so that `ap` also fits `Geography`.

use super::{GoalType, SubjectName, has, lower};

type Names = &'static [&'static str];

const TEST_PREP: Names = &["College Essays", "Study Skills", "AP Prep"];
const AFTER_ENGLISH_TEST: Names = &["SAT Math", "AP English Literature", "AP Language"];

/// Rows in which one word decides, in their order.
const BY_WORD: [(&str, Names); 6] = [
    ("algebra", &["Geometry", "Pre-Calculus", "AP Calculus"]),
    ("geometry", &["Algebra 2", "Trigonometry", "AP Calculus"]),
    ("calculus", &["AP Statistics", "Physics", "Advanced Math"]),
    (
        "chemistry",
        &["Physics", "Biology", "AP Chemistry", "STEM Prep"],
    ),
    ("physics", &["Chemistry", "AP Physics", "Calculus"]),
    (
        "biology",
        &["Chemistry", "AP Biology", "Environmental Science"],
    ),
];

/// The subjects that follow from `subject` for a goal of this type. Never empty.
pub(super) fn subjects(goal_type: &GoalType, subject: &SubjectName) -> Names {
    let name = lower(subject);
    let sat = goal_type.as_str().eq_ignore_ascii_case("sat");
    if sat || has(&name, &["sat", "test prep"]) {
        return after_test(&name);
    }
    if let Some((_, names)) = BY_WORD.iter().find(|(word, _)| name.contains(word)) {
        return names;
    }
    if name.contains("ap") {
        return after_ap(&name);
    }
    if name.contains("math") {
        return &["Algebra", "Geometry", "Pre-Calculus"];
    }
    &["Algebra", "Geometry"]
}

fn after_test(name: &str) -> Names {
    if !name.contains("math") && has(name, &["english", "essay"]) {
        AFTER_ENGLISH_TEST
    } else {
        TEST_PREP
    }
}

fn after_ap(name: &str) -> Names {
    if name.contains("math") {
        &["AP Statistics", "AP Physics", "Calculus BC"]
    } else if name.contains("science") {
        &["AP Math", "AP Biology", "AP Environmental Science"]
    } else {
        &["AP Math", "AP Science", "Test Prep"]
    }
}
