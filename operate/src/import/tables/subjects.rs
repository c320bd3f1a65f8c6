//! `subjects`: of those that share a name, in whatever case, the first is moved in, and the others become it.

use domain::subject::{Category, Subject, SubjectDescription, SubjectName};
use domain::{Error, Moment, OldSubjectId, SubjectId, Thing};
use uuid::Uuid;

use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// Names lanes: any UUID that stays the same.
const NAMES: Uuid = Uuid::from_u128(0x5eed_1a7e_0d2c_4d6e_8f0b_5c3f_7a21_0b13);

/// A subject of the old service.
pub(in crate::import) struct OldSubject {
    pub(in crate::import) id: OldSubjectId,
    name: SubjectName,
    category: Option<Category>,
    description: Option<SubjectDescription>,
    created_at: Option<Moment>,
}

/// A subject to be written.
pub(in crate::import) struct Ready {
    old: OldSubjectId,
    subject: Subject,
    is_there: bool,
}

impl OldTable for OldSubject {
    const NAME: &'static str = "subjects";
    const COLUMNS: &'static [&'static str] = &["id", "name"];
    type Ready = Ready;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            name: row.parsed("name", SubjectName::parse).must("name")?,
            category: row.parsed("category", Category::parse)?,
            description: row.parsed("description", SubjectDescription::parse)?,
            created_at: row.moment("created_at")?,
        }))
    }

    fn introduce(&self, to: &mut Refs) {
        to.subjects.insert(self.id);
    }

    /// To itself: whether it was moved in before.
    fn refer(&self, to: &mut Refs) {
        to.subjects.insert(self.id);
    }

    fn lane(&self) -> Uuid {
        Uuid::new_v5(&NAMES, self.name.key().as_bytes())
    }

    fn ready(self, found: &Found, target: &Target) -> Result<Ready, Flaw> {
        let created_at = self.created_at.unwrap_or(target.now);
        Ok(Ready {
            old: self.id,
            is_there: found.moved.subjects.contains_key(&self.id),
            subject: Subject {
                id: SubjectId::from_uuid(self.id.uuid()),
                name: self.name,
                category: self.category,
                description: self.description,
                created_at,
                updated_at: created_at,
            },
        })
    }

    async fn write(ready: &Ready, target: &Target) -> Result<Done, Trouble> {
        if ready.is_there {
            return Ok(Done::There);
        }
        let store = &target.store;
        match store
            .import_subject(&ready.subject, ready.old, target.now)
            .await
        {
            Err(Error::Exists(Thing::Subject)) => {
                Err(Flaw::of("id", "is that of a subject here which has another name").into())
            }
            written => Ok(written?.into()),
        }
    }
}
