//! What operators and load balancers ask: which service this is, and whether it can work.

mod health;
mod root;

use domain::access::Action;
use runtime::{Kit, Routes};
use store::Store;
use utoipa::OpenApi;

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// Asked whether its tables can be read.
    pub store: Store,
}

impl Deps {
    /// These tables.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store }
    }
}

/// The group's routes, all public.
#[must_use]
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    Routes::new(kit, deps)
        .get("/", Action::Public, root::handle)
        .get("/health", Action::Public, health::handle)
}

/// The group's part of the OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(
        paths(root::handle, health::handle),
        components(schemas(root::Service, health::Health))
    )]
    struct Group;
    Group::openapi()
}
