//! `GET /`: which service this is.

use runtime::{Answer, Reply};
use serde::Serialize;
use utoipa::ToSchema;

/// Which service this is. Bare, as the old service sent it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Service {
    /// Always the same name.
    #[schema(example = "AI Study Companion API")]
    service: &'static str,
    /// The version of this service: not the old one's `1.1.4`, because no client acts on it and operators do.
    #[schema(example = "0.1.0")]
    version: &'static str,
    /// Whether it answers, which it does.
    #[schema(example = "operational")]
    status: &'static str,
}

/// Which service this is. Reads nothing.
#[utoipa::path(
    get,
    path = "/",
    operation_id = "get_root",
    tag = "ops",
    responses((status = 200, description = "The service.", body = Service)),
    security(())
)]
pub(crate) async fn handle() -> Answer {
    Ok(Reply::bare(&Service {
        service: "AI Study Companion API",
        version: env!("CARGO_PKG_VERSION"),
        status: "operational",
    }))
}
