//! `PATCH /goals/{goal_id}`: another title, description or date; pause and resume.

use axum::extract::State;
use domain::goal::{Goal, GoalDescription, GoalStatus, TargetDate, Title};
use domain::{Breach, Error, Moment, Patch, blank_is_absent};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Path, Reply, Who};
use serde::{Deserialize, Deserializer};

use crate::Deps;
use crate::path::GoalPath;
use crate::view::GoalView;

/// What to change. An absent field stays as it is.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[schema(as = ChangeGoal, example = json!({"title": "Pass the final", "status": "paused"}))]
pub(crate) struct Ask {
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    title: Option<Title>,
    /// `null` and `""` take it away.
    #[serde(default, deserialize_with = "blank_clears")]
    #[schema(value_type = Option<GoalDescription>)]
    description: Patch<GoalDescription>,
    /// `null` and `""` take it away.
    #[serde(default, deserialize_with = "blank_clears")]
    #[schema(value_type = Option<TargetDate>)]
    target_completion_date: Patch<TargetDate>,
    /// Pauses or resumes. A goal that is completed or cancelled can be neither.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    status: Option<Wish>,
}

/// The statuses that a student may choose.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = GoalStatusWish)]
pub(crate) enum Wish {
    /// To resume.
    Active,
    /// To pause.
    Paused,
}

/// Changes a goal.
///
/// For the student alone.
#[utoipa::path(
    patch,
    path = "/api/v1/goals/{goal_id}",
    operation_id = "change_goal",
    tag = "goals",
    params(GoalPath),
    request_body = Ask,
    responses(
        (status = 200, description = "The goal as it is now", body = Data<GoalView>),
        (status = 400, description = "The goal is completed or cancelled, and a status is asked for", body = ErrorBody),
        (status = 401, description = "No valid token", body = ErrorBody),
        (status = 403, description = "The goal is not the caller's", body = ErrorBody),
        (status = 404, description = "There is no such goal", body = ErrorBody),
        (status = 413, description = "The body is larger than 256 KiB", body = ErrorBody),
        (status = 415, description = "The body is not JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its bounds", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(path): Path<GoalPath>,
    Body(ask): Body<Ask>,
) -> Answer {
    let goal = deps.store.goal(path.goal_id).await?;
    who.permit(&deps.store, Some(goal.student_id)).await?;
    let now = deps.clock.now();
    let change = |goal| ask.clone().change(goal, now);
    // Beside the write: nothing that belongs to the goal changes with it.
    let read = [goal.clone()];
    let context = deps.store.goal_context(&read, Some(now.utc_day()));
    let (goal, context) = tokio::try_join!(deps.store.change_goal(goal, change), context)?;
    Ok(Reply::ok(&GoalView::of(goal, &context)))
}

impl Ask {
    fn change(self, mut goal: Goal, now: Moment) -> Result<Goal, Error> {
        goal.status = match self.status {
            Some(wish) => wish.of(goal.status)?,
            None => goal.status,
        };
        goal.title = self.title.unwrap_or(goal.title);
        goal.description = self.description.apply(goal.description);
        goal.target_date = self.target_completion_date.apply(goal.target_date);
        goal.updated_at = now;
        Ok(goal)
    }
}

impl Wish {
    fn of(self, before: GoalStatus) -> Result<GoalStatus, Error> {
        match (before, self) {
            (GoalStatus::Active | GoalStatus::Paused, Self::Active) => Ok(GoalStatus::Active),
            (GoalStatus::Active | GoalStatus::Paused, Self::Paused) => Ok(GoalStatus::Paused),
            (GoalStatus::Completed | GoalStatus::Cancelled, _) => Err(Error::Refused {
                code: "GOAL_NOT_OPEN",
                message: format!(
                    "A goal that is {} can't be paused or resumed.",
                    before.word()
                ),
            }),
        }
    }
}

/// A value that may be absent, but is not `null` when it is there.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// A value that `null` and `""` take away.
fn blank_clears<'de, D, T>(from: D) -> Result<Patch<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String, Error = Breach>,
{
    let value = blank_is_absent(from)?;
    Ok(value.map_or(Patch::Clear, Patch::Set))
}
