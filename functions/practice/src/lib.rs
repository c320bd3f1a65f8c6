//! Practice: items at a student's level, answers to them, the bank they come from, and the ratings that they move.
//!
//! What lives here: the routes of the group and one file for each operation. How practice is put together is `assigning`'s, so that
//! the worker does the same.

mod assign;
mod assign_later;
mod assignments;
mod bank;
mod complete;
mod flagged;
mod goal_tags;
mod job;
pub mod queue;
mod ratings;
mod review;
mod summary;
mod view;

use std::sync::Arc;

use assigning::Assigner;
use assistant::Assistant;
use domain::Clock;
use domain::access::Action;
use runtime::{Cursors, Kit, Mint, Routes};
use store::Store;

use crate::queue::Queue;

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The tables.
    pub store: Store,
    /// Puts practice together.
    pub assigner: Assigner,
    /// Takes what a worker is to do.
    pub queue: Queue,
    /// Whether the right answer is sent with the question, as existing clients expect it. If not, it is kept back until the item
    /// is answered.
    pub reveal_answers: bool,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids.
    pub mint: Mint,
    /// Seals and opens page cursors.
    pub cursors: Cursors,
}

impl Deps {
    /// The tables, the assistant and the queue, and the rest from the kit.
    #[must_use]
    pub fn new(
        store: Store,
        assistant: Arc<dyn Assistant>,
        queue: Queue,
        reveal_answers: bool,
        kit: &Kit,
    ) -> Self {
        Self {
            assigner: Assigner::new(store.clone(), assistant, kit),
            store,
            queue,
            reveal_answers,
            clock: Arc::clone(&kit.clock),
            mint: kit.mint.clone(),
            cursors: kit.cursors.clone(),
        }
    }
}

/// The group's routes.
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    use Action::{
        AnswerPractice, AssignPractice, ChangeBank, ReadBank, ReadPractice, ReadRatings,
        ReviewPractice,
    };
    const BANK: &str = "/api/v1/practice/bank";
    const BANK_ITEM: &str = "/api/v1/practice/bank/{bank_item_id}";
    const REVIEW: &str = "/api/v1/practice/flagged/{item_id}/review";
    Routes::new(kit, deps)
        .post("/api/v1/practice/assign", AssignPractice, assign::handle)
        .post(
            "/api/v1/practice/assign/async",
            AssignPractice,
            assign_later::handle,
        )
        .get("/api/v1/jobs/{job_id}", ReadPractice, job::handle)
        .post(
            "/api/v1/practice/complete",
            AnswerPractice,
            complete::handle,
        )
        .post("/api/v1/practice/summary", ReadPractice, summary::handle)
        .get(
            "/api/v1/practice/assignments",
            ReadPractice,
            assignments::handle,
        )
        .get(BANK, ReadBank, bank::list::handle)
        .post(BANK, ChangeBank, bank::create::handle)
        .patch(BANK_ITEM, ChangeBank, bank::change::handle)
        .delete(BANK_ITEM, ChangeBank, bank::retire::handle)
        .get("/api/v1/practice/flagged", ReviewPractice, flagged::handle)
        .post(REVIEW, ReviewPractice, review::handle)
        .get("/api/v1/ratings/{student_id}", ReadRatings, ratings::handle)
}

#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        assign::handle,
        assign_later::handle,
        job::handle,
        complete::handle,
        summary::handle,
        assignments::handle,
        bank::list::handle,
        bank::create::handle,
        bank::change::handle,
        bank::retire::handle,
        flagged::handle,
        review::handle,
        ratings::handle
    ),
    components(schemas(domain::job::JobStatus)),
    tags((name = "practice", description = "Items at a student's level, and answers to them."))
)]
struct Described;

/// The description of the group's routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    <Described as utoipa::OpenApi>::openapi()
}
