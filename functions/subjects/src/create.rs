//! `POST /api/v1/subjects`: adds a subject.

use axum::extract::State;
use domain::subject::{Category, Subject, SubjectDescription, SubjectName};
use http::StatusCode;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Deps;
use crate::told::Told;

/// The subject to add.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewSubject, example = json!({"name": "Algebra", "category": "Math"}))]
pub(crate) struct Ask {
    /// Its name. No other subject may have it, in whatever case.
    name: SubjectName,
    /// Its group.
    #[serde(default)]
    category: Option<Category>,
    /// What it is about.
    #[serde(default)]
    description: Option<SubjectDescription>,
}

/// Adds a subject. For tutors and admins.
#[utoipa::path(
    post,
    path = "/api/v1/subjects",
    operation_id = "create_subject",
    tag = "subjects",
    request_body = Ask,
    responses(
        (status = 201, description = "The subject.", body = Data<Told>),
        (status = 401, description = "Log in again.", body = ErrorBody),
        (status = 403, description = "The caller is neither tutor nor admin.", body = ErrorBody),
        (status = 409, description = "Another subject has this name.", body = ErrorBody),
        (status = 422, description = "A field breaks its bounds.", body = ErrorBody),
        (status = 503, description = "Busy, or not available right now.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    who.permit(&deps.store, None).await?;
    let subject = Subject {
        category: ask.category,
        description: ask.description,
        ..Subject::named(deps.mint.id(), ask.name, deps.clock.now())
    };
    deps.store.create_subject(&subject).await?;
    Ok(Reply::ok(&Told::from(subject)).with_status(StatusCode::CREATED))
}
