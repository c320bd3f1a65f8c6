//! The first log-in of somebody who was moved in from the old service. The user pool does not know the password yet; its old hash
//! does, and is good for this once: the password is given to the pool, and the hash deleted.
//!
//! The pool is asked first and has the last word: the hash counts only for an account that never had a password of its own, so that
//! one which a crash left behind opens nothing. Wherever this ends early, the next log-in goes on from there.

use domain::account::Email;
use domain::imported::PasswordHash;
use domain::{Error, UserId};
use store::OldPassword;

use crate::Deps;
use crate::password::Password;

/// Whether it is worth asking the pool again, which has refused this password.
///
/// # Errors
/// [`Error::Refused`] as `PASSWORD_RESET_REQUIRED` when the password is right, and none that the pool can have.
pub(crate) async fn admits(deps: &Deps, email: &Email, password: &str) -> Result<bool, Error> {
    let Some(id) = deps.store.email_owner(email).await? else {
        return Ok(false);
    };
    match deps.store.try_old_password(id, deps.clock.now()).await? {
        OldPassword::None => Ok(false),
        // By another log-in, between the pool's answer and this one.
        OldPassword::Given => Ok(true),
        OldPassword::Hash(hash) => checked(deps, id, hash, password).await,
    }
}

async fn checked(
    deps: &Deps,
    id: UserId,
    hash: PasswordHash,
    password: &str,
) -> Result<bool, Error> {
    let account = deps.pool.find(id.to_string()).await?;
    if !account.is_some_and(|account| account.unfinished) {
        // The pool has a password, and the last word: of another log-in just now, of one that died before it could delete the hash, or
        // of an operator.
        deps.store
            .old_password_was_given(id, deps.clock.now())
            .await?;
        return Ok(true);
    }
    if !matches(hash, password.to_owned()).await? {
        return Ok(false);
    }
    let set = match Password::parse(password) {
        Ok(password) => deps.pool.set_password(id, &password).await,
        Err(breach) => Err(Error::invalid("body.password", breach)),
    };
    match set {
        Ok(()) => {
            deps.store
                .old_password_was_given(id, deps.clock.now())
                .await?;
            Ok(true)
        }
        Err(Error::Invalid(_)) => {
            deps.store.old_password_was_right(id).await?;
            Err(Error::Refused {
                code: "PASSWORD_RESET_REQUIRED",
                message: "The password of this account must be reset before it can be used."
                    .to_owned(),
            })
        }
        Err(error) => Err(error),
    }
}

/// Whether the password is that of the hash. Beside the other tasks, for it takes up to seconds of a small function.
async fn matches(hash: PasswordHash, password: String) -> Result<bool, Error> {
    let check = move || bcrypt::verify(password, hash.as_str());
    let checked = tokio::task::spawn_blocking(check).await;
    match checked {
        Ok(Ok(matches)) => Ok(matches),
        _ => Err(Error::Fault("an old password cannot be checked".to_owned())),
    }
}
