//! Subjects: what is taught. Everybody reads them, tutors add to them, admins change them.

mod change;
mod create;
mod get;
mod list;
mod told;

use std::sync::Arc;

use domain::Clock;
use domain::access::Action;
use runtime::{Cursors, Kit, Mint, Routes};
use store::Store;
use utoipa::OpenApi;

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// Keeps the subjects.
    pub store: Store,
    /// Says when a subject was made and changed.
    pub clock: Arc<dyn Clock>,
    /// Gives new subjects their ids.
    pub mint: Mint,
    /// Seals where the next page of the list begins.
    pub cursors: Cursors,
}

impl Deps {
    /// These tables, with the clock, the ids and the cursors of the kit.
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

/// The group's routes.
#[must_use]
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    Routes::new(kit, deps)
        .get("/api/v1/subjects", Action::ReadSubjects, list::handle)
        .post("/api/v1/subjects", Action::CreateSubject, create::handle)
        .get(
            "/api/v1/subjects/{subject_id}",
            Action::ReadSubjects,
            get::handle,
        )
        .patch(
            "/api/v1/subjects/{subject_id}",
            Action::ChangeSubject,
            change::handle,
        )
}

/// The group's part of the OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(
        paths(list::handle, create::handle, get::handle, change::handle),
        components(schemas(told::Told))
    )]
    struct Group;
    Group::openapi()
}
