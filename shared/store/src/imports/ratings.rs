//! Ratings that are moved in.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use domain::Error;
use domain::rating::StudentRating;

use crate::caches::Stored;
use crate::item::encode;
use crate::names::Table;
use crate::{Created, Store};

impl Store {
    /// Writes a rating that was moved in, unless the student has one in the subject.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn import_rating(&self, rating: &StudentRating) -> Result<Created, Error> {
        self.until_written(async || {
            let write = self
                .client
                .put_item()
                .table_name(self.name(Table::StudentRatings))
                .set_item(Some(encode(Table::StudentRatings, &rating.row())?))
                .condition_expression("attribute_not_exists(student_id)");
            let Err(error) = self.put(write).await else {
                return Ok(Some(Created::Now));
            };
            match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(Some(Created::Before)),
                Some(PutItemError::TransactionConflictException(_)) => Ok(None),
                _ => Err(crate::failure::of(error)),
            }
        })
        .await
    }
}
