//! The `imported_passwords` table: the old service's passwords, until their owners have logged in with them once.
//!
//! An attempt is counted before it is made, so that the rule for how often holds however many come at once. What was given to the user
//! pool loses its hash and stays for a minute, so that a log-in that was under way meanwhile can tell. After its time a row counts
//! for nothing, and DynamoDB deletes it.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::imported::{PasswordHash, next_attempt};
use domain::{Error, Moment, UserId};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::item::{Item, encode, key, n, s};
use crate::names::Table;
use crate::transact::{Action, incomplete};

/// For so long a row says that its hash was given away: longer than any function runs.
const REMEMBERED: SignedDuration = SignedDuration::from_secs(60);

#[derive(Serialize, Deserialize)]
struct Row {
    user_id: UserId,
    /// `None` once it was given to the user pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<PasswordHash>,
    /// Attempts that came to nothing, or that nothing is known of yet.
    failed: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tried_at: Option<Moment>,
    /// Seconds since 1970 began.
    expires_at: i64,
}

/// What there is of a user's old password for a log-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OldPassword {
    /// There is none, its time is over, or it was tried too often lately.
    None,
    /// The hash. The attempt is counted.
    Hash(PasswordHash),
    /// The user pool has got it a moment ago.
    Given,
}

impl Store {
    /// What there is of a user's old password, with an attempt counted at it.
    ///
    /// # Errors
    /// The table cannot be read or written.
    pub async fn try_old_password(&self, user: UserId, now: Moment) -> Result<OldPassword, Error> {
        self.until_written(async || {
            let row: Option<Row> = self
                .get(Table::ImportedPasswords, password_key(user))
                .await?;
            let row = row.filter(|row| row.expires_at > now.as_second());
            let Some(row) = row else {
                return Ok(Some(OldPassword::None));
            };
            let Some(hash) = row.hash else {
                return Ok(Some(OldPassword::Given));
            };
            let too_early = |tried_at| next_attempt(row.failed, tried_at) > now;
            if row.tried_at.is_some_and(too_early) {
                return Ok(Some(OldPassword::None));
            }
            let write = self
                .change_password(user)
                .update_expression("SET failed = :more, tried_at = :now")
                .condition_expression("failed = :read AND attribute_exists(#hash)")
                .expression_attribute_names("#hash", "hash")
                .expression_attribute_values(":read", n(row.failed))
                .expression_attribute_values(":more", n(row.failed.saturating_add(1)))
                .expression_attribute_values(":now", s(now));
            let counted = self.written(write).await?;
            Ok(counted.then_some(OldPassword::Hash(hash)))
        })
        .await
    }

    /// Takes back what [`Self::try_old_password`] has counted: the password was right, and is kept all the same.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn old_password_was_right(&self, user: UserId) -> Result<(), Error> {
        let write = self
            .change_password(user)
            .update_expression("SET failed = :none")
            .condition_expression("attribute_exists(#hash)")
            .expression_attribute_names("#hash", "hash")
            .expression_attribute_values(":none", n(0));
        self.written(write).await.map(drop)
    }

    /// Deletes a user's hash, for the user pool has the password.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn old_password_was_given(&self, user: UserId, now: Moment) -> Result<(), Error> {
        let write = self
            .change_password(user)
            .update_expression("SET expires_at = :soon REMOVE #hash")
            .condition_expression("attribute_exists(#hash)")
            .expression_attribute_names("#hash", "hash")
            .expression_attribute_values(":soon", n(now.plus(REMEMBERED).as_second()));
        self.written(write).await.map(drop)
    }

    /// The write of a hash, for the transaction of its user.
    pub(crate) fn imported_password_write(
        &self,
        user_id: UserId,
        hash: &PasswordHash,
        expires_at: Moment,
    ) -> Result<TransactWriteItem, Error> {
        let row = Row {
            user_id,
            hash: Some(hash.clone()),
            failed: 0,
            tried_at: None,
            expires_at: expires_at.as_second(),
        };
        let put = Put::builder()
            .table_name(self.name(Table::ImportedPasswords))
            .set_item(Some(encode(Table::ImportedPasswords, &row)?));
        Ok(put.build().map_err(incomplete)?.action())
    }

    fn change_password(&self, user: UserId) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(self.name(Table::ImportedPasswords))
            .set_key(Some(password_key(user)))
    }

    /// Whether the change was made; `false` when its condition did not hold.
    async fn written(&self, write: UpdateItemFluentBuilder) -> Result<bool, Error> {
        let Err(error) = self.update(write).await else {
            return Ok(true);
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(_)) => Ok(false),
            _ => Err(crate::failure::of(error)),
        }
    }
}

fn password_key(user: UserId) -> Item {
    key([("user_id", s(user))])
}
