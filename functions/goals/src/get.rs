//! `GET /goals/{goal_id}`: one goal.

use std::slice;

use axum::extract::State;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};

use crate::Deps;
use crate::path::GoalPath;
use crate::view::GoalView;

/// Reads a goal.
///
/// As it stands in the list. For the student, linked tutors and parents, and admins.
#[utoipa::path(
    get,
    path = "/api/v1/goals/{goal_id}",
    operation_id = "get_goal",
    tag = "goals",
    params(GoalPath),
    responses(
        (status = 200, description = "The goal", body = Data<GoalView>),
        (status = 401, description = "No valid token", body = ErrorBody),
        (status = 403, description = "The caller has no access to this student", body = ErrorBody),
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
    let today = deps.clock.now().utc_day();
    let permitted = who.permit(&deps.store, Some(goal.student_id));
    let context = deps.store.goal_context(slice::from_ref(&goal), Some(today));
    let (_, context) = tokio::try_join!(permitted, context)?;
    Ok(Reply::ok(&GoalView::of(goal, &context)))
}
