//! Goals: what a student works towards. The group's routes and what they need; one file for each operation.

mod change;
mod create;
mod delete;
mod get;
mod list;
mod path;
mod reset;
mod view;

use std::sync::Arc;

use domain::Clock;
use domain::access::Action;
use runtime::{Cursors, Kit, Mint, Routes};
use store::Store;

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The tables.
    pub store: Store,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids.
    pub mint: Mint,
    /// Seals and opens page cursors.
    pub cursors: Cursors,
}

impl Deps {
    /// The tables, and the rest from the kit.
    #[must_use]
    pub fn new(store: Store, kit: &Kit) -> Self {
        Self {
            store,
            clock: Arc::clone(&kit.clock),
            mint: kit.mint.clone(),
            cursors: kit.cursors.clone(),
        }
    }
}

/// The group's routes. Old clients call the list with a slash too.
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    use Action::{ChangeGoals, ReadGoals};
    Routes::new(kit, deps)
        .get("/api/v1/goals", ReadGoals, list::handle)
        .get("/api/v1/goals/", ReadGoals, list::handle)
        .post("/api/v1/goals", ChangeGoals, create::handle)
        .post("/api/v1/goals/", ChangeGoals, create::handle)
        .get("/api/v1/goals/{goal_id}", ReadGoals, get::handle)
        .patch("/api/v1/goals/{goal_id}", ChangeGoals, change::handle)
        .delete("/api/v1/goals/{goal_id}", ChangeGoals, delete::handle)
        .post("/api/v1/goals/{goal_id}/reset", ChangeGoals, reset::handle)
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list::handle,
    create::handle,
    get::handle,
    change::handle,
    delete::handle,
    reset::handle
))]
struct Described;

/// The description of the group's routes.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut api = <Described as utoipa::OpenApi>::openapi();
    runtime::openapi::twin(&mut api, "/api/v1/goals", "/api/v1/goals/");
    api
}
