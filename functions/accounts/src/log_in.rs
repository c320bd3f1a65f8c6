//! `POST /api/v1/auth/login`: a token for an email address and its password.

use axum::extract::State;
use domain::account::{Email, Role};
use domain::{Error, UserId};
use runtime::openapi::ErrorBody;
use runtime::{Answer, Body, Origin, Reply};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::pool::LogIn;
use crate::{Deps, first_log_in, heal};

/// Who wants to log in. There are no bounds: what cannot be right is wrong like any other.
// No `Debug`: the password is as it was typed.
#[derive(Deserialize, ToSchema)]
#[schema(as = Credentials)]
pub(crate) struct Ask {
    /// In any case.
    #[schema(example = "ana@example.com")]
    email: String,
    #[schema(example = "correct horse", format = Password)]
    password: String,
}

/// Who has logged in. Not in the envelope, as in the old service.
// No `Debug`: the token is a secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct LoggedIn {
    /// For `Authorization: Bearer …`, for 24 hours.
    access_token: String,
    /// Always `bearer`.
    token_type: &'static str,
    user_id: UserId,
    /// As it was given at registration.
    email: Email,
    role: Role,
}

/// Log in.
///
/// Who was moved in from the old service logs in with the password of that time.
#[utoipa::path(
    post,
    path = "/api/v1/auth/login",
    operation_id = "log_in",
    tag = "accounts",
    request_body = Ask,
    responses(
        (status = 200, description = "Logged in.", body = LoggedIn,
            example = json!({"access_token": "eyJ…", "token_type": "bearer",
                "user_id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "email": "ana@example.com", "role": "student"})),
        (status = 400, description = "`PASSWORD_RESET_REQUIRED`, `USER_NOT_CONFIRMED` or `EMAIL_NOT_VERIFIED`.", body = ErrorBody),
        (status = 401, description = "`WRONG_CREDENTIALS`: email or password is wrong; never which.", body = ErrorBody),
        (status = 403, description = "`CHALLENGE_REQUIRED`: the account needs another step, which this API cannot do.", body = ErrorBody),
        (status = 422, description = "A field is missing.", body = ErrorBody),
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
    let email = Email::parse(ask.email).map_err(|_| Error::WrongCredentials)?;
    let (id, access_token) = enter(&deps, &email, &ask.password, &origin).await?;
    let user = heal::user(&deps, id).await?;
    Ok(Reply::bare(&LoggedIn {
        access_token,
        token_type: "bearer",
        user_id: user.id,
        email: user.email,
        role: user.role,
    }))
}

/// The user's id and a token.
async fn enter(
    deps: &Deps,
    email: &Email,
    password: &str,
    origin: &Origin,
) -> Result<(UserId, String), Error> {
    if password.is_empty() {
        return Err(Error::WrongCredentials);
    }
    let mut log_in = match deps.pool.log_in(email.as_str(), password, origin).await {
        Err(Error::WrongCredentials) if first_log_in::admits(deps, email, password).await? => {
            deps.pool.log_in(email.as_str(), password, origin).await?
        }
        log_in => log_in?,
    };
    if heal::finish(deps, email, password, &log_in).await? {
        log_in = deps.pool.log_in(email.as_str(), password, origin).await?;
    }
    match log_in {
        LogIn::Challenge(name) => Err(Error::Challenge(name)),
        LogIn::In { id, token } => {
            deps.pool.check_verified(id).await?;
            Ok((id, token))
        }
    }
}
