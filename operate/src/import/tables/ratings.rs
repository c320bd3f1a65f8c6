//! `student_ratings`. A rating that the student has here already is the later one, and stays.

use domain::rating::{Rating, StudentRating};
use domain::{Moment, OldSubjectId, OldUserId};
use uuid::Uuid;

use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// A rating of the old service.
pub(in crate::import) struct OldRating {
    student: OldUserId,
    subject: OldSubjectId,
    rating: Rating,
    updated_at: Option<Moment>,
}

impl OldTable for OldRating {
    const NAME: &'static str = "student_ratings";
    const COLUMNS: &'static [&'static str] = &["student_id", "subject_id", "rating"];
    type Ready = StudentRating;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        Ok(Some(Self {
            student: row.read("student_id").must("student_id")?,
            subject: row.read("subject_id").must("subject_id")?,
            rating: row.bounded("rating", Rating::parse).must("rating")?,
            updated_at: row.moment("last_updated")?,
        }))
    }

    fn refer(&self, to: &mut Refs) {
        to.users.insert(self.student);
        to.subjects.insert(self.subject);
    }

    fn lane(&self) -> Uuid {
        self.student.uuid()
    }

    fn ready(self, found: &Found, target: &Target) -> Result<StudentRating, Flaw> {
        Ok(StudentRating {
            student_id: found.user("student_id", self.student)?.id,
            subject_id: found.subject("subject_id", self.subject)?,
            rating: self.rating,
            updated_at: self.updated_at.unwrap_or(target.now),
        })
    }

    async fn write(ready: &StudentRating, target: &Target) -> Result<Done, Trouble> {
        Ok(target.store.import_rating(ready).await?.into())
    }
}
