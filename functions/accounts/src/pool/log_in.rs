//! Logging in by email and password.

use aws_sdk_cognitoidentityprovider::types::{AuthFlowType, ContextDataType, HttpHeader};
use domain::{Error, UserId};
use runtime::Origin;

use super::{Pool, failure, token};

/// What the pool answers to the right password.
pub(crate) enum LogIn {
    /// The user is in.
    In {
        /// Who it is.
        id: UserId,
        /// The access token.
        token: String,
    },
    /// The password is right, and the pool wants something else besides.
    Challenge(String),
}

impl LogIn {
    /// The challenge of an account whose password is still the temporary one.
    pub(crate) fn wants_new_password(&self) -> bool {
        matches!(self, Self::Challenge(name) if name == "NEW_PASSWORD_REQUIRED")
    }
}

impl Pool {
    /// Logs in, and tells the pool where the attempt came from, so that its threat protection sees the client and not us.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`] alike for an email address that nobody has and for a wrong password.
    pub(crate) async fn log_in(
        &self,
        email: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<LogIn, Error> {
        let attempt = self
            .client
            .admin_initiate_auth()
            .user_pool_id(&*self.pool_id)
            .client_id(&*self.client_id)
            .auth_flow(AuthFlowType::AdminUserPasswordAuth)
            .auth_parameters("USERNAME", email)
            .auth_parameters("PASSWORD", password)
            .set_context_data(context(origin)?);
        let answer = match attempt.send().await {
            Ok(answer) => answer,
            Err(error) => return Err(refusal(failure::code(&error), || failure::of(&error))),
        };
        if let Some(challenge) = answer.challenge_name() {
            return Ok(LogIn::Challenge(challenge.as_str().to_owned()));
        }
        let result = answer.authentication_result;
        let token = result.and_then(|result| result.access_token);
        let token =
            token.ok_or_else(|| Error::Fault("user pool: a log-in without token".to_owned()))?;
        let id = token::owner(&token)
            .ok_or_else(|| Error::Fault("user pool: a token without owner".to_owned()))?;
        Ok(LogIn::In { id, token })
    }
}

/// Why nobody gets in. A name or password that the pool would not even look at is as wrong as any other.
fn refusal(code: &str, other: impl FnOnce() -> Error) -> Error {
    match code {
        "NotAuthorizedException" | "UserNotFoundException" => Error::WrongCredentials,
        "InvalidParameterException" => {
            // Odd input, as a rule. An operator who sees every log-in refused finds here that it is the client's settings.
            tracing::warn!("the user pool would not look at a log-in");
            Error::WrongCredentials
        }
        "PasswordResetRequiredException" => Error::Refused {
            code: "PASSWORD_RESET_REQUIRED",
            message: "The password of this account must be reset before it can be used.".to_owned(),
        },
        "UserNotConfirmedException" => Error::Refused {
            code: "USER_NOT_CONFIRMED",
            message: "This account has not been confirmed yet.".to_owned(),
        },
        _ => other(),
    }
}

/// The context of an attempt. Without an address there is none: the pool refuses an empty one.
fn context(origin: &Origin) -> Result<Option<ContextDataType>, Error> {
    if origin.source_ip.is_empty() {
        return Ok(None);
    }
    let user_agent = HttpHeader::builder()
        .header_name("User-Agent")
        .header_value(&origin.user_agent)
        .build();
    let context = ContextDataType::builder()
        .ip_address(&origin.source_ip)
        .server_name(&origin.domain_name)
        .server_path(&origin.path)
        .http_headers(user_agent);
    context
        .build()
        .map(Some)
        .map_err(|e| failure::incomplete(&e))
}
