//! What demo data needs that no operation writes: practice that happened before the data was made.

use aws_sdk_dynamodb::types::Put;
use domain::rating::Rating;
use domain::{Error, Moment, SubjectId, UserId};

use crate::Store;
use crate::counters::{Scope, counter_key};
use crate::item::n;
use crate::names::Table;
use crate::transact::{Aborted, Action, incomplete};

impl Store {
    /// Gives a student a rating and completed practice items in a subject, unless it has completed any there already: then
    /// nothing is changed, so that doing it again does nothing.
    ///
    /// # Errors
    /// The tables cannot be written.
    pub async fn practised_before(
        &self,
        student: UserId,
        subject: SubjectId,
        completed_items: u32,
        rating: Rating,
        now: Moment,
    ) -> Result<(), Error> {
        self.until_written(async || {
            let mut count = counter_key(student, Scope::SubjectItems(subject));
            count.insert("count".to_owned(), n(completed_items));
            let count = Put::builder()
                .table_name(self.name(Table::ProgressCounters))
                .set_item(Some(count))
                .condition_expression("attribute_not_exists(student_id)");
            let count = count.build().map_err(incomplete)?.action();
            let rating = self.rating_write(student, subject, rating, now)?;
            match self.transact(vec![count, rating]).await {
                Ok(()) | Err(Aborted::Conditions(_)) => Ok(Some(())),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }
}
