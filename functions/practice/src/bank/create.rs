//! `POST /practice/bank`: adds an item to the bank.

use axum::extract::State;
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::{AnswerText, plausible};
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, EntryText, TopicTags};
use domain::practice::tags::GoalTags;
use domain::{BankItemId, Breach, BreachKind, Error, SubjectId};
use http::StatusCode;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::EntryView;
use crate::Deps;

/// The item to add.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewBankItem, example = json!({
    "subject_id": "0198b2a0-0d6e-7a41-8c0f-2f9e4d7b6a11", "difficulty": 2,
    "question": "Solve 3x - 7 = 11. What is the value of x?", "answer": "6",
    "explanation": "Add 7 to both sides to get 3x = 18, then divide by 3: x = 6.", "topic_tags": ["linear equations"]
}))]
pub(crate) struct Ask {
    /// The subject that it belongs to.
    subject_id: SubjectId,
    /// How hard it is.
    difficulty: Difficulty,
    /// What is asked.
    question: QuestionText,
    /// The right answer.
    answer: AnswerText,
    /// Three wrong ones. Without them they are made of the usual mistakes, or taken from other items.
    wrong: Option<[AnswerText; 3]>,
    /// Why the answer is right.
    explanation: ExplanationText,
    /// What it is about.
    #[serde(default)]
    topic_tags: TopicTags,
    /// Words by which it can be chosen.
    #[serde(default)]
    goal_tags: GoalTags,
}

impl Ask {
    fn text(self, wrong: [AnswerText; 3]) -> EntryText {
        EntryText {
            difficulty: self.difficulty,
            question: self.question,
            answer: self.answer,
            wrong,
            explanation: self.explanation,
            topic_tags: self.topic_tags,
            goal_tags: self.goal_tags,
        }
    }
}

/// Adds an item to the bank. For tutors and admins.
#[utoipa::path(
    post,
    path = "/api/v1/practice/bank",
    operation_id = "create_bank_item",
    tag = "practice",
    request_body = Ask,
    responses(
        (status = 201, description = "The item.", body = Data<EntryView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is neither tutor nor admin.", body = ErrorBody),
        (status = 404, description = "There is no such subject.", body = ErrorBody),
        (status = 422, description = "A bound is broken, two answers say the same, or no wrong ones can be made.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    tokio::try_join!(
        who.permit(&deps.store, None),
        deps.store.subject(ask.subject_id)
    )?;
    let (id, subject) = (deps.mint.id(), ask.subject_id);
    let wrong = match ask.wrong.clone() {
        Some(wrong) => wrong,
        None => made(&deps, &ask, id).await?,
    };
    let text = ask.text(wrong);
    text.check()?;
    let entry = BankEntry::new(id, subject, text, Some(who.user()?), deps.clock.now());
    deps.store.create_bank_entry(&entry).await?;
    Ok(Reply::ok(&EntryView::from(entry)).with_status(StatusCode::CREATED))
}

/// Wrong answers of the same kind.
async fn made(deps: &Deps, ask: &Ask, id: BankItemId) -> Result<[AnswerText; 3], Error> {
    let others = deps
        .store
        .bank_at(ask.subject_id, ask.difficulty, id)
        .await?;
    let others: Vec<_> = others.into_iter().map(|entry| entry.text.answer).collect();
    plausible(&ask.answer, &others, id.uuid().as_u64_pair().1).ok_or_else(|| {
        let message = "is required: no three wrong answers can be made for this one";
        Error::invalid("body.wrong", Breach::new(BreachKind::Missing, message))
    })
}
