//! Parents' profiles, which name a student: links.

use domain::account::Role;
use domain::link::{Link, LinkKind};
use domain::{Moment, OldUserId};
use uuid::Uuid;

use super::tutors::link;
use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// A parent whose profile names a student.
pub(in crate::import) struct OldParent {
    parent: OldUserId,
    student: OldUserId,
    created_at: Option<Moment>,
}

impl OldTable for OldParent {
    const NAME: &'static str = "users";
    const COLUMNS: &'static [&'static str] = &["id", "role", "profile"];
    const AGAIN: bool = true;
    type Ready = Link;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        if row.read::<Role>("role").must("role")? != Role::Parent {
            return Ok(None);
        }
        let Some(student) = student(row)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            parent: row.read("id").must("id")?,
            student,
            created_at: row.moment("created_at")?,
        }))
    }

    fn refer(&self, to: &mut Refs) {
        to.users.extend([self.parent, self.student]);
    }

    fn lane(&self) -> Uuid {
        self.student.uuid()
    }

    fn ready(self, found: &Found, target: &Target) -> Result<Link, Flaw> {
        Ok(Link {
            student_id: found.user("profile", self.student)?.id,
            adult_id: found.user("id", self.parent)?.id,
            kind: LinkKind::Parent,
            created_at: self.created_at.unwrap_or(target.now),
        })
    }

    async fn write(ready: &Link, target: &Target) -> Result<Done, Trouble> {
        link(ready, "profile", target).await
    }
}

/// The student that a profile names.
pub(super) fn student(row: &Row) -> Result<Option<OldUserId>, Flaw> {
    let student = row.object("profile")?.read("student_id");
    student.map_err(|flaw| Flaw::of("profile", format!("student_id {}", flaw.why)))
}
