//! `POST /practice/summary`: how the practice of the last hour went.

use axum::extract::State;
use domain::practice::item::PracticeItem;
use domain::practice::summary::PracticeSummary;
use domain::{Error, Thing, UserId};
use jiff::SignedDuration;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// How far back it looks.
const WINDOW: SignedDuration = SignedDuration::from_mins(60);

/// Whose practice.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The student.
    student_id: UserId,
}

/// How a practice went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeSummaryAnswer, example = json!({
    "total_questions": 5, "correct_count": 4, "incorrect_count": 1, "completed_count": 4, "accuracy": 80.0,
    "average_attempts": 1.0, "needs_tutor_help": false, "tutor_notified": false
}))]
pub(crate) struct SummaryView {
    #[serde(flatten)]
    summary: PracticeSummary,
    /// Always `false`: nobody is notified yet.
    tutor_notified: bool,
}

/// Says how the practice of the last hour went.
///
/// `assignment_id`, which old clients send, has no effect: everything of the last hour counts. For the student, linked tutors and parents, and admins.
#[utoipa::path(
    post,
    path = "/api/v1/practice/summary",
    operation_id = "summarise_practice",
    tag = "practice",
    params(Ask),
    responses(
        (status = 200, description = "How it went.", body = Data<SummaryView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 404, description = "Nothing was assigned in the last hour.", body = ErrorBody),
        (status = 422, description = "An id is malformed.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    let since = deps.clock.now().plus(-WINDOW);
    let (_, items) = tokio::try_join!(
        who.permit(&deps.store, Some(ask.student_id)),
        deps.store.practice_since(ask.student_id, since),
    )?;
    let outcomes: Vec<_> = items.iter().map(PracticeItem::outcome).collect();
    let summary = PracticeSummary::of(&outcomes).ok_or(Error::NotFound(Thing::Item))?;
    Ok(Reply::ok(&SummaryView {
        summary,
        tutor_notified: false,
    }))
}
