//! What a pool refuses, in Amazon Cognito's own words.

use crate::shelf::ShelfError;

/// A refusal, named as Amazon Cognito names it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The email belongs to someone already.
    #[error("An account with the given email already exists.")]
    UsernameExists,
    /// The email that a user wants to change to belongs to someone already.
    #[error("An account with the email already exists.")]
    AliasExists,
    /// No such user.
    #[error("User does not exist.")]
    UserNotFound,
    /// No such user, a wrong password or a refresh token that is none: never said which.
    #[error("{0}")]
    NotAuthorized(&'static str),
    /// The password breaks the pool's policy.
    #[error("Password did not conform with policy: {0}")]
    InvalidPassword(&'static str),
    /// A parameter is missing or malformed.
    #[error("{0}")]
    InvalidParameter(String),
    /// No such pool or client.
    #[error("{0}")]
    ResourceNotFound(String),
    /// An operation that this pool does not have.
    #[error("{0}")]
    UnknownOperation(String),
    /// The request body is no JSON of the operation's shape.
    #[error("{0}")]
    Serialization(String),
    /// The change could not be kept; nothing changed.
    #[error(transparent)]
    Shelf(ShelfError),
}

impl Fault {
    /// The name on the wire, which the SDK makes its error type from.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::UsernameExists => "UsernameExistsException",
            Self::AliasExists => "AliasExistsException",
            Self::UserNotFound => "UserNotFoundException",
            Self::NotAuthorized(_) => "NotAuthorizedException",
            Self::InvalidPassword(_) => "InvalidPasswordException",
            Self::InvalidParameter(_) => "InvalidParameterException",
            Self::ResourceNotFound(_) => "ResourceNotFoundException",
            Self::UnknownOperation(_) => "UnknownOperationException",
            Self::Serialization(_) => "SerializationException",
            Self::Shelf(_) => "InternalErrorException",
        }
    }

    /// The constraint error that the service's front door gives before an operation runs.
    pub(super) fn constraint(field: &str, rule: &str) -> Self {
        Self::InvalidParameter(format!(
            "1 validation error detected: Value at '{field}' failed to satisfy constraint: Member must {rule}"
        ))
    }

    /// The refusal of a wrong email or password: the same for both, so that nobody learns who has an account.
    pub(super) const WRONG_CREDENTIALS: Self =
        Self::NotAuthorized("Incorrect username or password.");
}
