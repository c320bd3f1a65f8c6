//! `tutor_student_assignments`: links, for those that are active.

use domain::link::{Link, LinkKind};
use domain::{Error, Moment, OldUserId, Thing};
use uuid::Uuid;

use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// A tutor of a student.
pub(in crate::import) struct OldTutor {
    tutor: OldUserId,
    student: OldUserId,
    created_at: Option<Moment>,
}

impl OldTable for OldTutor {
    const NAME: &'static str = "tutor_student_assignments";
    const COLUMNS: &'static [&'static str] = &["tutor_id", "student_id", "status"];
    type Ready = Link;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        match row.text("status")? {
            None | Some("active") => {}
            // A link lets the tutor see everything, and these are over.
            Some("paused" | "completed") => return Ok(None),
            Some(_) => return Err(Flaw::of("status", "should be active, paused or completed")),
        }
        Ok(Some(Self {
            tutor: row.read("tutor_id").must("tutor_id")?,
            student: row.read("student_id").must("student_id")?,
            created_at: row.moment("created_at")?,
        }))
    }

    fn refer(&self, to: &mut Refs) {
        to.users.extend([self.tutor, self.student]);
    }

    fn lane(&self) -> Uuid {
        self.student.uuid()
    }

    fn ready(self, found: &Found, target: &Target) -> Result<Link, Flaw> {
        Ok(Link {
            student_id: found.user("student_id", self.student)?.id,
            adult_id: found.user("tutor_id", self.tutor)?.id,
            kind: LinkKind::Tutor,
            created_at: self.created_at.unwrap_or(target.now),
        })
    }

    async fn write(ready: &Link, target: &Target) -> Result<Done, Trouble> {
        link(ready, "student_id", target).await
    }
}

/// Writes a link, unless the two are linked.
pub(super) async fn link(
    link: &Link,
    column: &'static str,
    target: &Target,
) -> Result<Done, Trouble> {
    match target.store.add_link(link).await {
        Ok(()) => Ok(Done::New),
        Err(Error::Exists(Thing::Link)) => Ok(Done::There),
        Err(Error::Refused { message, .. }) => Err(Flaw::of(column, message).into()),
        Err(Error::NotFound(Thing::User)) => {
            Err(Flaw::of(column, "is linked to a user who is gone").into())
        }
        Err(error) => Err(error.into()),
    }
}
