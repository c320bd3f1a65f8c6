//! `POST /goals/{goal_id}/reset`: a reached goal is started again.

use axum::extract::State;
use domain::goal::{Goal, GoalStatus, Title};
use domain::progress::Completion;
use domain::rating::Rating;
use domain::{GoalId, Moment};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::Serialize;

use crate::Deps;
use crate::path::GoalPath;

/// The goal as it begins again.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ResetGoal, example = json!({
    "id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "title": "Pass the algebra test", "status": "active",
    "completion_percentage": 0.0, "completed_at": null, "elo_reset": true, "new_elo_rating": 1000
}))]
pub(crate) struct Begun {
    id: GoalId,
    title: Title,
    status: GoalStatus,
    completion_percentage: Completion,
    #[schema(required)]
    completed_at: Option<Moment>,
    /// Whether a rating was set back, which is so when the goal has a subject.
    elo_reset: bool,
    #[schema(required)]
    new_elo_rating: Option<Rating>,
}

impl From<Goal> for Begun {
    fn from(goal: Goal) -> Self {
        Self {
            id: goal.id,
            title: goal.title,
            status: goal.status,
            completion_percentage: goal.completion,
            completed_at: goal.completed_at,
            elo_reset: goal.subject_id.is_some(),
            new_elo_rating: goal.subject_id.map(|_| Rating::DEFAULT),
        }
    }
}

/// Starts a completed goal again.
///
/// Its completion goes back to 0, and the student's rating in its subject to 1000. Streak and points stay. For the student
/// alone.
#[utoipa::path(
    post,
    path = "/api/v1/goals/{goal_id}/reset",
    operation_id = "reset_goal",
    tag = "goals",
    params(GoalPath),
    responses(
        (status = 200, description = "The goal as it begins again", body = Data<Begun>),
        (status = 400, description = "The goal is not completed", body = ErrorBody),
        (status = 401, description = "No valid token", body = ErrorBody),
        (status = 403, description = "The goal is not the caller's", body = ErrorBody),
        (status = 404, description = "There is no such goal", body = ErrorBody),
        (status = 422, description = "The id is malformed", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(path): Path<GoalPath>,
) -> Answer {
    let goal = deps.store.goal(path.goal_id).await?;
    who.permit(&deps.store, Some(goal.student_id)).await?;
    let goal = deps.store.reset_goal(goal, deps.clock.now()).await?;
    Ok(Reply::ok(&Begun::from(goal)))
}
