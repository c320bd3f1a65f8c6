//! What the dashboard says of how it goes.

use crate::progress::Completion;

/// Above this mean, in percent, the student is praised.
const GOING_WELL: f64 = 70.0;
/// Below this mean, in percent, more practice is suggested.
const SLOW: f64 = 40.0;

/// How a student's active goals go, on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insight {
    /// The mean is above 70.
    GoingWell,
    /// The mean lies from 40 to 70.
    OnTrack,
    /// The mean is below 40.
    MorePractice,
}

impl Insight {
    /// What the active goals' completions say; nothing without active goals.
    #[must_use]
    pub fn of(active: &[Completion]) -> Option<Self> {
        if active.is_empty() {
            return None;
        }
        let mean = mean_percent(active);
        Some(if mean > GOING_WELL {
            Self::GoingWell
        } else if mean < SLOW {
            Self::MorePractice
        } else {
            Self::OnTrack
        })
    }

    /// The sentence for the student.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::GoingWell => {
                "Great progress! You're well on the way to reaching your goals. Keep it up!"
            }
            Self::OnTrack => "You're on track. Keep up your regular practice.",
            Self::MorePractice => {
                "A little more practice each day will bring you closer to your goals."
            }
        }
    }
}

/// The mean of completions, in percent; 0 when there are none.
#[must_use]
pub fn mean_percent(completions: &[Completion]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for completion in completions {
        sum += completion.percent();
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insight(percents: &[f64]) -> Option<Insight> {
        let completions: Vec<_> = percents
            .iter()
            .map(|percent| Completion::from_percent(*percent))
            .collect();
        Insight::of(&completions)
    }

    #[test]
    fn the_mean_of_the_active_goals_decides() {
        for (percents, expected) in [
            (&[70.01][..], Insight::GoingWell),
            (&[100.0, 41.0], Insight::GoingWell),
            (&[70.0], Insight::OnTrack),
            (&[40.0], Insight::OnTrack),
            (&[100.0, 0.0, 20.0], Insight::OnTrack),
            (&[39.99], Insight::MorePractice),
            (&[0.0, 0.0, 100.0], Insight::MorePractice),
        ] {
            assert_eq!(insight(percents), Some(expected), "{percents:?}");
        }
    }

    #[test]
    fn without_active_goals_nothing_is_said() {
        assert_eq!(insight(&[]), None);
        assert!(mean_percent(&[]).abs() < f64::EPSILON);
    }

    #[test]
    fn no_two_insights_say_the_same() {
        let all = [Insight::GoingWell, Insight::OnTrack, Insight::MorePractice];
        let said: std::collections::HashSet<_> = all.map(Insight::sentence).into();
        assert_eq!(said.len(), all.len());
    }
}
