//! `GET /api/v1/subjects/{subject_id}`: one subject.

use axum::extract::State;
use domain::SubjectId;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Deps;
use crate::told::Told;

/// Which subject.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Which {
    /// The subject's id.
    #[param(inline)]
    pub(crate) subject_id: SubjectId,
}

/// One subject, as it is now. Any user may read it.
#[utoipa::path(
    get,
    path = "/api/v1/subjects/{subject_id}",
    operation_id = "get_subject",
    tag = "subjects",
    params(Which),
    responses(
        (status = 200, description = "The subject.", body = Data<Told>),
        (status = 401, description = "Log in again.", body = ErrorBody),
        (status = 404, description = "There is no such subject.", body = ErrorBody),
        (status = 422, description = "The id is no UUID.", body = ErrorBody),
        (status = 503, description = "Not available right now.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Path(which): Path<Which>) -> Answer {
    who.permit(&deps.store, Some(who.user()?)).await?;
    let subject = deps.store.subject(which.subject_id).await?;
    Ok(Reply::ok(&Told::from(subject)))
}
