use super::*;

fn completed(score: f64) -> Outcome {
    Outcome {
        completed: true,
        performance: Some(Performance::from_score(score)),
    }
}

fn wrong() -> Outcome {
    Outcome {
        completed: false,
        ..completed(0.3)
    }
}

const OPEN: Outcome = Outcome {
    completed: false,
    performance: None,
};

fn summary(outcomes: &[Outcome]) -> PracticeSummary {
    PracticeSummary::of(outcomes).unwrap()
}

#[test]
fn nothing_assigned_has_no_summary() {
    assert_eq!(PracticeSummary::of(&[]), None);
}

#[test]
fn items_are_counted_by_how_they_stand() {
    // The second was wrong at first and corrected later.
    let all = summary(&[completed(1.0), completed(0.3), wrong(), OPEN]);
    assert_eq!(
        (
            all.total_questions,
            all.completed_count,
            all.correct_count,
            all.incorrect_count
        ),
        (4, 2, 1, 2)
    );
    assert!((all.accuracy - 25.0).abs() < f64::EPSILON);
}

#[test]
fn accuracy_is_a_percentage_with_one_decimal() {
    let accuracy = |outcomes: &[Outcome]| summary(outcomes).accuracy.to_string();
    assert_eq!(accuracy(&[completed(0.5), wrong(), wrong()]), "33.3");
    assert_eq!(accuracy(&[completed(0.5), completed(0.5), wrong()]), "66.7");
    assert_eq!(accuracy(&[completed(0.49)]), "0");
    assert_eq!(accuracy(&[completed(1.0)]), "100");
}

#[test]
fn attempts_follow_the_mean_score_of_what_was_completed() {
    let attempts = |outcomes: &[Outcome]| summary(outcomes).average_attempts.to_string();
    assert_eq!(attempts(&[completed(0.7), wrong(), OPEN]), "1");
    assert_eq!(attempts(&[completed(0.69)]), "2");
    assert_eq!(attempts(&[completed(0.5), completed(0.3)]), "2");
    assert_eq!(attempts(&[completed(0.39)]), "3");
    assert_eq!(attempts(&[OPEN]), "3");
}

#[test]
fn help_is_needed_below_half_or_after_more_than_two_attempts() {
    assert!(!summary(&[completed(0.9), wrong()]).needs_tutor_help);
    assert!(summary(&[completed(0.9), wrong(), wrong()]).needs_tutor_help);
    assert!(!summary(&[completed(0.4), completed(0.5)]).needs_tutor_help);
    assert!(summary(&[completed(0.3)]).needs_tutor_help);
}
