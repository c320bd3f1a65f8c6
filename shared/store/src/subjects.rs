//! Subjects, and the markers that keep their names apart whatever their case.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::page::{Page, PageSize, Position};
use domain::subject::{Category, Subject, SubjectChange, SubjectDescription, SubjectName};
use domain::{Error, Moment, SubjectId, Thing};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::Found;
use crate::caches::Stored;
use crate::item::{Item, encode, key, n, s};
use crate::look_up::Wanted;
use crate::names::{Index, Table};
use crate::query::{Listing, Sort};
use crate::transact::{Aborted, Action, incomplete};
use crate::uniques::{Unique, unique_key};

/// The one partition of the listing: nothing may Scan.
const LISTING: &str = "subject";

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    id: SubjectId,
    listing: String,
    name: SubjectName,
    /// What the marker of the name is called, so that a rename finds it.
    name_key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<Category>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<SubjectDescription>,
    created_at: Moment,
    updated_at: Moment,
    /// Counts the changes, so that none is lost to another that came in between.
    version: u64,
}

impl Row {
    fn of(subject: Subject, version: u64) -> Self {
        Self {
            id: subject.id,
            listing: LISTING.to_owned(),
            name_key: subject.name.key(),
            name: subject.name,
            category: subject.category,
            description: subject.description,
            created_at: subject.created_at,
            updated_at: subject.updated_at,
            version,
        }
    }

    fn subject(self) -> Subject {
        Subject {
            id: self.id,
            name: self.name,
            category: self.category,
            description: self.description,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }

    fn position(&self) -> Position {
        Position {
            sort: self.name.as_str().to_owned(),
            id: self.id.to_string(),
        }
    }
}

impl Stored for Subject {
    type Row = Row;

    fn row(&self) -> Row {
        // The version is the table's: nobody reads it from here.
        Row::of(self.clone(), 0)
    }

    fn of_row(row: Row) -> Self {
        row.subject()
    }
}

/// The key of a subject, for a batch that spans tables.
pub(crate) fn subject_key(id: SubjectId) -> Item {
    key([("id", s(id))])
}

/// The subjects that such a batch found.
pub(crate) fn subjects_in(found: &mut Found) -> Result<HashMap<SubjectId, Subject>, Error> {
    let rows: Vec<Row> = found.take(Table::Subjects)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.subject()))
        .collect())
}

impl Store {
    /// The subject of this id: kept, or read consistently.
    ///
    /// # Errors
    /// [`Error::NotFound`], or the table cannot be read.
    pub async fn subject(&self, id: SubjectId) -> Result<Subject, Error> {
        let load = || async { Ok(self.subject_row(id).await?.map(Row::subject)) };
        let subject = self.caches.subjects.get(&id, load).await?;
        subject.ok_or(Error::NotFound(Thing::Subject))
    }

    /// The subjects of these ids: kept, or read consistently, in one request for every hundred that are not. An id that nothing has is
    /// not in the answer.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn subjects(&self, ids: &[SubjectId]) -> Result<HashMap<SubjectId, Subject>, Error> {
        let wanted = Wanted {
            subjects: ids.to_vec(),
            ..Wanted::default()
        };
        Ok(self.look_up(wanted).await?.subjects)
    }

    /// The first subjects by name (in the order of its bytes in UTF-8), as many as a page holds at most: kept, or read from the index.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn catalogue(&self) -> Result<Vec<Subject>, Error> {
        let load = || async {
            let page = self.subjects_page(None, PageSize::LARGEST, None).await?;
            Ok(page.items)
        };
        let (kept, index) = (&self.caches.catalogue, Index::SubjectsListing);
        let subjects = self.listed(kept, index, (), load).await?;
        Ok(Arc::unwrap_or_clone(subjects))
    }

    /// One page of all subjects, or of those in `category`, by name (in the order of its bytes in UTF-8).
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn subjects_page(
        &self,
        category: Option<&Category>,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Subject>, Error> {
        let all = Listing::of_index(Index::SubjectsListing, "listing", s(LISTING));
        let listing = match category {
            Some(category) => all.only("category", s(category.as_str())),
            None => all,
        };
        let page = self
            .page_by(listing, Sort::Text("name"), size, after, Row::position)
            .await?;
        Ok(page.map(Row::subject))
    }

    /// The subject that has this name, in whatever case.
    ///
    /// # Errors
    /// The markers cannot be read.
    pub async fn subject_named(&self, name: &SubjectName) -> Result<Option<SubjectId>, Error> {
        self.unique_owner(Unique::SubjectName, &name.key()).await
    }

    /// The subject that has this name, in whatever case, made with the id `new_id` if there is none. Of any number of calls at
    /// the same time, one makes it and all answer it.
    ///
    /// # Errors
    /// [`Error::Busy`], or the tables cannot be read or written.
    pub async fn subject_named_or_new(
        &self,
        name: &SubjectName,
        new_id: SubjectId,
        now: Moment,
    ) -> Result<Subject, Error> {
        let attempt = async || {
            if let Some(id) = self.subject_named(name).await? {
                return self.subject(id).await.map(Some);
            }
            let subject = Subject::named(new_id, name.clone(), now);
            match self.create_subject(&subject).await {
                Ok(()) => Ok(Some(subject)),
                // Somebody else was faster: it is there now.
                Err(Error::Exists(_)) => Ok(None),
                Err(error) => Err(error),
            }
        };
        self.until_written(attempt).await
    }

    /// Adds a subject.
    ///
    /// # Errors
    /// [`Error::Exists`] when another has the name, in whatever case; [`Error::Busy`]; or the tables cannot be written.
    pub async fn create_subject(&self, subject: &Subject) -> Result<(), Error> {
        let attempt = async || match self
            .transact(self.new_subject_writes(subject)?.into())
            .await
        {
            Ok(()) => Ok(Some(())),
            Err(Aborted::Conditions(_)) => Err(Error::Exists(Thing::Subject)),
            Err(Aborted::Conflict) => Ok(None),
            Err(Aborted::Other(error)) => Err(error),
        };
        self.until_written(attempt).await
    }

    /// The writes of a subject and of its name, for a transaction. The first fails when the id is taken, the second when the name is.
    pub(crate) fn new_subject_writes(
        &self,
        subject: &Subject,
    ) -> Result<[TransactWriteItem; 2], Error> {
        let row = Row::of(subject.clone(), 1);
        let new = self
            .put_subject(&row)?
            .condition_expression("attribute_not_exists(id)");
        let new = new.build().map_err(incomplete)?.action();
        Ok([new, self.claim_name(&row)?.action()])
    }

    /// Changes a subject and answers it as it is then. A new name moves the marker with it. A change that changes nothing writes
    /// nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Exists`] when another subject has the new name; [`Error::Busy`]; or the tables cannot be
    /// read or written.
    pub async fn change_subject(
        &self,
        id: SubjectId,
        change: &SubjectChange,
        now: Moment,
    ) -> Result<Subject, Error> {
        let attempt = async || {
            let row = self.subject_row(id).await?;
            let before = row.ok_or(Error::NotFound(Thing::Subject))?;
            let subject = before.clone().subject();
            let changed = subject.clone().changed(change.clone(), now);
            if changed == subject {
                return Ok(Some(subject));
            }
            let after = Row::of(changed.clone(), before.version + 1);
            match self.replace_subject(&before, &after).await {
                Ok(()) => Ok(Some(changed)),
                // The row has changed since it was read: what is wrong with the name may not be wrong any more.
                Err(Aborted::Conditions(places)) if places.contains(&0) => Ok(None),
                Err(Aborted::Conditions(_)) => Err(Error::Exists(Thing::Subject)),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        };
        self.until_written(attempt).await
    }

    async fn subject_row(&self, id: SubjectId) -> Result<Option<Row>, Error> {
        self.get(Table::Subjects, subject_key(id)).await
    }

    /// Writes the row if nobody has since it was read, and moves the marker if the name's key is another.
    async fn replace_subject(&self, before: &Row, after: &Row) -> Result<(), Aborted> {
        let put = self.put_subject(after).map_err(Aborted::Other)?;
        let put = put
            .condition_expression("version = :was")
            .expression_attribute_values(":was", n(before.version));
        let put = put.build().map_err(|e| Aborted::Other(incomplete(e)))?;
        let mut actions = vec![put.action()];
        if before.name_key != after.name_key {
            let claim = self.claim_name(after).map_err(Aborted::Other)?;
            let release = self.release_name(before).map_err(Aborted::Other)?;
            actions.extend([claim.action(), release.action()]);
        }
        self.transact(actions).await
    }

    fn put_subject(
        &self,
        row: &Row,
    ) -> Result<aws_sdk_dynamodb::types::builders::PutBuilder, Error> {
        let item = encode(Table::Subjects, row)?;
        Ok(Put::builder()
            .table_name(self.name(Table::Subjects))
            .set_item(Some(item)))
    }

    fn claim_name(&self, row: &Row) -> Result<Put, Error> {
        let claim = self
            .claim(Unique::SubjectName, row.name_key.clone(), row.id)?
            .condition_expression("attribute_not_exists(kind)");
        claim.build().map_err(incomplete)
    }

    fn release_name(&self, row: &Row) -> Result<Delete, Error> {
        let release = Delete::builder()
            .table_name(self.name(Table::Uniques))
            .set_key(Some(unique_key(Unique::SubjectName, &row.name_key)))
            .condition_expression("owner_id = :owner")
            .expression_attribute_values(":owner", s(row.id));
        release.build().map_err(incomplete)
    }
}
