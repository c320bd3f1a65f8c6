//! `POST /qa/query`: a student asks a question, and is told how sure the answer is.
//!
//! What a question costs: one batch (student, goal) and the conversation; its place in the goal's day; then, unless it is out of
//! scope, what it is answered from (see [`crate::material`]); and the write of question and answer. Nothing of the store is held
//! while the assistant thinks.

mod question;
mod told;

use axum::extract::State;
use domain::question::{Analysis, Context, Interaction, MEMORY, Query};
use domain::{Error, GoalId, Thing, UserId};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::Deserialize;
use utoipa::ToSchema;

use self::question::Question;
use self::told::Told;
use crate::Deps;
use crate::conversation::remembered;
use crate::place::Place;

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = AskQuestion, example = json!({
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11",
    "query": "Why do we halve the coefficient when we complete the square?",
    "goal_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10",
    "context": {"recent_sessions": ["Algebra"], "current_practice": "Quadratic equations"}
}))]
pub(crate) struct Ask {
    /// Who asks: the caller.
    student_id: UserId,
    /// What is asked.
    query: Query,
    /// Which goal it is about. Questions about a goal are counted: 20 a UTC day.
    goal_id: Option<GoalId>,
    /// What the client knows of the moment.
    context: Option<Context>,
}

/// Asks a question.
///
/// For the student alone. It is answered from the student's newest summaries, what was said in its last sessions, and practice
/// items of the goal's subject (or of the subjects that the question or the student's goals name); `sources` says from which of
/// them. An answer that is not sure says so, and suggests the student's own tutor.
#[utoipa::path(
    post,
    path = "/api/v1/qa/query",
    operation_id = "ask_question",
    tag = "questions",
    request_body = Ask,
    responses(
        (status = 200, description = "The answer.", body = Data<Told>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not the caller.", body = ErrorBody),
        (status = 404, description = "There is no such student, or the student has no such goal.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 429, description = "20 questions were asked about the goal today (UTC); `Retry-After` says when tomorrow is.", body = ErrorBody),
        (status = 503, description = "The assistant or the store cannot be reached. The question is not counted.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    let question = ask.read(&deps, &who).await?;
    let goal = question.goal.as_ref().map(|goal| goal.id);
    let place = Place::take(&deps.store, goal, question.id, question.asked_at).await?;
    let told = place.settle(question.answered(&deps).await).await?;
    Ok(Reply::ok(&told))
}

impl Ask {
    /// Reads who asks and after what.
    async fn read(self, deps: &Deps, who: &Who) -> Result<Question, Error> {
        let student = self.student_id;
        let asked_at = deps.clock.now();
        let since = asked_at.plus(-MEMORY);
        let (_, asking, conversation) = tokio::try_join!(
            who.permit(&deps.store, Some(student)),
            deps.store.asking(student, self.goal_id),
            deps.store
                .interactions_of(student, since, remembered(), None),
        )?;
        let student = asking.student.ok_or(Error::NotFound(Thing::User))?;
        let goal = asking.goal.filter(|goal| goal.student_id == student.id);
        if goal.is_none() && self.goal_id.is_some() {
            return Err(Error::NotFound(Thing::Goal));
        }
        let context = self.context.unwrap_or_default();
        let conversation = conversation.items;
        let last = conversation.first().map(Interaction::exchange);
        Ok(Question {
            id: deps.mint.id(),
            analysis: Analysis::of(&self.query, &context, last),
            student,
            goal,
            query: self.query,
            context,
            conversation,
            asked_at,
        })
    }
}
