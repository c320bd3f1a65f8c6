//! The `imports` table: what the old service's ids have become. And what else moving its data in needs that no operation writes:
//! rows that are there already, under ids that are theirs for good, each counted once.
//!
//! Users have another id here, and subjects of one name have become one; every other id stays. What is written again is left as it
//! is, so that an import that was interrupted is finished by doing it again.

mod goals;
mod practice;
mod ratings;
mod subjects;
mod summaries;
mod users;

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::account::Role;
use domain::{Error, Moment, OldSubjectId, OldUserId, SubjectId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Store;
use crate::batch::Batch;
use crate::item::{Item, encode, key, s};
use crate::names::Table;
use crate::transact::{Action, incomplete};

/// Whose id it was. Two of the old service's tables may have used one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    User,
    Subject,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Subject => "subject",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Row {
    old_id: Uuid,
    kind: Kind,
    new_id: Uuid,
    /// What the user was when it was moved in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    imported_at: Moment,
}

/// A user that was moved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportedUser {
    /// The `sub`.
    pub id: UserId,
    /// What the user was when it was moved in.
    pub role: Role,
}

/// What some of the old service's ids have become. What was not moved in is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// Users.
    pub users: HashMap<OldUserId, ImportedUser>,
    /// Subjects.
    pub subjects: HashMap<OldSubjectId, SubjectId>,
}

impl Store {
    /// What these of the old service's ids have become, read consistently, in one request for every hundred.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn moved(
        &self,
        users: impl IntoIterator<Item = OldUserId>,
        subjects: impl IntoIterator<Item = OldSubjectId>,
    ) -> Result<Moved, Error> {
        let mut batch = Batch::consistent();
        for id in users {
            batch.add(Table::Imports, import_key(Kind::User, id.uuid()));
        }
        for id in subjects {
            batch.add(Table::Imports, import_key(Kind::Subject, id.uuid()));
        }
        let rows: Vec<Row> = self.batch(batch).await?.take(Table::Imports)?;
        let mut moved = Moved::default();
        for row in rows {
            match (row.kind, row.role) {
                (Kind::User, Some(role)) => {
                    let id = UserId::from_uuid(row.new_id);
                    let user = ImportedUser { id, role };
                    moved.users.insert(OldUserId::from_uuid(row.old_id), user);
                }
                (Kind::User, None) => {
                    return Err(Error::Fault("an imported user has no role".to_owned()));
                }
                (Kind::Subject, _) => {
                    let id = SubjectId::from_uuid(row.new_id);
                    moved
                        .subjects
                        .insert(OldSubjectId::from_uuid(row.old_id), id);
                }
            }
        }
        Ok(moved)
    }

    /// Which of these ids a table has, whose key is `id`, read consistently, in one request for every hundred.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn which_exist(
        &self,
        table: Table,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashSet<Uuid>, Error> {
        #[derive(Deserialize)]
        struct Id {
            id: Uuid,
        }
        let mut batch = Batch::consistent();
        for id in ids {
            batch.add(table, key([("id", s(id))]));
        }
        let rows: Vec<Id> = self.batch(batch).await?.take(table)?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// The write of what an old id has become, for the transaction of what it has become. It fails when that was written before.
    fn import_write(&self, row: &Row) -> Result<TransactWriteItem, Error> {
        let put = Put::builder()
            .table_name(self.name(Table::Imports))
            .set_item(Some(encode(Table::Imports, row)?))
            .condition_expression("attribute_not_exists(old_id)");
        Ok(put.build().map_err(incomplete)?.action())
    }
}

fn import_key(kind: Kind, old: Uuid) -> Item {
    key([("old_id", s(old)), ("kind", s(kind.word()))])
}
