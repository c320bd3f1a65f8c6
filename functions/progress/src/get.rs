//! `GET /progress/{user_id}`: a student's dashboard.

use axum::extract::State;
use domain::access::Standing;
use domain::{Error, Thing, UserId};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Query, Reply, Who};
use serde::Deserialize;

use crate::Deps;
use crate::flag::Flag;
use crate::view::{Chosen, Dashboard};

/// Whose dashboard.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct UserPath {
    /// The student's id.
    user_id: UserId,
}

/// What to leave out.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// Whether to suggest what to try next.
    #[serde(default)]
    #[param(value_type = bool, default = true)]
    include_suggestions: Flag,
}

/// Reads a student's dashboard.
///
/// For the student, linked tutors and parents, and admins.
#[utoipa::path(
    get,
    path = "/api/v1/progress/{user_id}",
    operation_id = "get_progress",
    tag = "progress",
    params(UserPath, Ask),
    responses(
        (status = 200, description = "The dashboard", body = Data<Dashboard>, example = json!({
            "success": true,
            "data": {
                "user_id": "0198b29f-7a10-7b52-8f3e-1d2c3b4a5968",
                "goals": [{
                    "goal_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "subject": "Algebra",
                    "goal_type": "Standard", "title": "Pass the algebra test", "completion_percentage": 42.5,
                    "current_streak": 3, "xp_earned": 120, "status": "active", "target_date": "2027-05-01",
                    "completed_at": null, "elo_rating": 1120,
                    "elo_rating_updated": "2026-11-22T09:10:44.018220+00:00"
                }],
                "insights": ["You're on track. Keep up your regular practice."],
                "suggestions": [],
                "disclaimer_required": false,
                "disclaimer": null,
                "stats": {"total_goals": 1, "completed_goals": 0, "average_completion": 42.5}
            }
        })),
        (status = 401, description = "No valid token", body = ErrorBody),
        (status = 403, description = "The caller has no access to this student", body = ErrorBody),
        (status = 404, description = "There is no such user", body = ErrorBody),
        (status = 422, description = "A parameter is malformed", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(path): Path<UserPath>,
    Query(ask): Query<Ask>,
) -> Answer {
    let id = path.user_id;
    let (standing, user, goals) = tokio::try_join!(
        who.permit(&deps.store, Some(id)),
        deps.store.user(id),
        deps.store.goals_of(id),
    )?;
    // A user whose row is not there yet has a dashboard all the same: logging in again makes the row.
    if user.is_none() && standing != Standing::Owner {
        return Err(Error::NotFound(Thing::User).into());
    }
    let chosen = Chosen::from(goals, deps.clock.now());
    let context = deps.store.goal_context(&chosen.goals, None).await?;
    let acknowledged = user.is_some_and(|user| user.disclaimer_shown);
    let suggest = ask.include_suggestions.0;
    let dashboard = Dashboard::of(id, chosen, &context, acknowledged, suggest);
    Ok(Reply::ok(&dashboard))
}
