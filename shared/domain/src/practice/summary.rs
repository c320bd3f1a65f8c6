//! The summary of a practice: how the items of the last hour went.

use serde::Serialize;

use crate::practice::performance::Performance;

/// How one assigned item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it was answered rightly in the end.
    pub completed: bool,
    /// How well it was answered at first; `None` until it is answered.
    pub performance: Option<Performance>,
}

impl Outcome {
    fn is_correct(self) -> bool {
        self.completed && self.performance >= Some(Performance::PASS)
    }
}

/// How a practice went.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, utoipa::ToSchema)]
pub struct PracticeSummary {
    /// How many items were assigned.
    pub total_questions: usize,
    /// How many were completed with a score of at least 0.5.
    pub correct_count: usize,
    /// How many were answered, and are not among the correct ones.
    pub incorrect_count: usize,
    /// How many were completed.
    pub completed_count: usize,
    /// The correct ones of all, in percent with one decimal.
    pub accuracy: f64,
    /// How many attempts an item probably took: 1, 2 or 3.
    pub average_attempts: f64,
    /// Whether a tutor should have a look.
    pub needs_tutor_help: bool,
}

/// The mean score, in hundredths, from which one attempt is assumed, and that from which two are.
const ONE_ATTEMPT: usize = 70;
const TWO_ATTEMPTS: usize = 40;

impl PracticeSummary {
    /// Sums the items up; `None` if there are none.
    ///
    /// Attempts are estimated from the mean score of the completed items: 1 from 0.7 on, 2 from 0.4 on, else 3, and 3 if none is
    /// completed. Help is needed below an accuracy of 50 percent, or above 2 attempts.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Option<Self> {
        let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|o| wanted(o)).count();
        let total = outcomes.len();
        let correct = count(|outcome| outcome.is_correct());
        let answered_amiss =
            count(|outcome| outcome.performance.is_some() && !outcome.is_correct());
        // Tenths of a percent, a half rounded up.
        let tenths = (2000 * correct + total).checked_div(2 * total)?;
        let attempts = attempts(outcomes);
        Some(Self {
            total_questions: total,
            correct_count: correct,
            incorrect_count: answered_amiss,
            completed_count: count(|outcome| outcome.completed),
            accuracy: f64::from(u16::try_from(tenths).expect("at most 1000")) / 10.0,
            average_attempts: f64::from(attempts),
            needs_tutor_help: 2 * correct < total || attempts > 2,
        })
    }
}

fn attempts(outcomes: &[Outcome]) -> u8 {
    let scores: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome.completed)
        .filter_map(|outcome| outcome.performance)
        .map(|performance| usize::from(performance.hundredths()))
        .collect();
    let reaches = |mean| !scores.is_empty() && scores.iter().sum::<usize>() >= mean * scores.len();
    if reaches(ONE_ATTEMPT) {
        1
    } else if reaches(TWO_ATTEMPTS) {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests;
