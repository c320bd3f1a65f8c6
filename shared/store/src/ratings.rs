//! The `student_ratings` table: how strong a student is in each subject. A student without a row has the default rating.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::rating::{Rating, StudentRating};
use domain::{Error, Moment, SubjectId, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::Found;
use crate::item::{Item, encode, key, s};
use crate::names::Table;
use crate::transact::{Action, incomplete};

#[derive(Serialize, Deserialize)]
struct Row {
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

impl Store {
    /// The write of a rating, for a transaction.
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

/// The ratings that a batch found.
pub(crate) fn ratings_in(found: &mut Found) -> Result<HashMap<SubjectId, StudentRating>, Error> {
    let rows: Vec<Row> = found.take(Table::StudentRatings)?;
    let ratings = rows.into_iter().map(StudentRating::from);
    Ok(ratings.map(|rating| (rating.subject_id, rating)).collect())
}
