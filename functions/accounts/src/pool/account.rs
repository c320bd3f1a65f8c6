//! An account, as the pool describes it.

use aws_sdk_cognitoidentityprovider::operation::admin_create_user::AdminCreateUserOutput;
use aws_sdk_cognitoidentityprovider::operation::admin_get_user::AdminGetUserOutput;
use aws_sdk_cognitoidentityprovider::types::{AttributeType, UserStatusType};
use aws_smithy_types::DateTime;
use domain::account::{Email, Role};
use domain::{Error, Moment, UserId};

use super::ROLE;

/// An account, as the pool describes it.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// The pool's `sub`.
    pub(crate) id: UserId,
    /// The address it logs in with.
    pub(crate) email: Email,
    /// Whether that address was verified.
    pub(crate) email_verified: bool,
    /// What was asked for at registration; student when the pool says nothing, or something that nobody can register as.
    pub(crate) role: Role,
    /// Whether the account was made by a registration of this API, and not by an operator.
    pub(crate) registered: bool,
    /// Whether the password is still the temporary one: the account has never been usable.
    pub(crate) unfinished: bool,
    /// When it was created.
    pub(crate) created_at: Moment,
}

impl Account {
    pub(super) fn read(output: &AdminGetUserOutput) -> Result<Self, Error> {
        let attributes = output.user_attributes();
        let text = |name| value(attributes, name);
        let role: Option<Role> = text(ROLE).and_then(|word| word.parse().ok());
        // An admin is made by operators in the users table, and by nothing that the pool says.
        let role = role.filter(|role| *role != Role::Admin);
        let email = text("email").and_then(|email| Email::parse(email).ok());
        let unfinished = output.user_status() == Some(&UserStatusType::ForceChangePassword);
        Ok(Self {
            id: id(attributes)?,
            email: email.ok_or_else(|| misses("an email address"))?,
            email_verified: text("email_verified") == Some("true"),
            role: role.unwrap_or(Role::Student),
            registered: role.is_some(),
            unfinished,
            created_at: moment(output.user_create_date())?,
        })
    }
}

/// The id of an account that was just created.
pub(super) fn created(output: AdminCreateUserOutput) -> Result<UserId, Error> {
    let user = output.user.ok_or_else(|| misses("the created user"))?;
    id(user.attributes())
}

fn id(attributes: &[AttributeType]) -> Result<UserId, Error> {
    let sub = value(attributes, "sub").and_then(|sub| sub.parse().ok());
    sub.ok_or_else(|| misses("a sub"))
}

fn value<'a>(attributes: &'a [AttributeType], name: &str) -> Option<&'a str> {
    let attribute = attributes.iter().find(|a| a.name() == name)?;
    attribute.value()
}

fn moment(date: Option<&DateTime>) -> Result<Moment, Error> {
    let date = date.ok_or_else(|| misses("a creation date"))?;
    let millis = date.to_millis().map_err(|_| misses("a creation date"))?;
    Moment::from_microsecond(millis.saturating_mul(1000)).map_err(|_| misses("a creation date"))
}

fn misses(what: &str) -> Error {
    Error::Fault(format!("user pool: an answer lacks {what}"))
}
