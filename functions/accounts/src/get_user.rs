//! `GET /api/v1/users/{user_id}`: a user.

use axum::extract::State;
use domain::access::Standing;
use domain::account::{Email, Role, User};
use domain::{Error, Moment, Thing, UserId};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;
use crate::profile::Profile;

/// Which user.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Which {
    /// The user's id.
    pub(crate) user_id: UserId,
}

/// A user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub(crate) struct Shown {
    id: UserId,
    /// Only for the user and for admins.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Email>,
    role: Role,
    profile: Profile,
    /// Whether the disclaimer was acknowledged.
    disclaimer_shown: bool,
    created_at: Moment,
    updated_at: Moment,
}

impl Shown {
    /// The user, as one of this standing may see it.
    pub(crate) fn to(standing: Standing, user: User) -> Self {
        let profile = Profile::of(&user);
        let sees_email = matches!(standing, Standing::Owner | Standing::Admin);
        Self {
            id: user.id,
            email: sees_email.then_some(user.email),
            role: user.role,
            profile,
            disclaimer_shown: user.disclaimer_shown,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

/// A user: oneself, a linked student, or anybody for an admin.
#[utoipa::path(
    get,
    path = "/api/v1/users/{user_id}",
    operation_id = "get_user",
    tag = "accounts",
    params(Which),
    responses(
        (status = 200, description = "The user.", body = Data<Shown>,
            example = json!({"success": true, "data": {
                "id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "email": "ana@example.com", "role": "student",
                "profile": {"name": "Ana", "preferences": {"nudge_frequency_cap": 2, "learning_style": "mixed"}, "time_zone": "UTC"},
                "disclaimer_shown": false,
                "created_at": "2026-11-22T08:38:02.593436+00:00", "updated_at": "2026-11-22T08:38:02.593436+00:00"}})),
        (status = 401, description = "There is no valid token.", body = ErrorBody),
        (status = 403, description = "The user is neither the caller nor linked to it.", body = ErrorBody),
        (status = 404, description = "There is no such user.", body = ErrorBody),
        (status = 422, description = "The id is malformed.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(Which { user_id }): Path<Which>,
) -> Answer {
    let permit = who.permit(&deps.store, Some(user_id));
    let (standing, user) = tokio::try_join!(permit, deps.store.user(user_id))?;
    let user = user.ok_or(Error::NotFound(Thing::User))?;
    Ok(Reply::ok(&Shown::to(standing, user)))
}
