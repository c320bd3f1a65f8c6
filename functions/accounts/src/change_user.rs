//! `PATCH /api/v1/users/{user_id}`: what a user is called and prefers. Never email, role or status.

use axum::extract::State;
use domain::account::{Name, Zone};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Path, Reply, Who};
use serde::Deserialize;
use store::UserChange;
use utoipa::ToSchema;

use crate::Deps;
use crate::get_user::{Shown, Which};
use crate::profile::PreferencesAsk;

/// What changes. What is absent or `null` stays.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ChangeUser, example = json!({
    "name": "Ana", "preferences": {"learning_style": "visual", "nudge_frequency_cap": 3}, "time_zone": "Europe/Berlin"
}))]
pub(crate) struct Ask {
    name: Option<Name>,
    preferences: Option<PreferencesAsk>,
    /// An IANA time zone.
    time_zone: Option<Zone>,
}

impl Ask {
    fn change(self) -> UserChange {
        let preferences = self.preferences.unwrap_or_default();
        UserChange {
            name: self.name,
            learning_style: preferences.learning_style,
            nudge_cap: preferences.nudge_frequency_cap,
            zone: self.time_zone,
            disclaimer_shown: None,
        }
    }
}

/// Change what a user is called and prefers. Users change themselves, admins anybody.
#[utoipa::path(
    patch,
    path = "/api/v1/users/{user_id}",
    operation_id = "change_user",
    tag = "accounts",
    params(Which),
    request_body = Ask,
    responses(
        (status = 200, description = "The user as it is now.", body = Data<Shown>,
            example = json!({"success": true, "data": {
                "id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "email": "ana@example.com", "role": "student",
                "profile": {"name": "Ana", "preferences": {"nudge_frequency_cap": 0, "learning_style": "visual"}, "time_zone": "Europe/Berlin"},
                "disclaimer_shown": true,
                "created_at": "2026-11-22T08:38:02.593436+00:00", "updated_at": "2026-11-23T10:00:00.000000+00:00"}})),
        (status = 401, description = "There is no valid token.", body = ErrorBody),
        (status = 403, description = "The user is not the caller.", body = ErrorBody),
        (status = 404, description = "There is no such user.", body = ErrorBody),
        (status = 422, description = "A field is wrong.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(Which { user_id }): Path<Which>,
    Body(ask): Body<Ask>,
) -> Answer {
    let standing = who.permit(&deps.store, Some(user_id)).await?;
    let now = deps.clock.now();
    let user = deps.store.change_user(user_id, ask.change(), now).await?;
    Ok(Reply::ok(&Shown::to(standing, user)))
}
