//! `POST /api/v1/users/me/disclaimer`: the caller has seen the disclaimer.

use axum::extract::State;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Reply, Who};
use serde::Serialize;
use store::UserChange;
use utoipa::ToSchema;

use crate::Deps;

/// That it is so.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AcknowledgedDisclaimer)]
pub(crate) struct Acknowledged {
    /// Always `true`.
    disclaimer_shown: bool,
}

/// Acknowledge the disclaimer. Doing it again changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/users/me/disclaimer",
    operation_id = "acknowledge_disclaimer",
    tag = "accounts",
    responses(
        (status = 200, description = "Acknowledged.", body = Data<Acknowledged>,
            example = json!({"success": true, "data": {"disclaimer_shown": true}})),
        (status = 401, description = "There is no valid token.", body = ErrorBody),
        (status = 404, description = "The caller has no user yet: `GET /api/v1/auth/me` makes it.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who) -> Answer {
    let shown = UserChange {
        disclaimer_shown: Some(true),
        ..UserChange::default()
    };
    let now = deps.clock.now();
    let user = deps.store.change_user(who.user()?, shown, now).await?;
    Ok(Reply::ok(&Acknowledged {
        disclaimer_shown: user.disclaimer_shown,
    }))
}
