//! `POST /goals`: a new goal of the caller's.

use axum::extract::State;
use domain::goal::{Goal, GoalDescription, GoalStatus, GoalType, TargetDate, Title};
use domain::progress::Completion;
use domain::subject::{Subject, SubjectName};
use domain::{Error, GoalId, Moment, SubjectId, UserId, blank_is_absent};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::{Deserialize, Serialize};

use crate::Deps;

/// A goal to create. `""` means that an optional field is absent.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[schema(as = CreateGoal, example = json!({
    "student_id": "0198b29f-7a10-7b52-8f3e-1d2c3b4a5968", "title": "Pass the algebra test",
    "goal_type": "Standard", "subject_name": "Algebra", "target_completion_date": "2027-05-01"
}))]
pub(crate) struct Ask {
    /// The caller.
    student_id: UserId,
    title: Title,
    #[serde(default, deserialize_with = "blank_is_absent")]
    description: Option<GoalDescription>,
    /// `Standard` when absent.
    #[serde(default, deserialize_with = "blank_is_absent")]
    goal_type: Option<GoalType>,
    /// An existing subject. Wins over `subject_name`.
    #[serde(default, deserialize_with = "blank_is_absent")]
    subject_id: Option<SubjectId>,
    /// The name of a subject, whatever its case; one that does not exist is made.
    #[serde(default, deserialize_with = "blank_is_absent")]
    subject_name: Option<SubjectName>,
    /// A day, or a date and time of which the day is kept.
    #[serde(default, deserialize_with = "blank_is_absent")]
    target_completion_date: Option<TargetDate>,
}

/// The goal that was created.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CreatedGoal, example = json!({
    "id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "title": "Pass the algebra test", "description": null,
    "goal_type": "Standard", "subject_id": "0198b2a0-0d6e-7a41-8c0f-2f9e4d7b6a11", "subject": "Algebra",
    "status": "active", "completion_percentage": 0.0, "target_completion_date": "2027-05-01",
    "created_at": "2026-11-22T08:38:02.593436+00:00"
}))]
pub(crate) struct Created {
    id: GoalId,
    title: Title,
    #[schema(required)]
    description: Option<GoalDescription>,
    goal_type: GoalType,
    #[schema(required)]
    subject_id: Option<SubjectId>,
    /// The subject's name, as it is spelt there.
    #[schema(required)]
    subject: Option<SubjectName>,
    status: GoalStatus,
    completion_percentage: Completion,
    #[schema(required)]
    target_completion_date: Option<TargetDate>,
    created_at: Moment,
}

/// Creates a goal.
///
/// A student has at most 100 goals. Answers 200, as it always did.
#[utoipa::path(
    post,
    path = "/api/v1/goals",
    operation_id = "create_goal",
    tag = "goals",
    request_body = Ask,
    responses(
        (status = 200, description = "The goal", body = Data<Created>),
        (status = 400, description = "The student has 100 goals already", body = ErrorBody),
        (status = 401, description = "No valid token", body = ErrorBody),
        (status = 403, description = "`student_id` is not the caller's", body = ErrorBody),
        (status = 404, description = "There is no subject of this `subject_id`", body = ErrorBody),
        (status = 413, description = "The body is larger than 256 KiB", body = ErrorBody),
        (status = 415, description = "The body is not JSON", body = ErrorBody),
        (status = 422, description = "A field breaks its bounds", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    who.permit(&deps.store, Some(ask.student_id)).await?;
    let now = deps.clock.now();
    let subject = subject(&deps, &ask, now).await?;
    let goal = ask.goal(deps.mint.id(), subject.as_ref(), now);
    deps.store.create_goal(&goal).await?;
    Ok(Reply::ok(&Created::of(goal, subject)))
}

/// The subject that the goal is to belong to. It is made only when there is room for the goal.
async fn subject(deps: &Deps, ask: &Ask, now: Moment) -> Result<Option<Subject>, Error> {
    if let Some(id) = ask.subject_id {
        return deps.store.subject(id).await.map(Some);
    }
    let Some(name) = &ask.subject_name else {
        return Ok(None);
    };
    deps.store.room_for_goal(ask.student_id).await?;
    let subject = deps.store.subject_named_or_new(name, deps.mint.id(), now);
    subject.await.map(Some)
}

impl Ask {
    fn goal(self, id: GoalId, subject: Option<&Subject>, now: Moment) -> Goal {
        Goal {
            id,
            student_id: self.student_id,
            title: self.title,
            description: self.description,
            goal_type: self.goal_type.unwrap_or_else(GoalType::standard),
            subject_id: subject.map(|subject| subject.id),
            status: GoalStatus::Active,
            completion: Completion::NOTHING,
            target_date: self.target_completion_date,
            completed_at: None,
            current_streak: 0,
            xp_earned: 0,
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }
}

impl Created {
    fn of(goal: Goal, subject: Option<Subject>) -> Self {
        Self {
            id: goal.id,
            title: goal.title,
            description: goal.description,
            goal_type: goal.goal_type,
            subject_id: goal.subject_id,
            subject: subject.map(|subject| subject.name),
            status: goal.status,
            completion_percentage: goal.completion,
            target_completion_date: goal.target_date,
            created_at: goal.created_at,
        }
    }
}
