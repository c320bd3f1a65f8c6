//! Users that are moved in: the row, the email address, what the old id has become, and the old password, all or nothing. So a row
//! without the last two is somebody who has registered here.

use domain::account::User;
use domain::imported::PasswordHash;
use domain::{Error, Moment, OldUserId, Thing};

use super::{Kind, Row};
use crate::transact::Aborted;
use crate::{Created, Store};

impl Store {
    /// Writes a user that was moved in. With `password`, its owner may log in with it once until the moment beside it. A user that
    /// was moved in before is left as it is.
    ///
    /// # Errors
    /// [`Error::Exists`] when the id or the email address is that of somebody who was not moved in with this old id.
    pub async fn import_user(
        &self,
        user: &User,
        old: OldUserId,
        password: Option<&(PasswordHash, Moment)>,
        now: Moment,
    ) -> Result<Created, Error> {
        let mapping = Row {
            old_id: old.uuid(),
            kind: Kind::User,
            new_id: user.id.uuid(),
            role: Some(user.role),
            imported_at: now,
        };
        self.until_written(async || {
            let mut actions = vec![self.import_write(&mapping)?];
            actions.extend(self.new_user_writes(user)?);
            if let Some((hash, expires_at)) = password {
                actions.push(self.imported_password_write(user.id, hash, *expires_at)?);
            }
            match self.transact(actions).await {
                Ok(()) => Ok(Some(Created::Now)),
                Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                    Ok(Some(Created::Before))
                }
                Err(Aborted::Conditions(_)) => Err(Error::Exists(Thing::User)),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }
}
