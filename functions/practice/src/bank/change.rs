//! `PATCH /practice/bank/{bank_item_id}`: changes an item of the bank, or brings a retired one back.

use axum::extract::State;
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::AnswerText;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, EntryChange, TopicTags};
use domain::practice::tags::GoalTags;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Path, Reply, Who};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Which;
use super::view::EntryView;
use crate::Deps;

/// What is to be different. What is absent or `null` stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = BankItemChange, example = json!({"difficulty": 3, "active": true}))]
pub(crate) struct Ask {
    /// How hard it is.
    difficulty: Option<Difficulty>,
    /// What is asked.
    question: Option<QuestionText>,
    /// The right answer.
    answer: Option<AnswerText>,
    /// Three wrong ones.
    wrong: Option<[AnswerText; 3]>,
    /// Why the answer is right.
    explanation: Option<ExplanationText>,
    /// What it is about.
    topic_tags: Option<TopicTags>,
    /// Words by which it can be chosen.
    goal_tags: Option<GoalTags>,
    /// Whether it may be assigned.
    active: Option<bool>,
}

impl Ask {
    fn change(self) -> EntryChange {
        EntryChange {
            difficulty: self.difficulty,
            question: self.question,
            answer: self.answer,
            wrong: self.wrong,
            explanation: self.explanation,
            topic_tags: self.topic_tags,
            goal_tags: self.goal_tags,
            is_active: self.active,
        }
    }
}

/// Changes an item of the bank.
///
/// What was assigned already keeps what it was. For the tutor who wrote it, and admins.
#[utoipa::path(
    patch,
    path = "/api/v1/practice/bank/{bank_item_id}",
    operation_id = "change_bank_item",
    tag = "practice",
    params(Which),
    request_body = Ask,
    responses(
        (status = 200, description = "The item as it is now.", body = Data<EntryView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no admin, and has not written the item.", body = ErrorBody),
        (status = 404, description = "There is no such item.", body = ErrorBody),
        (status = 422, description = "A bound is broken, or two answers would say the same.", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(which): Path<Which>,
    Body(ask): Body<Ask>,
) -> Answer {
    let standing = who.permit(&deps.store, None).await?;
    let editor = who.user()?;
    let may = |entry: &BankEntry| entry.check_editor(standing, editor);
    let (change, now) = (ask.change(), deps.clock.now());
    let entry = deps
        .store
        .change_bank_entry(which.bank_item_id, &change, may, now)
        .await?;
    Ok(Reply::ok(&EntryView::from(entry)))
}
