//! The user pool (Amazon Cognito): who has an account, and whether a password is right. The only code that speaks to it.
//!
//! Passwords and email addresses pass through here and reach no log: errors carry the service's error codes, never its
//! messages, which quote what they refuse.

mod account;
mod failure;
mod log_in;
mod token;

use std::sync::Arc;
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::operation::admin_create_user::builders::AdminCreateUserFluentBuilder;
use aws_sdk_cognitoidentityprovider::types::{AttributeType, MessageActionType};
use domain::account::{Email, Role};
use domain::{Error, UserId};

pub(crate) use account::Account;
pub(crate) use log_in::LogIn;

use crate::password::Password;

/// Where the pool keeps the role that was asked for at registration. Read only to heal a user without a row; what decides
/// access is the row. Users cannot write it: the client's `WriteAttributes` in the template leave it out.
const ROLE: &str = "custom:role";

/// A user pool with the client that people log in with. Cheap to clone; every clone shares one connection pool.
#[derive(Debug, Clone)]
pub struct Pool {
    client: Client,
    pool_id: Arc<str>,
    client_id: Arc<str>,
    verified_email: bool,
}

/// What became of an account that was to be created.
pub(crate) enum Creation {
    /// It was created, with the password as a temporary one.
    New(UserId),
    /// There is one with this email address, in whatever case.
    Taken,
}

/// The client of the environment's region and credentials, with bounds that fit a request of a few seconds.
pub async fn connect() -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(1000))
        .operation_attempt_timeout(Duration::from_millis(2500))
        .operation_timeout(Duration::from_millis(4000))
        .build();
    let retries = RetryConfig::standard()
        .with_max_attempts(3)
        .with_initial_backoff(Duration::from_millis(100));
    let config = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .retry_config(retries)
        .timeout_config(timeouts)
        .load()
        .await;
    Client::new(&config)
}

impl Pool {
    /// The pool `pool_id` through `client`; people log in with the app client `client_id`.
    ///
    /// Registering confirms at once, as in the old service, unless `verified_email` is set: then a new account's address counts
    /// as unverified, and its log-in is refused as `EMAIL_NOT_VERIFIED` until the pool says otherwise. This API sends no codes
    /// and has no route that takes one: whoever sets the parameter verifies addresses in another way, and then sets the
    /// attribute `email_verified` of the account.
    #[must_use]
    pub fn new(
        client: Client,
        pool_id: impl Into<Arc<str>>,
        client_id: impl Into<Arc<str>>,
        verified_email: bool,
    ) -> Self {
        Self {
            client,
            pool_id: pool_id.into(),
            client_id: client_id.into(),
            verified_email,
        }
    }

    /// Creates an account that cannot be used before [`Self::set_password`].
    ///
    /// The password is the temporary one from the start, so that whoever comes after a crash can prove that it was them.
    pub(crate) async fn create(
        &self,
        email: &Email,
        role: Role,
        password: &Password,
    ) -> Result<Creation, Error> {
        let create = self
            .begin(email)?
            .temporary_password(password.as_str())
            .user_attributes(attribute(ROLE, role.word())?);
        match create.send().await {
            Ok(created) => account::created(created).map(Creation::New),
            Err(error) => match failure::code(&error) {
                "UsernameExistsException" => Ok(Creation::Taken),
                "InvalidPasswordException" => Err(failure::password()),
                "InvalidParameterException" => Err(failure::email()),
                _ => Err(failure::of(&error)),
            },
        }
    }

    /// The request for an account with this email address, of which its owner hears nothing.
    fn begin(&self, email: &Email) -> Result<AdminCreateUserFluentBuilder, Error> {
        let create = self
            .client
            .admin_create_user()
            .user_pool_id(&*self.pool_id)
            .username(email.as_str())
            .message_action(MessageActionType::Suppress)
            .user_attributes(attribute("email", email.as_str())?);
        if self.verified_email {
            return Ok(create);
        }
        Ok(create.user_attributes(attribute("email_verified", "true")?))
    }

    /// An account for somebody who is moved in: a new one, or the one that has this email address, in whatever case, unless a
    /// registration of this API made or began it; then it is `None`. Nobody knows the new account's password, and no registration
    /// may finish it.
    ///
    /// # Errors
    /// The pool cannot be reached, asks to slow down, or does not take the email address ([`Error::Invalid`]).
    pub async fn admit(&self, email: &Email) -> Result<Option<UserId>, Error> {
        match self.begin(email)?.send().await {
            Ok(created) => account::created(created).map(Some),
            Err(error) => match failure::code(&error) {
                "UsernameExistsException" => {
                    let account = self.find(email.as_str()).await?;
                    let account = account.filter(|account| !account.registered);
                    Ok(account.map(|account| account.id))
                }
                "InvalidParameterException" => Err(failure::email()),
                _ => Err(failure::of(&error)),
            },
        }
    }

    /// Makes the password the account's for good, and the account usable.
    pub(crate) async fn set_password(&self, id: UserId, password: &Password) -> Result<(), Error> {
        let set = self
            .client
            .admin_set_user_password()
            .user_pool_id(&*self.pool_id)
            .username(id.to_string())
            .password(password.as_str())
            .permanent(true);
        match set.send().await {
            Ok(_) => Ok(()),
            Err(error) => match failure::code(&error) {
                "InvalidPasswordException" | "InvalidParameterException" => {
                    Err(failure::password())
                }
                _ => Err(failure::of(&error)),
            },
        }
    }

    /// The account with this email address, in whatever case, or with this id.
    pub(crate) async fn find(&self, name: impl Into<String>) -> Result<Option<Account>, Error> {
        let get = self
            .client
            .admin_get_user()
            .user_pool_id(&*self.pool_id)
            .username(name);
        match get.send().await {
            Ok(account) => Account::read(&account).map(Some),
            Err(error) => match failure::code(&error) {
                "UserNotFoundException" => Ok(None),
                _ => Err(failure::of(&error)),
            },
        }
    }

    /// Lets through an account whose email address was verified, or any where addresses need not be.
    ///
    /// # Errors
    /// [`Error::Refused`] as `EMAIL_NOT_VERIFIED`.
    pub(crate) async fn check_verified(&self, id: UserId) -> Result<(), Error> {
        if !self.verified_email {
            return Ok(());
        }
        let account = self.find(id.to_string()).await?;
        if account.is_some_and(|account| account.email_verified) {
            return Ok(());
        }
        Err(Error::Refused {
            code: "EMAIL_NOT_VERIFIED",
            message: "The email address of this account has not been verified yet.".to_owned(),
        })
    }
}

fn attribute(name: &str, value: &str) -> Result<AttributeType, Error> {
    let attribute = AttributeType::builder().name(name).value(value);
    attribute.build().map_err(|e| failure::incomplete(&e))
}
