//! `GET /health`: whether the tables can be read.

use axum::extract::State;
use http::StatusCode;
use runtime::{Answer, Reply};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Deps;

/// Whether the service can work. Bare, as the old service sent it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"status": "healthy", "database": "connected"}))]
pub(crate) struct Health {
    /// `healthy` or `unhealthy`.
    status: &'static str,
    /// `connected` or `disconnected`.
    database: &'static str,
}

/// Whether the tables can be read, tried now.
#[utoipa::path(
    get,
    path = "/health",
    operation_id = "get_health",
    tag = "ops",
    responses(
        (status = 200, description = "The tables can be read.", body = Health),
        (status = 503, description = "They cannot.", body = Health,
            example = json!({"status": "unhealthy", "database": "disconnected"})),
    ),
    security(())
)]
pub(crate) async fn handle(State(deps): State<Deps>) -> Answer {
    if let Err(error) = deps.store.probe().await {
        let sick = Health {
            status: "unhealthy",
            database: "disconnected",
        };
        let sick = Reply::bare(&sick).with_status(StatusCode::SERVICE_UNAVAILABLE);
        // The reason is for the operator: the body says only that there is one.
        return Ok(sick.because(format!("{error:?}")));
    }
    Ok(Reply::bare(&Health {
        status: "healthy",
        database: "connected",
    }))
}
