//! Questions and answers: a student asks, the assistant answers from what the student has, and the conversation can be read.
//!
//! What lives here: the routes of the group, one file for each operation, and the steps of a question: its place in the day
//! (`place`), what it is answered from (`material`, `labels`), the assistant's word (`thought`). What may be read off
//! questions and answers is `domain::question`'s.

mod ask;
mod context;
mod conversation;
mod history;
mod labels;
mod material;
mod place;
mod thought;
mod view;

use std::sync::Arc;
use std::time::Duration;

use assistant::Assistant;
use domain::Clock;
use domain::access::Action;
use runtime::{Cursors, Kit, Mint, Routes};
use store::Store;
use utoipa::OpenApi;

/// How long the assistant may think. Together with four rounds of the store at their slowest it stays within the function's 25 s,
/// so that a question whose time is up still gives its place back.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// Questions, and what they are answered from.
    pub store: Store,
    /// Answers.
    pub assistant: Arc<dyn Assistant>,
    /// How long it may take for that: [`PATIENCE`].
    pub patience: Duration,
    /// Says when a question was asked.
    pub clock: Arc<dyn Clock>,
    /// Makes the ids of questions.
    pub mint: Mint,
    /// Seals where the next page begins.
    pub cursors: Cursors,
}

impl Deps {
    /// With this store and this assistant, and what comes from the kit.
    #[must_use]
    pub fn new(store: Store, assistant: Arc<dyn Assistant>, kit: &Kit) -> Self {
        Self {
            store,
            assistant,
            patience: PATIENCE,
            clock: Arc::clone(&kit.clock),
            mint: kit.mint.clone(),
            cursors: kit.cursors.clone(),
        }
    }
}

/// The group's routes.
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    use Action::{AskQuestion, ReadConversation};
    Routes::new(kit, deps)
        .post("/api/v1/qa/query", AskQuestion, ask::handle)
        .get(
            "/api/v1/enhancements/qa/conversation-history/{student_id}",
            ReadConversation,
            history::handle,
        )
        .get(
            "/api/v1/enhancements/qa/conversation-context/{student_id}",
            ReadConversation,
            context::handle,
        )
}

/// The routes' description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(
        paths(ask::handle, history::handle, context::handle),
        components(schemas(
            domain::question::HistorySize,
            domain::question::Hours,
            domain::question::Query
        )),
        tags((name = "questions", description = "Questions, answers, and how sure they are."))
    )]
    struct Questions;
    Questions::openapi()
}
