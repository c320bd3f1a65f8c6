//! What operators and load balancers ask: which service this is, whether it can work, and what it says about itself.

mod health;
mod metrics;
mod root;

use std::sync::Arc;

use domain::Clock;
use domain::access::Action;
use http::Method;
use runtime::measure::Figures;
use runtime::{Kit, Routes, Scopes};
use store::Store;
use utoipa::OpenApi;

/// What the operations need.
#[derive(Debug, Clone)]
pub struct Deps {
    /// Asked whether its tables can be read, who is an admin, and for recent errors.
    pub store: Store,
    /// Where figures are read.
    pub figures: Arc<dyn Figures>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

impl Deps {
    /// These tables and figures, and the rest from the kit.
    #[must_use]
    pub fn new(store: Store, figures: Arc<dyn Figures>, kit: &Kit) -> Self {
        Self {
            store,
            figures,
            clock: Arc::clone(&kit.clock),
        }
    }
}

/// The scope with which a service may read figures.
const METRICS: Scopes = Scopes::UserOr("metrics/read");

/// The group's routes.
#[must_use]
pub fn routes(kit: &Kit, deps: Deps) -> Routes<Deps> {
    Routes::new(kit, deps)
        .get("/", Action::Public, root::handle)
        .get("/health", Action::Public, health::handle)
        .route(
            Method::GET,
            "/metrics",
            Action::ReadMetrics,
            METRICS,
            metrics::handle,
        )
}

/// The group's part of the OpenAPI document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    #[derive(OpenApi)]
    #[openapi(
        paths(root::handle, health::handle, metrics::handle),
        components(schemas(root::Service, health::Health))
    )]
    struct Group;
    Group::openapi()
}
