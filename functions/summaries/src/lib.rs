//! Summaries of tutoring sessions: written by the assistant when a tutor, an admin or another service asks for one, and listed
//! for the student and for whoever is linked to it.
//!
//! What lives here: the routes of the group and one file for each operation. The words are `assistant`'s; what is written along
//! with a summary is `store`'s.

mod create;
mod list;
mod words;

use std::sync::Arc;

use assistant::Assistant;
use domain::Clock;
use domain::access::Action;
use http::Method;
use runtime::{Cursors, Kit, Mint, Routes, Scopes};
use store::Store;
use utoipa::OpenApi;

/// The scope with which another service has sessions summarised.
const WRITE_SCOPE: &str = "study/sessions.write";

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// Summaries, and the sessions they tell of.
    pub store: Store,
    /// Writes the summaries.
    pub assistant: Arc<dyn Assistant>,
    /// Says when a summary was made.
    pub clock: Arc<dyn Clock>,
    /// Makes the ids of summaries.
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
            clock: Arc::clone(&kit.clock),
            mint: kit.mint.clone(),
            cursors: kit.cursors.clone(),
        }
    }
}

/// The routes. The one with the slash at its end is the old service's own.
#[must_use]
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    let service = Scopes::UserOr(WRITE_SCOPE);
    Routes::new(kit, deps)
        .route(
            Method::POST,
            "/api/v1/summaries",
            Action::WriteSummary,
            service,
            create::handle,
        )
        .route(
            Method::POST,
            "/api/v1/summaries/",
            Action::WriteSummary,
            service,
            create::handle,
        )
        .get(
            "/api/v1/summaries/{user_id}",
            Action::ReadSummaries,
            list::handle,
        )
}

/// The routes' description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(
        paths(create::handle, list::handle),
        components(schemas(runtime::openapi::ErrorBody, runtime::paging::Pagination)),
        tags((name = "summaries", description = "Sessions, summed up."))
    )]
    struct Summaries;
    let mut api = Summaries::openapi();
    runtime::openapi::twin(&mut api, "/api/v1/summaries", "/api/v1/summaries/");
    api
}
