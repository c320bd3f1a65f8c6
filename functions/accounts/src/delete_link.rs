//! `DELETE /api/v1/links/{student_id}/{adult_id}`: takes a link away.

use axum::extract::State;
use domain::UserId;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// Which link.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Which {
    /// The student.
    student_id: UserId,
    /// The tutor or parent.
    adult_id: UserId,
}

/// That it is gone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeletedLink)]
pub(crate) struct Deleted {
    /// Always `true`.
    deleted: bool,
}

/// Take a link away. Admins only. The adult loses access at once.
#[utoipa::path(
    delete,
    path = "/api/v1/links/{student_id}/{adult_id}",
    operation_id = "delete_link",
    tag = "accounts",
    params(Which),
    responses(
        (status = 200, description = "It is gone.", body = Data<Deleted>,
            example = json!({"success": true, "data": {"deleted": true}})),
        (status = 401, description = "There is no valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no admin.", body = ErrorBody),
        (status = 404, description = "There is no such link.", body = ErrorBody),
        (status = 422, description = "An id is malformed.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Path(which): Path<Which>) -> Answer {
    who.permit(&deps.store, None).await?;
    deps.store
        .delete_link(which.student_id, which.adult_id)
        .await?;
    Ok(Reply::ok(&Deleted { deleted: true }))
}
