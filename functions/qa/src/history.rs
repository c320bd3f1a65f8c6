//! `GET /enhancements/qa/conversation-history/{student_id}`: what a student asked and what was answered, newest first.

use axum::extract::State;
use domain::question::{HistorySize, Hours};
use jiff::SignedDuration;
use runtime::openapi::{ErrorBody, Paged};
use runtime::paging::Pagination;
use runtime::{Answer, Path, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;
use crate::conversation::{self, Whose};
use crate::view::InteractionView;

/// Which part of it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// How many questions a page has at most.
    #[serde(default)]
    limit: HistorySize,
    /// How many hours back, from now.
    #[serde(default)]
    hours: Hours,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A part of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConversationHistory, example = json!({
    "interactions": [{
        "id": "0198b2a0-7d3e-7b1c-8f52-3a9c0d4e6b21",
        "query": "Why do we halve the coefficient?",
        "answer": "In your session of 20 November 2026 on Algebra it was said: “Half of it goes into the bracket.”",
        "confidence": "High",
        "created_at": "2026-11-22T08:38:02.593436+00:00"
    }],
    "count": 1,
    "time_window_hours": 24
}))]
pub(crate) struct History {
    /// Questions and answers, newest first.
    interactions: Vec<InteractionView>,
    /// How many this page has.
    count: usize,
    /// How many hours back was looked.
    time_window_hours: Hours,
}

/// A student's questions and their answers.
///
/// For the student, linked tutors and admins.
#[utoipa::path(
    get,
    path = "/api/v1/enhancements/qa/conversation-history/{student_id}",
    operation_id = "conversation_history",
    tag = "questions",
    params(Whose, Ask),
    responses(
        (status = 200, description = "A page of the conversation.", body = Paged<History>),
        (status = 400, description = "The cursor is of another list.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is neither the student, nor its linked tutor, nor an admin.", body = ErrorBody),
        (status = 404, description = "There is no such student.", body = ErrorBody),
        (status = 422, description = "The id is no UUID, or a bound is broken.", body = ErrorBody),
        (status = 503, description = "The store cannot be reached.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(Whose { student_id }): Path<Whose>,
    Query(ask): Query<Ask>,
) -> Answer {
    let hours = ask.hours.get();
    let seal = who.seal(Some(student_id), &[("hours", &hours.to_string())]);
    let after = ask.cursor.map(|cursor| deps.cursors.open(&seal, &cursor));
    let after = after.transpose()?;
    let since = deps
        .clock
        .now()
        .plus(-SignedDuration::from_hours(hours.into()));
    let size = ask.limit.into();
    let page = conversation::read(&deps, &who, student_id, since, size, after.as_ref()).await?;
    let pagination = Pagination::of(&page, size, &deps.cursors, &seal)?;
    let history = History {
        count: page.items.len(),
        interactions: page.items.into_iter().map(InteractionView::from).collect(),
        time_window_hours: ask.hours,
    };
    Ok(Reply::page(&history, &pagination))
}
