//! `POST /practice/complete`: an answer to an item. The server marks it.

use axum::extract::State;
use domain::practice::bank::ExplanationText;
use domain::practice::choices::{AnswerText, Letter};
use domain::practice::difficulty::Difficulty;
use domain::practice::item::PracticeItem;
use domain::practice::marking::{Marked, Reply as Written, mark};
use domain::practice::performance::{HintsUsed, Performance, TimeTaken};
use domain::rating::Rating;
use domain::{AssignmentId, Error, ItemId, Thing};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// Which item.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// What the item was assigned together with.
    assignment_id: AssignmentId,
    /// The item.
    item_id: ItemId,
}

/// What the student answered.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PracticeAnswer, example = json!({
    "student_answer": "B) 6", "time_taken_seconds": 30, "hints_used": 0
}))]
pub(crate) struct Ask {
    /// The letter, the choice's text, both (`B) 6`), or an equal number or expression. Empty is wrong.
    student_answer: Written,
    /// How long it took.
    time_taken_seconds: TimeTaken,
    /// How many hints were used.
    #[serde(default)]
    #[schema(value_type = Option<HintsUsed>, default = 0)]
    hints_used: Option<HintsUsed>,
}

impl Ask {
    fn performance(&self, marked: Marked) -> Result<Performance, Error> {
        let none =
            || HintsUsed::parse(0).map_err(|breach| Error::invalid("body.hints_used", breach));
        let hints = self.hints_used.map_or_else(none, Ok)?;
        Ok(Performance::of(marked, self.time_taken_seconds, hints))
    }
}

/// What an answer did.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MarkedAnswer, example = json!({
    "performance_score": 1.0, "student_rating_before": 1000, "student_rating_after": 1016,
    "next_difficulty_suggestion": 4, "correct": true, "completed": true, "correct_answer": "B", "answer": "6",
    "explanation": "Add 7 to both sides, then divide by 3."
}))]
pub(crate) struct MarkedView {
    /// How good the first answer was, which moved the rating: 0 to 1 with two decimals.
    performance_score: Performance,
    /// The rating that the first answer met.
    student_rating_before: Rating,
    /// The rating that it left.
    student_rating_after: Rating,
    /// How hard the next item should be.
    next_difficulty_suggestion: Difficulty,
    /// Whether this answer is right.
    correct: bool,
    /// Whether the item has been answered rightly by now.
    completed: bool,
    /// The letter of the right choice.
    correct_answer: Letter,
    /// The right answer.
    answer: AnswerText,
    /// Why it is right.
    explanation: ExplanationText,
}

impl MarkedView {
    fn of(item: PracticeItem, marked: Marked) -> Result<Self, Error> {
        let first = item
            .first_answer
            .ok_or_else(|| Error::Fault("an answered item has no answer".to_owned()))?;
        Ok(Self {
            performance_score: first.performance,
            student_rating_before: first.rating_before,
            student_rating_after: first.rating_after,
            next_difficulty_suggestion: first.next_difficulty(),
            correct: marked.is_right(),
            completed: item.is_completed(),
            correct_answer: item.choices.right(),
            answer: item.choices.answer().clone(),
            explanation: item.explanation,
        })
    }
}

/// Answers an item.
///
/// The first answer moves the rating, the first right one completes the item and moves the goals; the same answer again changes
/// nothing and is answered as before. `correct`, which old clients send, is ignored. For the student alone.
#[utoipa::path(
    post,
    path = "/api/v1/practice/complete",
    operation_id = "complete_practice",
    tag = "practice",
    params(Which),
    request_body = Ask,
    responses(
        (status = 200, description = "What the answer did.", body = Data<MarkedView>),
        (status = 400, description = "A tutor has withdrawn the item.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The item is another student's.", body = ErrorBody),
        (status = 404, description = "There is no such item in this assignment.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Query(which): Query<Which>,
    Body(ask): Body<Ask>,
) -> Answer {
    let item = deps.store.practice_item(which.item_id).await?;
    who.permit(&deps.store, Some(item.student_id)).await?;
    if item.assignment_id != which.assignment_id {
        return Err(Error::NotFound(Thing::Item).into());
    }
    let marked = mark(ask.student_answer.as_str(), &item.choices);
    let performance = ask.performance(marked)?;
    let now = deps.clock.now();
    let item = deps
        .store
        .answer_item(item, marked, performance, now)
        .await?;
    Ok(Reply::ok(&MarkedView::of(item, marked)?))
}
