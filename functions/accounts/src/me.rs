//! `GET /api/v1/auth/me`: the caller.

use axum::extract::State;
use domain::UserId;
use domain::account::{Email, Role};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Reply, Who};
use serde::Serialize;
use utoipa::ToSchema;

use crate::profile::Profile;
use crate::{Deps, heal};

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    id: UserId,
    email: Email,
    role: Role,
    /// The same as `id`: the old service had two.
    cognito_sub: UserId,
    profile: Profile,
    /// Whether the disclaimer was acknowledged.
    disclaimer_shown: bool,
}

/// The caller.
#[utoipa::path(
    get,
    path = "/api/v1/auth/me",
    operation_id = "get_me",
    tag = "accounts",
    responses(
        (status = 200, description = "The caller.", body = Data<Me>,
            example = json!({"success": true, "data": {
                "id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "email": "ana@example.com", "role": "student",
                "cognito_sub": "a987fbc9-4bed-4078-8f07-9141ba07c9f3",
                "profile": {"name": "Ana", "preferences": {"nudge_frequency_cap": 2, "learning_style": "mixed"}, "time_zone": "UTC"},
                "disclaimer_shown": false}})),
        (status = 401, description = "There is no valid token, or its user is gone.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who) -> Answer {
    let user = heal::user(&deps, who.user()?).await?;
    Ok(Reply::ok(&Me {
        id: user.id,
        role: user.role,
        cognito_sub: user.id,
        profile: Profile::of(&user),
        disclaimer_shown: user.disclaimer_shown,
        email: user.email,
    }))
}
