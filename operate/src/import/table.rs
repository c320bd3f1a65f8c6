//! One old table: what its rows are, and how they are moved in.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use accounts::pool::Pool;
use domain::imported::PasswordHash;
use domain::practice::entry::BankEntry;
use domain::{BankItemId, Error, Moment, OldSubjectId, OldUserId, SubjectId};
use store::names::Table;
use store::{Created, ImportedUser, Moved, Store};
use uuid::Uuid;

use super::row::{Flaw, Row};
use super::tables::answers::Answers;

/// Where data is moved to.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) store: Store,
    pub(super) pool: Pool,
    /// When the import began.
    pub(super) now: Moment,
    /// Until when an old password is good.
    pub(super) passwords_until: Moment,
    /// What wrong answers are found among.
    pub(super) answers: Arc<Answers>,
}

impl Target {
    /// An old password, with the moment until which it is good.
    pub(super) fn password(&self, hash: PasswordHash) -> (PasswordHash, Moment) {
        (hash, self.passwords_until)
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    New,
    There,
}

impl From<Created> for Done {
    fn from(created: Created) -> Self {
        match created {
            Created::Now => Self::New,
            Created::Before => Self::There,
        }
    }
}

/// Why a row was not moved in.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is the row's own fault, and the others go on.
    Refused(Flaw),
    /// It is not, and may be over when it is done again.
    Failed(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Flaw> for Trouble {
    fn from(flaw: Flaw) -> Self {
        Self::Refused(flaw)
    }
}

/// What rows refer to, by the old service's ids.
#[derive(Debug, Default)]
pub(super) struct Refs {
    pub(super) users: HashSet<OldUserId>,
    pub(super) subjects: HashSet<OldSubjectId>,
}

/// What rows refer to, as it is here.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) moved: Moved,
    /// What [`OldTable::look_up`] has found.
    pub(super) bank: HashMap<BankItemId, BankEntry>,
    /// The same of goals.
    pub(super) goals: HashSet<Uuid>,
}

impl Found {
    /// What a user has become.
    pub(super) fn user(&self, column: &'static str, old: OldUserId) -> Result<ImportedUser, Flaw> {
        let user = self.moved.users.get(&old).copied();
        user.ok_or_else(|| Flaw::of(column, "is the id of a user who was not moved in"))
    }

    /// What a subject has become.
    pub(super) fn subject(
        &self,
        column: &'static str,
        old: OldSubjectId,
    ) -> Result<SubjectId, Flaw> {
        let subject = self.moved.subjects.get(&old).copied();
        subject.ok_or_else(|| Flaw::of(column, "is the id of a subject that was not moved in"))
    }
}

/// An old table, which is its rows' type: a row as far as it can be understood by itself.
///
/// A row is read, what it refers to is looked up together with that of many others, it becomes what is written, and is written.
pub(super) trait OldTable: Sized {
    /// What the table was called.
    const NAME: &'static str;
    /// Columns without which no row can be read.
    const COLUMNS: &'static [&'static str];
    /// The table here that has its rows under the same ids, if one has.
    const HERE: Option<Table> = None;
    /// Whether the file was read before, for another table here, and what is wrong with a row by itself was told then.
    const AGAIN: bool = false;
    /// What is written.
    type Ready;

    /// Reads a row; `None` when it has nothing to move in.
    fn read(row: &Row) -> Result<Option<Self>, Flaw>;

    /// Its id, in a table that keeps it.
    fn id(&self) -> Option<Uuid> {
        None
    }

    /// Adds it to what others may refer to.
    fn introduce(&self, _to: &mut Refs) {}

    /// Adds what it refers to.
    fn refer(&self, to: &mut Refs);

    /// Rows of one lane are written one after another, because they write the same things.
    fn lane(&self) -> Uuid;

    /// Looks up what else is needed for these rows.
    async fn look_up(_rows: &[&Self], _target: &Target, _found: &mut Found) -> Result<(), Error> {
        Ok(())
    }

    /// Puts what it refers to in its place.
    fn ready(self, found: &Found, target: &Target) -> Result<Self::Ready, Flaw>;

    /// Writes it, unless it is there. Doing it again does nothing.
    async fn write(ready: &Self::Ready, target: &Target) -> Result<Done, Trouble>;
}
