//! `PATCH /api/v1/subjects/{subject_id}`: changes a subject.

use axum::extract::State;
use domain::subject::{Category, SubjectChange, SubjectDescription, SubjectName};
use domain::{Breach, BreachKind, Error, Patch};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Path, Reply, Who};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Deps;
use crate::get::Which;
use crate::told::Told;

/// What is to be different. What is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SubjectChange, example = json!({"name": "Linear algebra", "description": null}))]
pub(crate) struct Ask {
    /// Its new name. No other subject may have it, in whatever case.
    #[serde(default)]
    #[schema(value_type = SubjectName, required = false)]
    name: Patch<SubjectName>,
    /// Its group; `null` takes it away.
    #[serde(default)]
    #[schema(value_type = Option<Category>, required = false)]
    category: Patch<Category>,
    /// What it is about; `null` takes it away.
    #[serde(default)]
    #[schema(value_type = Option<SubjectDescription>, required = false)]
    description: Patch<SubjectDescription>,
}

impl Ask {
    /// A subject keeps a name: taking it away is a breach.
    fn change(self) -> Result<SubjectChange, Error> {
        let name = match self.name {
            Patch::Keep => None,
            Patch::Set(name) => Some(name),
            Patch::Clear => {
                let breach = Breach::new(BreachKind::WrongType, "should be a string");
                return Err(Error::invalid("body.name", breach));
            }
        };
        Ok(SubjectChange {
            name,
            category: self.category,
            description: self.description,
        })
    }
}

/// Changes a subject. For admins.
#[utoipa::path(
    patch,
    path = "/api/v1/subjects/{subject_id}",
    operation_id = "change_subject",
    tag = "subjects",
    params(Which),
    request_body = Ask,
    responses(
        (status = 200, description = "The subject as it is now.", body = Data<Told>),
        (status = 401, description = "Log in again.", body = ErrorBody),
        (status = 403, description = "The caller is no admin.", body = ErrorBody),
        (status = 404, description = "There is no such subject.", body = ErrorBody),
        (status = 409, description = "Another subject has this name.", body = ErrorBody),
        (status = 422, description = "A field breaks its bounds.", body = ErrorBody),
        (status = 503, description = "Busy, or not available right now.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(which): Path<Which>,
    Body(ask): Body<Ask>,
) -> Answer {
    let change = ask.change()?;
    who.permit(&deps.store, None).await?;
    let now = deps.clock.now();
    let subject = deps
        .store
        .change_subject(which.subject_id, &change, now)
        .await?;
    Ok(Reply::ok(&Told::from(subject)))
}
