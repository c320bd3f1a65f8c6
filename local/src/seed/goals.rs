//! Goals in every state, and the practice and ratings that their progress is computed from.

use anyhow::anyhow;
use domain::goal::{Goal, GoalDescription, GoalStatus, GoalType, Title};
use domain::progress::{Completion, Parts};
use domain::rating::Rating;
use domain::{Breach, Moment};
use store::Store;

use super::subjects::Subjects;
use super::{days_before, ids, or_there};

struct Plan {
    title: &'static str,
    description: &'static str,
    goal_type: &'static str,
    subject: &'static str,
    status: GoalStatus,
    made_days_ago: i64,
    reached_days_ago: Option<i64>,
    due_in_days: Option<i64>,
    streak: u32,
    /// What the demo lessons add up to in this subject.
    sessions: u32,
    completed_items: u32,
    rating: i64,
}

const ALL: [Plan; 6] = [
    Plan {
        title: "Master quadratic equations",
        description: "Solve any quadratic by factoring, completing the square or the formula.",
        goal_type: "Standard",
        subject: "Algebra",
        status: GoalStatus::Active,
        made_days_ago: 30,
        reached_days_ago: None,
        due_in_days: Some(45),
        streak: 6,
        sessions: 2,
        completed_items: 43,
        rating: 1200,
    },
    Plan {
        title: "Score a 4 in AP Chemistry",
        description: "",
        goal_type: "AP",
        subject: "AP Chemistry",
        status: GoalStatus::Active,
        made_days_ago: 25,
        reached_days_ago: None,
        due_in_days: Some(160),
        streak: 2,
        sessions: 2,
        completed_items: 30,
        rating: 1150,
    },
    Plan {
        title: "700 in SAT Math",
        description: "The spring test.",
        goal_type: "SAT",
        subject: "SAT Math",
        status: GoalStatus::Completed,
        made_days_ago: 58,
        reached_days_ago: Some(8),
        due_in_days: Some(20),
        streak: 11,
        sessions: 1,
        completed_items: 104,
        rating: 1520,
    },
    Plan {
        title: "Derivatives without a cheat sheet",
        description: "Product, quotient and chain rule by heart.",
        goal_type: "Standard",
        subject: "Calculus",
        status: GoalStatus::Completed,
        made_days_ago: 55,
        reached_days_ago: Some(18),
        due_in_days: None,
        streak: 9,
        sessions: 1,
        completed_items: 52,
        rating: 1505,
    },
    Plan {
        title: "Understand forces",
        description: "Set aside until the exams are over.",
        goal_type: "Standard",
        subject: "Physics",
        status: GoalStatus::Paused,
        made_days_ago: 40,
        reached_days_ago: None,
        due_in_days: None,
        streak: 0,
        sessions: 1,
        completed_items: 12,
        rating: 1080,
    },
    Plan {
        title: "Read one essay a day",
        description: "",
        goal_type: "SAT",
        subject: "SAT English",
        status: GoalStatus::Cancelled,
        made_days_ago: 50,
        reached_days_ago: None,
        due_in_days: None,
        streak: 0,
        sessions: 0,
        completed_items: 5,
        rating: 990,
    },
];

/// Writes the practice that the goals' progress comes from, so that the next computation finds what is shown.
pub(super) async fn practise(
    store: &Store,
    subjects: &Subjects,
    now: Moment,
) -> anyhow::Result<()> {
    for plan in ALL {
        let (subject, rating) = (subjects.id(plan.subject)?, plan.rating()?);
        let then = days_before(now, plan.reached_days_ago.unwrap_or(1));
        store
            .practised_before(ids::STUDENT, subject, plan.completed_items, rating, then)
            .await?;
    }
    Ok(())
}

/// Writes those that are not there.
pub(super) async fn write(store: &Store, subjects: &Subjects, now: Moment) -> anyhow::Result<()> {
    for (number, plan) in (1..).zip(ALL) {
        or_there(store.create_goal(&plan.goal(number, subjects, now)?).await)?;
    }
    Ok(())
}

impl Plan {
    fn goal(&self, number: u32, subjects: &Subjects, now: Moment) -> anyhow::Result<Goal> {
        let bad = |breach: Breach| anyhow!("goal {number}: {}", breach.message);
        let description = (!self.description.is_empty()).then_some(self.description);
        let goal_type = GoalType::parse(self.goal_type).map_err(bad)?;
        let due = self
            .due_in_days
            .map(|days| days_before(now, -days).utc_day().to_string());
        let created_at = days_before(now, self.made_days_ago);
        let completed_at = self.reached_days_ago.map(|days| days_before(now, days));
        Ok(Goal {
            id: ids::goal(number),
            student_id: ids::STUDENT,
            title: Title::parse(self.title).map_err(bad)?,
            description: description
                .map(GoalDescription::parse)
                .transpose()
                .map_err(bad)?,
            completion: self.completion(&goal_type)?,
            goal_type,
            subject_id: Some(subjects.id(self.subject)?),
            status: self.status,
            target_date: due.map(|day| day.parse()).transpose().map_err(bad)?,
            completed_at,
            current_streak: self.streak,
            xp_earned: self.completed_items * 10,
            created_at,
            updated_at: completed_at.unwrap_or(created_at),
            version: 1,
        })
    }

    fn completion(&self, goal_type: &GoalType) -> anyhow::Result<Completion> {
        let rating = Some(self.rating()?);
        let parts = Parts {
            completed_items: self.completed_items,
            rating,
            sessions: self.sessions,
        };
        Ok(match self.status {
            GoalStatus::Completed => Completion::WHOLE,
            _ => parts.completion(goal_type),
        })
    }

    fn rating(&self) -> anyhow::Result<Rating> {
        Rating::parse(self.rating).map_err(|b| anyhow!("rating of {}: {}", self.subject, b.message))
    }
}
