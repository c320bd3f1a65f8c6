//! What a crash between the user pool and the users table left behind, made whole by whoever comes next.
//!
//! A registration makes the account with the password as a temporary one (1), makes the password permanent (2), and writes the
//! row (3). After a crash behind (1) the account was never usable; behind (2) it can be logged in to and has no row.

use domain::account::{Email, User};
use domain::{Error, Thing, UserId};
use jiff::SignedDuration;
use runtime::Origin;
use store::Created;

use crate::Deps;
use crate::password::Password;
use crate::pool::{Account, LogIn};

/// After this time no registration that began an account can still be running: functions end after ten seconds.
const ABANDONED: SignedDuration = SignedDuration::from_secs(60);

/// The user, whose row is made from the pool's account when it is missing.
///
/// # Errors
/// [`Error::Unauthenticated`] when the pool has no such account: it was deleted after the token was made.
pub(crate) async fn user(deps: &Deps, id: UserId) -> Result<User, Error> {
    if let Some(user) = deps.store.user(id).await? {
        return Ok(user);
    }
    let account = deps.pool.find(id.to_string()).await?;
    let account = account.ok_or(Error::Unauthenticated)?;
    let user = User::new(id, account.email, account.role, None, deps.clock.now());
    match deps.store.create_user(&user).await? {
        Created::Now => Ok(user),
        // Somebody healed it at the same time.
        Created::Before => deps
            .store
            .user(id)
            .await?
            .ok_or(Error::NotFound(Thing::User)),
    }
}

/// Takes over an account that exists, for a registration with its email address, if it has no row yet and is the caller's:
/// the password says so, or it was never usable and whoever began it is gone. Answers its id, with the password set.
///
/// # Errors
/// [`Error::Exists`] when it is somebody else's.
pub(crate) async fn take_over(
    deps: &Deps,
    email: &Email,
    password: &Password,
    origin: &Origin,
) -> Result<UserId, Error> {
    let account = deps.pool.find(email.as_str()).await?;
    let account = account.ok_or(Error::Exists(Thing::User))?;
    let log_in = deps.pool.log_in(email.as_str(), password.as_str(), origin);
    let is_theirs = match log_in.await {
        Ok(_) => true,
        Err(Error::WrongCredentials | Error::Refused { .. }) => is_abandoned(deps, &account),
        Err(error) => return Err(error),
    };
    if !is_theirs {
        return Err(Error::Exists(Thing::User));
    }
    if account.unfinished {
        // An account that an operator began is the operator's to finish.
        if !account.registered {
            return Err(Error::Exists(Thing::User));
        }
        deps.pool.set_password(account.id, password).await?;
    }
    Ok(account.id)
}

/// Whether an account was begun by a registration that cannot end any more. Until then another password must not replace the
/// first: of two registrations at the same time one would be told that it succeeded, and then could not log in.
fn is_abandoned(deps: &Deps, account: &Account) -> bool {
    account.unfinished
        && account.registered
        && deps.clock.now().since(account.created_at) > ABANDONED
}

/// Finishes a registration that ended behind its first step, for somebody who logs in with the right password. Answers
/// whether there was one.
pub(crate) async fn finish(
    deps: &Deps,
    email: &Email,
    password: &str,
    log_in: &LogIn,
) -> Result<bool, Error> {
    if !log_in.wants_new_password() {
        return Ok(false);
    }
    let account = deps.pool.find(email.as_str()).await?;
    let begun = account.filter(|account| account.registered && account.unfinished);
    let (Some(account), Ok(password)) = (begun, Password::parse(password)) else {
        return Ok(false);
    };
    // Whoever has a row was here before, and has a temporary password because an operator gave it.
    if deps.store.user(account.id).await?.is_some() {
        return Ok(false);
    }
    deps.pool.set_password(account.id, &password).await?;
    Ok(true)
}
