use super::*;
use crate::progress::Completion;
use crate::{SubjectId, UserId};

fn name(text: &str) -> SubjectName {
    SubjectName::parse(text).unwrap()
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn goal(goal_type: &str) -> Goal {
    let made = moment("2026-10-01T08:00:00Z");
    Goal {
        id: "0198b2a0-0000-7000-8000-000000000001".parse().unwrap(),
        student_id: "0198b2a0-0000-7000-8000-000000000002"
            .parse::<UserId>()
            .unwrap(),
        title: Title::parse("Pass the test").unwrap(),
        description: None,
        goal_type: GoalType::parse(goal_type).unwrap(),
        subject_id: Some(
            "0198b2a0-0000-7000-8000-000000000003"
                .parse::<SubjectId>()
                .unwrap(),
        ),
        status: GoalStatus::Completed,
        completion: Completion::WHOLE,
        target_date: None,
        completed_at: Some(moment("2026-11-01T08:00:00Z")),
        current_streak: 0,
        xp_earned: 0,
        created_at: made,
        updated_at: made,
        version: 1,
    }
}

fn related(goal_type: &str, subject: &str) -> Vec<&'static str> {
    let Suggestion::RelatedSubject { subjects, .. } =
        Suggestion::related(&goal(goal_type), &name(subject))
    else {
        panic!("a related subject is suggested");
    };
    subjects.to_vec()
}

#[test]
fn related_subjects_are_those_of_the_first_row_that_fits() {
    const TEST_PREP: &[&str] = &["College Essays", "Study Skills", "AP Prep"];
    const ENGLISH: &[&str] = &["SAT Math", "AP English Literature", "AP Language"];
    let table: [(&str, &str, &[&str]); 24] = [
        ("SAT", "Math", TEST_PREP),
        ("sat", "English", ENGLISH),
        ("SAT", "Essay writing", ENGLISH),
        ("SAT", "Math for English speakers", TEST_PREP),
        ("SAT", "Algebra", TEST_PREP),
        ("Standard", "SAT Math", TEST_PREP),
        ("Standard", "SAT English", ENGLISH),
        ("Standard", "Test Prep", TEST_PREP),
        (
            "Standard",
            "Algebra",
            &["Geometry", "Pre-Calculus", "AP Calculus"],
        ),
        (
            "Standard",
            "ALGEBRA and Geometry",
            &["Geometry", "Pre-Calculus", "AP Calculus"],
        ),
        (
            "Standard",
            "Geometry",
            &["Algebra 2", "Trigonometry", "AP Calculus"],
        ),
        (
            "AP",
            "AP Calculus",
            &["AP Statistics", "Physics", "Advanced Math"],
        ),
        (
            "Standard",
            "Chemistry",
            &["Physics", "Biology", "AP Chemistry", "STEM Prep"],
        ),
        (
            "Standard",
            "Physics",
            &["Chemistry", "AP Physics", "Calculus"],
        ),
        (
            "Standard",
            "Biology",
            &["Chemistry", "AP Biology", "Environmental Science"],
        ),
        (
            "Standard",
            "AP Math",
            &["AP Statistics", "AP Physics", "Calculus BC"],
        ),
        (
            "Standard",
            "AP Computer Science",
            &["AP Math", "AP Biology", "AP Environmental Science"],
        ),
        (
            "Standard",
            "AP Art",
            &["AP Math", "AP Science", "Test Prep"],
        ),
        (
            "Standard",
            "Geography",
            &["AP Math", "AP Science", "Test Prep"],
        ),
        (
            "Standard",
            "Basic Math",
            &["Algebra", "Geometry", "Pre-Calculus"],
        ),
        ("Standard", "math", &["Algebra", "Geometry", "Pre-Calculus"]),
        (
            "Standard",
            "Discrete Mathematics",
            &["Algebra", "Geometry", "Pre-Calculus"],
        ),
        ("Standard", "History", &["Algebra", "Geometry"]),
        ("Standard", "日本語", &["Algebra", "Geometry"]),
    ];
    for (goal_type, subject, expected) in table {
        assert_eq!(
            related(goal_type, subject),
            expected,
            "{goal_type}, {subject}"
        );
    }
}

#[test]
fn a_related_subject_is_sent_with_the_goal_it_follows_from() {
    let sent = serde_json::to_value(Suggestion::related(&goal("AP"), &name("Physics"))).unwrap();
    assert_eq!(sent["type"], "related_subject");
    assert_eq!(sent["triggered_by"]["goal_name"], "Pass the test");
    assert_eq!(sent["triggered_by"]["subject"], "Physics");
    let message = sent["message"].as_str().unwrap();
    assert!(message.contains("Physics") && message.contains("Chemistry, AP Physics or Calculus"));
}

#[test]
fn another_field_is_suggested_to_who_works_on_one_alone() {
    const SCIENCES: &[&str] = &["Chemistry", "Physics", "Biology"];
    const MATHS: &[&str] = &["Algebra", "Geometry", "Calculus"];
    let table: [(&[&str], Option<&[&str]>); 11] = [
        (&[], None),
        (&["Algebra"], None),
        (&["Algebra", "Algebra"], Some(SCIENCES)),
        (&["SAT Math", "GEOMETRY", "History"], Some(SCIENCES)),
        // Only the word itself stops it, as in the old service.
        (&["Algebra", "Calculus", "Physics"], Some(SCIENCES)),
        (&["Algebra", "Calculus", "Computer Science"], None),
        (&["Chemistry", "Biology"], Some(MATHS)),
        (&["Chemistry", "Biology", "Algebra"], Some(MATHS)),
        (&["Chemistry", "Biology", "Math"], None),
        (&["Math", "Algebra", "Earth Science", "Physics"], None),
        (&["History", "Art"], None),
    ];
    for (active, expected) in table {
        let names: Vec<_> = active.iter().map(|text| name(text)).collect();
        let suggested = Suggestion::cross_subject(&names).map(|suggestion| match suggestion {
            Suggestion::CrossSubject { subjects, .. } => subjects,
            _ => panic!("another field is suggested"),
        });
        assert_eq!(suggested, expected, "{active:?}");
    }
}

#[test]
fn onboarding_offers_to_create_a_goal() {
    let sent = serde_json::to_value(Suggestion::onboarding()).unwrap();
    assert_eq!(sent["type"], "onboarding");
    assert_eq!(sent["action"], "create_goal");
    let subjects = serde_json::json!(["SAT Math", "AP Chemistry", "Algebra", "Geometry"]);
    assert_eq!(sent["suggested_subjects"], subjects);
}

#[test]
fn a_goal_was_reached_recently_for_thirty_days() {
    let reached = goal("AP");
    assert!(reached_recently(&reached, moment("2026-11-01T08:00:00Z")));
    assert!(reached_recently(&reached, moment("2026-12-01T08:00:00Z")));
    assert!(!reached_recently(
        &reached,
        moment("2026-12-01T08:00:00.000001Z")
    ));
    let again = reached.reset(moment("2026-11-02T08:00:00Z")).unwrap();
    assert!(!reached_recently(&again, moment("2026-11-02T08:00:00Z")));
}
