//! `POST /api/v1/links`: links a student and an adult.

use axum::extract::State;
use domain::link::{Link, LinkKind};
use domain::{Error, Moment, UserId};
use http::StatusCode;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Deps;

/// Whom to link.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewLink, example = json!({
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11", "adult_id": "0a4b2c6d-1f2e-4d3c-8b9a-5e6f7a8b9c0d", "kind": "tutor"
}))]
pub(crate) struct Ask {
    /// A user that is a student.
    student_id: UserId,
    /// A user that is what `kind` says.
    adult_id: UserId,
    /// What the adult is to the student.
    kind: LinkKind,
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Link)]
pub(crate) struct Linked {
    student_id: UserId,
    adult_id: UserId,
    kind: LinkKind,
    created_at: Moment,
}

/// Link a student and a tutor or parent. Admins only.
#[utoipa::path(
    post,
    path = "/api/v1/links",
    operation_id = "create_link",
    tag = "accounts",
    request_body = Ask,
    responses(
        (status = 201, description = "Linked.", body = Data<Linked>,
            example = json!({"success": true, "data": {
                "student_id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "adult_id": "0192d7a1-0000-7000-8000-000000000001",
                "kind": "tutor", "created_at": "2026-11-22T08:38:02.593436+00:00"}})),
        (status = 400, description = "`SAME_USER` or `WRONG_ROLE`.", body = ErrorBody),
        (status = 401, description = "There is no valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no admin.", body = ErrorBody),
        (status = 404, description = "One of the two users does not exist.", body = ErrorBody),
        (status = 409, description = "`ALREADY_EXISTS`: the two are linked, as whatever.", body = ErrorBody),
        (status = 422, description = "A field is wrong.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    who.permit(&deps.store, None).await?;
    if ask.student_id == ask.adult_id {
        return Err(Error::Refused {
            code: "SAME_USER",
            message: "A user cannot be linked to itself.".to_owned(),
        }
        .into());
    }
    let link = Link {
        student_id: ask.student_id,
        adult_id: ask.adult_id,
        kind: ask.kind,
        created_at: deps.clock.now(),
    };
    deps.store.add_link(&link).await?;
    let linked = Linked {
        student_id: link.student_id,
        adult_id: link.adult_id,
        kind: link.kind,
        created_at: link.created_at,
    };
    Ok(Reply::ok(&linked).with_status(StatusCode::CREATED))
}
