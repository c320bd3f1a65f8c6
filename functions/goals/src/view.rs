//! A goal as clients see it, in the list and alone.

use domain::goal::{Goal, GoalDescription, GoalStatus, GoalType, TargetDate, Title};
use domain::progress::Completion;
use domain::question::PER_GOAL_AND_DAY;
use domain::rating::Rating;
use domain::subject::SubjectName;
use domain::{GoalId, Moment, SubjectId};
use serde::Serialize;
use store::GoalContext;

/// A goal with what belongs to it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Goal, example = json!({
    "id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "title": "Pass the algebra test", "description": null,
    "goal_type": "Standard", "subject_id": "0198b2a0-0d6e-7a41-8c0f-2f9e4d7b6a11", "subject": "Algebra",
    "status": "active", "completion_percentage": 42.5, "target_completion_date": "2027-05-01",
    "completed_at": null, "current_streak": 3, "xp_earned": 120, "created_at": "2026-11-22T08:38:02.593436+00:00",
    "elo_rating": 1120, "elo_rating_updated": "2026-11-22T09:10:44.018220+00:00", "question_count": 2, "question_limit": 20
}))]
pub(crate) struct GoalView {
    id: GoalId,
    title: Title,
    #[schema(required)]
    description: Option<GoalDescription>,
    /// Free text; `SAT` and `AP` have targets of their own.
    goal_type: GoalType,
    #[schema(required)]
    subject_id: Option<SubjectId>,
    /// The subject's name.
    #[schema(required)]
    subject: Option<SubjectName>,
    status: GoalStatus,
    completion_percentage: Completion,
    #[schema(required)]
    target_completion_date: Option<TargetDate>,
    #[schema(required)]
    completed_at: Option<Moment>,
    current_streak: u32,
    xp_earned: u32,
    created_at: Moment,
    /// The student's rating in the subject, 1000 until there is one; `null` without a subject.
    #[schema(required)]
    elo_rating: Option<Rating>,
    /// When the rating moved last; `null` until it has.
    #[schema(required)]
    elo_rating_updated: Option<Moment>,
    /// Questions asked about the goal today (UTC).
    question_count: u32,
    /// Questions that may be asked about the goal in a day.
    question_limit: u32,
}

impl GoalView {
    /// The goal with what `context` knows of it.
    pub(crate) fn of(goal: Goal, context: &GoalContext) -> Self {
        let rating = context.rating(&goal);
        Self {
            id: goal.id,
            subject: context.subject(&goal).cloned(),
            elo_rating: goal
                .subject_id
                .map(|_| rating.map_or(Rating::DEFAULT, |known| known.rating)),
            elo_rating_updated: rating.map(|known| known.updated_at),
            question_count: context.questions(&goal),
            question_limit: PER_GOAL_AND_DAY,
            title: goal.title,
            description: goal.description,
            goal_type: goal.goal_type,
            subject_id: goal.subject_id,
            status: goal.status,
            completion_percentage: goal.completion,
            target_completion_date: goal.target_date,
            completed_at: goal.completed_at,
            current_streak: goal.current_streak,
            xp_earned: goal.xp_earned,
            created_at: goal.created_at,
        }
    }
}
