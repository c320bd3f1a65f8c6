//! What access is decided from: the caller's row and its link to a student, in one consistent request.

use domain::access::{Facts, ReadFacts};
use domain::account::{Role, Status};
use domain::link::LinkKind;
use domain::{Error, UserId};
use serde::Deserialize;

use crate::Store;
use crate::batch::Batch;
use crate::item::{key, s};
use crate::names::Table;

/// The part of a user's row that decides.
#[derive(Deserialize)]
struct Standing {
    role: Role,
    status: Status,
}

/// The part of a link that decides.
#[derive(Deserialize)]
struct Link {
    kind: LinkKind,
}

impl ReadFacts for Store {
    async fn facts(&self, caller: UserId, student: Option<UserId>) -> Result<Facts, Error> {
        let mut batch = Batch::consistent();
        batch.add(Table::Users, key([("id", s(caller))]));
        if let Some(student) = student {
            let link = key([("student_id", s(student)), ("adult_id", s(caller))]);
            batch.add(Table::Links, link);
        }
        let mut found = self.batch(batch).await?;
        let caller = found.take::<Standing>(Table::Users)?.pop();
        let link = found.take::<Link>(Table::Links)?.pop();
        Ok(Facts {
            caller: caller.map(|row| (row.role, row.status)),
            link: link.map(|row| row.kind),
        })
    }
}
