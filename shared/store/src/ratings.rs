//! The `student_ratings` table: how strong a student is in each subject. A student without a row has the default rating.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::rating::{Rating, StudentRating};
use domain::{Error, Moment, SubjectId, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::Found;
use crate::caches::{Listed, Stored};
use crate::item::{Item, encode, key, n, s};
use crate::names::Table;
use crate::query::Listing;
use crate::transact::{Action, incomplete};

/// The most ratings of a student that are read: more subjects than anybody learns.
const MOST_RATINGS: usize = 500;

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    student_id: UserId,
    subject_id: SubjectId,
    rating: Rating,
    updated_at: Moment,
}

impl From<Row> for StudentRating {
    fn from(row: Row) -> Self {
        Self {
            student_id: row.student_id,
            subject_id: row.subject_id,
            rating: row.rating,
            updated_at: row.updated_at,
        }
    }
}

impl Stored for StudentRating {
    type Row = Row;

    fn row(&self) -> Row {
        Row {
            student_id: self.student_id,
            subject_id: self.subject_id,
            rating: self.rating,
            updated_at: self.updated_at,
        }
    }

    fn of_row(row: Row) -> Self {
        row.into()
    }
}

impl Store {
    /// All ratings of a student, by subject: kept, or read consistently. A student has at most one for each subject.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn ratings_of(&self, student: UserId) -> Result<Vec<StudentRating>, Error> {
        let load = || async {
            let listing = Listing::of_table(Table::StudentRatings, "student_id", s(student));
            let rows: Vec<Row> = self.all(listing, MOST_RATINGS).await?;
            let ratings = rows.into_iter().map(StudentRating::from).collect();
            Ok(Some(Listed::new(ratings)))
        };
        let ratings = self.caches.ratings_of.get(&student, load);
        Ok(ratings.await?.map(Arc::unwrap_or_clone).unwrap_or_default())
    }

    /// The write that moves a rating, for a transaction. It fails when the rating is not `before` any more.
    pub(crate) fn rating_move(
        &self,
        student_id: UserId,
        subject_id: SubjectId,
        before: Option<Rating>,
        after: Rating,
        now: Moment,
    ) -> Result<TransactWriteItem, Error> {
        let row = Row {
            student_id,
            subject_id,
            rating: after,
            updated_at: now,
        };
        let put = Put::builder()
            .table_name(self.name(Table::StudentRatings))
            .set_item(Some(encode(Table::StudentRatings, &row)?));
        let put = match before {
            None => put.condition_expression("attribute_not_exists(student_id)"),
            Some(before) => put
                .condition_expression("rating = :before")
                .expression_attribute_values(":before", n(before.get())),
        };
        Ok(put.build().map_err(incomplete)?.action())
    }

    /// The write of a rating, whatever it was, for a transaction.
    pub(crate) fn rating_write(
        &self,
        student_id: UserId,
        subject_id: SubjectId,
        rating: Rating,
        now: Moment,
    ) -> Result<TransactWriteItem, Error> {
        let row = Row {
            student_id,
            subject_id,
            rating,
            updated_at: now,
        };
        let put = Put::builder()
            .table_name(self.name(Table::StudentRatings))
            .set_item(Some(encode(Table::StudentRatings, &row)?));
        Ok(put.build().map_err(incomplete)?.action())
    }
}

/// The key of a student's rating in a subject.
pub(crate) fn rating_key(student: UserId, subject: SubjectId) -> Item {
    key([("student_id", s(student)), ("subject_id", s(subject))])
}

/// The ratings of one student that a batch found.
pub(crate) fn ratings_in(found: &mut Found) -> Result<HashMap<SubjectId, StudentRating>, Error> {
    let ratings = ratings_by_student(found)?.into_iter();
    Ok(ratings
        .map(|((_, subject), rating)| (subject, rating))
        .collect())
}

/// The ratings that a batch found, by student and subject.
pub(crate) fn ratings_by_student(
    found: &mut Found,
) -> Result<HashMap<(UserId, SubjectId), StudentRating>, Error> {
    let rows: Vec<Row> = found.take(Table::StudentRatings)?;
    let by_key = |row: Row| ((row.student_id, row.subject_id), row.into());
    Ok(rows.into_iter().map(by_key).collect())
}
