//! `GET /enhancements/qa/conversation-context/{student_id}`: the conversation that a question would go on from.

use axum::extract::State;
use domain::question::{self, Area, Interaction, MEMORY, is_follow_up};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;
use crate::conversation::{self, Whose};
use crate::view::InteractionView;

/// For which question.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The question that the student is about to ask.
    current_query: question::Query,
}

/// The conversation of the last 24 hours.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConversationContext, example = json!({
    "recent_interactions": [{
        "id": "0198b2a0-7d3e-7b1c-8f52-3a9c0d4e6b21",
        "query": "Why do we halve the coefficient?",
        "answer": "In your session of 20 November 2026 on Algebra it was said: “Half of it goes into the bracket.”",
        "confidence": "High",
        "created_at": "2026-11-22T08:38:02.593436+00:00"
    }],
    "topics_discussed": ["math"],
    "interaction_count": 1,
    "context_window_hours": 24,
    "is_follow_up": false
}))]
pub(crate) struct Context {
    /// Questions and answers, newest first: at most five.
    recent_interactions: Vec<InteractionView>,
    /// What they are about.
    topics_discussed: Vec<Area>,
    /// How many there are.
    interaction_count: usize,
    /// How many hours back was looked: always 24.
    context_window_hours: i64,
    /// Whether the question goes on from the last one.
    is_follow_up: bool,
}

/// The conversation that a question would go on from.
///
/// For the student, linked tutors and admins.
#[utoipa::path(
    get,
    path = "/api/v1/enhancements/qa/conversation-context/{student_id}",
    operation_id = "conversation_context",
    tag = "questions",
    params(Whose, Ask),
    responses(
        (status = 200, description = "The conversation.", body = Data<Context>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is neither the student, nor its linked tutor, nor an admin.", body = ErrorBody),
        (status = 404, description = "There is no such student.", body = ErrorBody),
        (status = 422, description = "The id is no UUID, or the question breaks its bounds.", body = ErrorBody),
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
    let since = deps.clock.now().plus(-MEMORY);
    let size = conversation::remembered();
    let recent = conversation::read(&deps, &who, student_id, since, size, None).await?;
    let recent = recent.items;
    let last = recent.first().map(Interaction::exchange);
    let context = Context {
        topics_discussed: question::discussed(&recent),
        interaction_count: recent.len(),
        context_window_hours: MEMORY.as_hours(),
        is_follow_up: is_follow_up(ask.current_query.as_str(), last),
        recent_interactions: recent.into_iter().map(InteractionView::from).collect(),
    };
    Ok(Reply::ok(&context))
}
