//! `POST /api/v1/auth/register`: makes an account and its user.

use axum::extract::State;
use domain::account::{Email, Name, Role, User};
use domain::{Error, Thing, UserId};
use http::StatusCode;
use runtime::openapi::ErrorBody;
use runtime::{Answer, Body, Origin, Reply};
use serde::{Deserialize, Serialize};
use store::Created;
use utoipa::ToSchema;

use crate::password::Password;
use crate::pool::Creation;
use crate::{Deps, heal};

/// Who wants to register.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Registration, example = json!({
    "email": "ana@example.com", "password": "correct horse", "name": "Ana", "role": "student"
}))]
pub(crate) struct Ask {
    /// At most 128 characters. No two users have the same, whatever its case.
    email: Email,
    /// 8 to 256 characters, without white space at either end and without line breaks.
    password: Password,
    /// Without one the user is called as the email address before the `@`.
    #[serde(default, deserialize_with = "domain::blank_is_absent")]
    name: Option<Name>,
    #[serde(default)]
    role: OwnRole,
}

/// What anybody may register as. An admin is made by operators.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = RegistrationRole)]
enum OwnRole {
    #[default]
    Student,
    Tutor,
    Parent,
}

impl From<OwnRole> for Role {
    fn from(role: OwnRole) -> Self {
        match role {
            OwnRole::Student => Self::Student,
            OwnRole::Tutor => Self::Tutor,
            OwnRole::Parent => Self::Parent,
        }
    }
}

/// Who has registered. Not in the envelope, as in the old service.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Registered {
    user_id: UserId,
    /// As it was given.
    email: Email,
    role: Role,
}

/// Register.
///
/// The account can be used at once, unless the stack wants verified email addresses. Registering again after an attempt that
/// ended in an error finishes it.
#[utoipa::path(
    post,
    path = "/api/v1/auth/register",
    operation_id = "register",
    tag = "accounts",
    request_body = Ask,
    responses(
        (status = 201, description = "Registered.", body = Registered,
            example = json!({"user_id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "email": "ana@example.com", "role": "student"})),
        (status = 409, description = "`EMAIL_EXISTS`: the email address, in whatever case, is a user's.", body = ErrorBody),
        (status = 422, description = "A field is wrong.", body = ErrorBody),
        (status = 429, description = "`TOO_MANY_REQUESTS`: the user pool asks to slow down.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(())
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    origin: Origin,
    Body(ask): Body<Ask>,
) -> Answer {
    if deps.store.email_owner(&ask.email).await?.is_some() {
        return Err(Error::Exists(Thing::User).into());
    }
    let role = Role::from(ask.role);
    let id = account(&deps, &ask, role, &origin).await?;
    let user = User::new(id, ask.email, role, ask.name, deps.clock.now());
    // Of two registrations that came this far only the one that wrote the row has registered.
    if deps.store.create_user(&user).await? == Created::Before {
        return Err(Error::Exists(Thing::User).into());
    }
    let registered = Registered {
        user_id: user.id,
        email: user.email,
        role: user.role,
    };
    Ok(Reply::bare(&registered).with_status(StatusCode::CREATED))
}

/// The id of an account with this email address and password: a new one, or one that was left without a row.
async fn account(deps: &Deps, ask: &Ask, role: Role, origin: &Origin) -> Result<UserId, Error> {
    match deps.pool.create(&ask.email, role, &ask.password).await? {
        Creation::New(id) => {
            deps.pool.set_password(id, &ask.password).await?;
            Ok(id)
        }
        Creation::Taken => heal::take_over(deps, &ask.email, &ask.password, origin).await,
    }
}
