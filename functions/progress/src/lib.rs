//! Progress: a student's dashboard. The group's route and what it needs.

mod flag;
mod get;
mod view;

use std::sync::Arc;

use domain::Clock;
use domain::access::Action;
use runtime::{Kit, Routes};
use store::Store;

/// What the operation needs.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The tables.
    pub store: Store,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

impl Deps {
    /// The tables, and the rest from the kit.
    #[must_use]
    pub fn new(store: Store, kit: &Kit) -> Self {
        let clock = Arc::clone(&kit.clock);
        Self { store, clock }
    }
}

/// The group's route.
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    let path = "/api/v1/progress/{user_id}";
    Routes::new(kit, deps).get(path, Action::ReadProgress, get::handle)
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(get::handle))]
struct Described;

/// The description of the group's route.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    <Described as utoipa::OpenApi>::openapi()
}
