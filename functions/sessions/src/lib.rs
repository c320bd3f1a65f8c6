//! Tutoring sessions: recorded by their tutor, an admin or another service; read by whoever may read the student's data, and
//! listed by student or by tutor.
//!
//! What lives here: the routes of the group, one file for each operation, and how a session looks to a client. What a session
//! is and who may record it is `domain`'s, how it is written `store`'s.

mod get;
mod list;
mod record;
mod view;

use std::sync::Arc;

use domain::Clock;
use domain::access::Action;
use http::Method;
use runtime::{Cursors, Kit, Mint, Routes, Scopes};
use store::Store;
use utoipa::OpenApi;

/// The scope with which another service records sessions.
const WRITE_SCOPE: &str = "study/sessions.write";

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// Sessions, and whom they name.
    pub store: Store,
    /// Says when a session was recorded.
    pub clock: Arc<dyn Clock>,
    /// Makes the ids of sessions whose client chose none.
    pub mint: Mint,
    /// Seals where the next page begins.
    pub cursors: Cursors,
}

impl Deps {
    /// With this store and what comes from the kit.
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

/// The routes.
#[must_use]
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    let service = Scopes::UserOr(WRITE_SCOPE);
    Routes::new(kit, deps)
        .route(
            Method::POST,
            "/api/v1/sessions",
            Action::RecordSession,
            service,
            record::handle,
        )
        .get("/api/v1/sessions", Action::ReadSessions, list::handle)
        .get(
            "/api/v1/sessions/{session_id}",
            Action::ReadSessions,
            get::handle,
        )
}

/// The routes' description.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(
        paths(record::handle, list::handle, get::handle),
        components(schemas(runtime::openapi::ErrorBody, runtime::paging::Pagination)),
        tags((name = "sessions", description = "What happened between a tutor and a student."))
    )]
    struct Sessions;
    Sessions::openapi()
}
