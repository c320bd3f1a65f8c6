//! `DELETE /goals/{goal_id}`: a goal is removed.

use axum::extract::State;
use domain::GoalId;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::Serialize;

use crate::Deps;
use crate::path::GoalPath;

/// What was removed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DeletedGoal, example = json!({
    "goal_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "deleted": true, "practice_assignments_deleted": 0,
    "practice_assignments_updated": 0
}))]
pub(crate) struct Deleted {
    goal_id: GoalId,
    /// Always `true`.
    deleted: bool,
    /// Always 0: practice stays in the student's history, whatever goal it was for.
    practice_assignments_deleted: u32,
    /// Always 0: the items keep the goal's id among their tags.
    practice_assignments_updated: u32,
}

impl Deleted {
    const fn of(goal_id: GoalId) -> Self {
        Self {
            goal_id,
            deleted: true,
            practice_assignments_deleted: 0,
            practice_assignments_updated: 0,
        }
    }
}

/// Deletes a goal.
///
/// Practice that counted for it stays in the student's history. For the student alone.
#[utoipa::path(
    delete,
    path = "/api/v1/goals/{goal_id}",
    operation_id = "delete_goal",
    tag = "goals",
    params(GoalPath),
    responses(
        (status = 200, description = "The goal is removed", body = Data<Deleted>),
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
    deps.store.delete_goal(&goal).await?;
    Ok(Reply::ok(&Deleted::of(goal.id)))
}
